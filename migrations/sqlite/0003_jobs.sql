-- Work that outlives a request. A job that is done is gone; one that was given up stays as failed.
create table jobs (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  kind TEXT not null,
  payload TEXT not null,
  once TEXT,
  state TEXT not null,
  run_at TEXT not null,
  tries INTEGER not null,
  -- Asked for again while it ran.
  again BOOLEAN not null,
  taken_by TEXT,
  taken_until TEXT,
  error TEXT not null
);
create index jobs_by_time on jobs (state, run_at);
create unique index jobs_once on jobs (kind, once) where state = 'waiting' and once is not null;
