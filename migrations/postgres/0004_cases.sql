-- What a case says beyond what the first tables had room for.
alter table closures add column employees bigint;
alter table closures add column people_unit text;
alter table closures add column reason_ours text not null default '';
alter table closures add column reason_ours_es text not null default '';
alter table closures add column fate text not null default '';
alter table closures add column fate_es text not null default '';
alter table closures add column decided_by text not null default '';
alter table closures add column version bigint not null default 1;
alter table closures add column changed_at timestamptz;
alter table closures add column changed_by text not null default 'import';
alter table closures add column withdrawn_on text;
alter table closures add column withdrawn_reason text;

-- Until now only readings of files made cases: they are as old as the first reading of their feed.
update closures
set changed_at = (select min(runs.at) from runs where runs.feed_id = closures.feed_id);

-- A source keeps its number for good; one that nothing rests on any more is dropped, not deleted.
alter table evidence add column number bigint not null default 0;
alter table evidence add column archive_url text;
alter table evidence add column dropped boolean not null default false;
update evidence set number = position + 1;
create unique index evidence_by_number on evidence (closure_id, number);

-- A step that was taken out is kept with the reason.
alter table closure_steps add column time_of_day text;
alter table closure_steps add column place text not null default '';
alter table closure_steps add column sequence bigint not null default 0;
alter table closure_steps add column struck_reason text;

create table closure_citations (
  closure_id uuid not null references closures (id),
  position bigint not null,
  evidence_id uuid not null references evidence (id),
  claim text not null,
  stance text not null,
  primary key (closure_id, position)
);

-- Every case as it stood after each of its changes, whole, as JSON.
create table closure_versions (
  closure_id uuid not null references closures (id),
  version bigint not null,
  at timestamptz not null,
  actor text not null,
  content text not null,
  primary key (closure_id, version)
);

-- What somebody is writing; nobody else opens it.
create table case_drafts (
  id uuid primary key,
  owner uuid not null,
  closure_id uuid references closures (id),
  base_version bigint,
  tip_id uuid,
  title text not null,
  content text not null,
  updated_at timestamptz not null
);
create index case_drafts_by_owner on case_drafts (owner, updated_at);

-- What a resident told us; no address of the writer, no device, no finer time than the day.
create table tips (
  id uuid primary key,
  place text not null,
  kind text,
  happened_on text not null,
  words text not null,
  url text not null,
  contact_sealed bytea,
  status text not null,
  reason text not null,
  handled_by uuid,
  received_on text not null
);
create index tips_by_status on tips (status, received_on);
