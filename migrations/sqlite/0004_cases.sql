-- What a case says beyond what the first tables had room for.
alter table closures add column employees INTEGER;
alter table closures add column people_unit TEXT;
alter table closures add column reason_ours TEXT not null default '';
alter table closures add column reason_ours_es TEXT not null default '';
alter table closures add column fate TEXT not null default '';
alter table closures add column fate_es TEXT not null default '';
alter table closures add column decided_by TEXT not null default '';
alter table closures add column version INTEGER not null default 1;
alter table closures add column changed_at TEXT;
alter table closures add column changed_by TEXT not null default 'import';
alter table closures add column withdrawn_on TEXT;
alter table closures add column withdrawn_reason TEXT;

-- Until now only readings of files made cases: they are as old as the first reading of their feed.
update closures
set changed_at = (select min(runs.at) from runs where runs.feed_id = closures.feed_id);

-- A source keeps its number for good; one that nothing rests on any more is dropped, not deleted.
alter table evidence add column number INTEGER not null default 0;
alter table evidence add column archive_url TEXT;
alter table evidence add column dropped BOOLEAN not null default false;
update evidence set number = position + 1;
create unique index evidence_by_number on evidence (closure_id, number);

-- A step that was taken out is kept with the reason.
alter table closure_steps add column time_of_day TEXT;
alter table closure_steps add column place TEXT not null default '';
alter table closure_steps add column sequence INTEGER not null default 0;
alter table closure_steps add column struck_reason TEXT;

create table closure_citations (
  fid INTEGER primary key autoincrement not null,
  closure_id TEXT not null references closures (id),
  position INTEGER not null,
  evidence_id TEXT not null references evidence (id),
  claim TEXT not null,
  stance TEXT not null,
  unique (closure_id, position)
);

-- Every case as it stood after each of its changes, whole, as JSON.
create table closure_versions (
  fid INTEGER primary key autoincrement not null,
  closure_id TEXT not null references closures (id),
  version INTEGER not null,
  at TEXT not null,
  actor TEXT not null,
  content TEXT not null,
  unique (closure_id, version)
);

-- What somebody is writing; nobody else opens it.
create table case_drafts (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  owner TEXT not null,
  closure_id TEXT references closures (id),
  base_version INTEGER,
  tip_id TEXT,
  title TEXT not null,
  content TEXT not null,
  updated_at TEXT not null
);
create index case_drafts_by_owner on case_drafts (owner, updated_at);

-- What a resident told us; no address of the writer, no device, no finer time than the day.
create table tips (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  place TEXT not null,
  kind TEXT,
  happened_on TEXT not null,
  words TEXT not null,
  url TEXT not null,
  contact_sealed BLOB,
  status TEXT not null,
  reason TEXT not null,
  handled_by TEXT,
  received_on TEXT not null
);
create index tips_by_status on tips (status, received_on);

insert into gpkg_contents (table_name, data_type, identifier, description, srs_id) values
  ('closure_citations', 'attributes', 'closure_citations', 'Sources beside what a case says', null);
