-- What residents tell: sealed where it is not public, counted only in groups.

-- `words` and `first_name` are what everybody may read, and nothing else; what was told stands sealed beside them.
alter table reports add column told_sealed BLOB;
alter table reports add column edited_sealed BLOB;
alter table reports add column name_sealed BLOB;
alter table reports add column consent_photos BOOLEAN not null default false;
alter table reports add column lang TEXT not null default 'en';
alter table reports add column channel TEXT not null default 'page';
alter table reports add column like_id TEXT references reports (id);
alter table reports add column merged_into TEXT references reports (id);
alter table reports add column outcome TEXT;
alter table reports add column counted BOOLEAN not null default false;
-- May stand in public lists as a single report.
alter table reports add column listed BOOLEAN not null default false;
alter table reports add column block_id TEXT references report_blocks (id);
-- The quarter in which it happened, such as 2026-Q4.
alter table reports add column quarter TEXT not null default '';
-- The Monday of the week in which it was published last.
alter table reports add column published_week TEXT;
alter table reports add column closed_on TEXT;
alter table reports add column erased_on TEXT;
alter table reports add column version INTEGER not null default 1;

drop index reports_by_office;
create index reports_by_status on reports (status, received_on, id);
create index reports_listed_by_office on reports (office_id, published_week, id) where listed;
create index reports_listed on reports (published_week, id) where listed;
create index reports_pooled on reports (office_id, problem, quarter) where counted and block_id is null;
create index reports_by_block on reports (block_id) where block_id is not null;
create index reports_recent on reports (office_id, received_on);

create table report_answers (
  fid INTEGER primary key autoincrement not null,
  report_id TEXT not null references reports (id),
  question TEXT not null,
  position INTEGER not null,
  number INTEGER,
  choice TEXT,
  unique (report_id, question, position)
);

create table report_consents (
  fid INTEGER primary key autoincrement not null,
  report_id TEXT not null references reports (id),
  position INTEGER not null,
  consent TEXT not null,
  given BOOLEAN not null,
  wording INTEGER not null,
  on_day TEXT not null
);
create index report_consents_by_report on report_consents (report_id, position);

create table report_messages (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  report_id TEXT not null references reports (id),
  position INTEGER not null,
  author TEXT not null,
  words_sealed BLOB not null,
  on_day TEXT not null
);
create index report_messages_by_report on report_messages (report_id, position);

-- A photo waits without a report, under the hash of its form's token, until the form is sent.
create table report_photos (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  report_id TEXT references reports (id),
  waits_for TEXT,
  waits_since TEXT,
  position INTEGER not null,
  width INTEGER not null,
  height INTEGER not null,
  -- The picture drawn anew, without anything that was in the file beside it.
  original_sealed BLOB,
  -- The same with parts made unreadable by a moderator.
  blurred_sealed BLOB,
  withheld BOOLEAN not null default false
);
create index report_photos_by_report on report_photos (report_id, position);
create index report_photos_waiting on report_photos (waits_for) where waits_for is not null;

-- What workers tell of their own office: the office too is sealed, and the time is a quarter.
create table worker_accounts (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  told_sealed BLOB not null,
  receipt_hash TEXT not null unique,
  status TEXT not null,
  quarter TEXT not null,
  closed_quarter TEXT
);
create index worker_accounts_by_status on worker_accounts (status, id);

-- Reports that went into the public counts together: eleven or more. Blank columns mean "any".
create table report_blocks (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  office_id TEXT references offices (id),
  county TEXT not null default '',
  problem TEXT not null default '',
  quarter TEXT not null default '',
  size INTEGER not null,
  -- Reports that left since; made good by others or taken off together.
  owed INTEGER not null default 0,
  released_on TEXT not null
);

-- The public counts as they were last released.
create table released_counts (
  fid INTEGER primary key autoincrement not null,
  office_id TEXT references offices (id),
  county TEXT not null default '',
  problem TEXT not null default '',
  quarter TEXT not null default '',
  number INTEGER not null,
  tells_some BOOLEAN not null
);
create index released_counts_by_office on released_counts (office_id);

create table released_figures (
  fid INTEGER primary key autoincrement not null,
  office_id TEXT references offices (id),
  county TEXT not null default '',
  question TEXT not null,
  median INTEGER not null
);

create table report_releases (
  fid INTEGER primary key autoincrement not null,
  week TEXT not null unique
);

create table api_keys (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  name TEXT not null,
  key_hash TEXT not null unique,
  made_on TEXT not null,
  revoked_on TEXT
);
