-- What residents tell: sealed where it is not public, counted only in groups.

-- `words` and `first_name` are what everybody may read, and nothing else; what was told stands sealed beside them.
alter table reports add column told_sealed bytea;
alter table reports add column edited_sealed bytea;
alter table reports add column name_sealed bytea;
alter table reports add column consent_photos boolean not null default false;
alter table reports add column lang text not null default 'en';
alter table reports add column channel text not null default 'page';
alter table reports add column like_id uuid references reports (id);
alter table reports add column merged_into uuid references reports (id);
alter table reports add column outcome text;
alter table reports add column counted boolean not null default false;
-- May stand in public lists as a single report.
alter table reports add column listed boolean not null default false;
alter table reports add column block_id uuid;
-- The quarter in which it happened, such as 2026-Q4.
alter table reports add column quarter text not null default '';
-- The Monday of the week in which it was published last.
alter table reports add column published_week text;
alter table reports add column closed_on text;
alter table reports add column erased_on text;
alter table reports add column version bigint not null default 1;

drop index reports_by_office;
create index reports_by_status on reports (status, received_on, id);
create index reports_listed_by_office on reports (office_id, published_week, id) where listed;
create index reports_listed on reports (published_week, id) where listed;
create index reports_pooled on reports (office_id, problem, quarter) where counted and block_id is null;
create index reports_by_block on reports (block_id) where block_id is not null;
create index reports_recent on reports (office_id, received_on);

create table report_answers (
  report_id uuid not null references reports (id),
  question text not null,
  position bigint not null,
  number bigint,
  choice text,
  unique (report_id, question, position)
);

create table report_consents (
  report_id uuid not null references reports (id),
  position bigint not null,
  consent text not null,
  given boolean not null,
  wording bigint not null,
  on_day text not null
);
create index report_consents_by_report on report_consents (report_id, position);

create table report_messages (
  id uuid primary key,
  report_id uuid not null references reports (id),
  position bigint not null,
  author text not null,
  words_sealed bytea not null,
  on_day text not null
);
create index report_messages_by_report on report_messages (report_id, position);

-- A photo waits without a report, under the hash of its form's token, until the form is sent.
create table report_photos (
  id uuid primary key,
  report_id uuid references reports (id),
  waits_for text,
  waits_since text,
  position bigint not null,
  width bigint not null,
  height bigint not null,
  -- The picture drawn anew, without anything that was in the file beside it.
  original_sealed bytea,
  -- The same with parts made unreadable by a moderator.
  blurred_sealed bytea,
  withheld boolean not null default false
);
create index report_photos_by_report on report_photos (report_id, position);
create index report_photos_waiting on report_photos (waits_for) where waits_for is not null;

-- What workers tell of their own office: the office too is sealed, and the time is a quarter.
create table worker_accounts (
  id uuid primary key,
  told_sealed bytea not null,
  receipt_hash text not null unique,
  status text not null,
  quarter text not null,
  closed_quarter text
);
create index worker_accounts_by_status on worker_accounts (status, id);

-- Reports that went into the public counts together: eleven or more. Blank columns mean "any".
create table report_blocks (
  id uuid primary key,
  office_id uuid references offices (id),
  county text not null default '',
  problem text not null default '',
  quarter text not null default '',
  size bigint not null,
  -- Reports that left since; made good by others or taken off together.
  owed bigint not null default 0,
  released_on text not null
);

-- The public counts as they were last released.
create table released_counts (
  office_id uuid references offices (id),
  county text not null default '',
  problem text not null default '',
  quarter text not null default '',
  number bigint not null,
  tells_some boolean not null
);
create index released_counts_by_office on released_counts (office_id);

create table released_figures (
  office_id uuid references offices (id),
  county text not null default '',
  question text not null,
  median bigint not null
);

create table report_releases (
  week text not null unique
);

create table api_keys (
  id uuid primary key,
  name text not null,
  key_hash text not null unique,
  made_on text not null,
  revoked_on text
);
alter table reports add foreign key (block_id) references report_blocks (id);
