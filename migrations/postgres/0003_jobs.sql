-- Work that outlives a request. A job that is done is gone; one that was given up stays as failed.
create table jobs (
  fid bigint generated always as identity primary key,
  id uuid not null unique,
  kind text not null,
  payload text not null,
  once text,
  state text not null,
  run_at timestamptz not null,
  tries integer not null,
  -- Asked for again while it ran.
  again boolean not null,
  taken_by uuid,
  taken_until timestamptz,
  error text not null
);
create index jobs_by_time on jobs (state, run_at);
create unique index jobs_once on jobs (kind, once) where state = 'waiting' and once is not null;
