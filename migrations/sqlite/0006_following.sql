-- A wish to follow that waits for the press on the letter's link. Addresses are sealed; the hash is keyed.
create table follow_wishes (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  email_hash TEXT not null unique,
  email_sealed BLOB not null,
  topics TEXT not null,
  pace TEXT not null,
  lang TEXT not null,
  asked_on TEXT not null,
  lettered_on TEXT
);

-- A person who confirmed. Nothing but the address, the language, the pace and the topics.
create table followers (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  email_hash TEXT not null unique,
  email_sealed BLOB not null,
  pace TEXT not null,
  lang TEXT not null
);

create table follow_topics (
  fid INTEGER primary key autoincrement not null,
  follower_id TEXT not null references followers (id) on delete cascade,
  kind TEXT not null,
  name TEXT not null,
  unique (follower_id, kind, name)
);
create index follow_topics_by_name on follow_topics (kind, name);

-- A version of a case that followers are told of.
create table news (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  closure_id TEXT not null references closures (id),
  version INTEGER not null,
  at TEXT not null,
  -- How far the queue below has been filled for it.
  queued_to TEXT,
  is_queued BOOLEAN not null,
  unique (closure_id, version)
);
create index news_by_time on news (at);

create table news_topics (
  fid INTEGER primary key autoincrement not null,
  news_id TEXT not null references news (id) on delete cascade,
  kind TEXT not null,
  name TEXT not null,
  unique (news_id, kind, name)
);

-- What a follower has not been told of yet. The pace stands here too, so that those who are to be told at once are
-- found without a look at all the others. No keys to other tables: a hundred thousand rows come at once, and whoever
-- deletes a follower deletes these too.
create table follow_queue (
  fid INTEGER primary key autoincrement not null,
  follower_id TEXT not null,
  news_id TEXT not null,
  pace TEXT not null,
  unique (follower_id, news_id)
);
create index follow_queue_by_pace on follow_queue (pace, follower_id);

create table hooks (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  owner TEXT not null,
  url TEXT not null,
  secret_sealed BLOB not null,
  failures INTEGER not null,
  off_reason TEXT
);
create index hooks_by_owner on hooks (owner);

create table hook_topics (
  fid INTEGER primary key autoincrement not null,
  hook_id TEXT not null references hooks (id) on delete cascade,
  kind TEXT not null,
  name TEXT not null,
  unique (hook_id, kind, name)
);
create index hook_topics_by_name on hook_topics (kind, name);

create table hook_deliveries (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  hook_id TEXT not null references hooks (id) on delete cascade,
  news_id TEXT references news (id) on delete cascade,
  at TEXT not null,
  state TEXT not null,
  tries INTEGER not null,
  said TEXT not null,
  unique (hook_id, news_id)
);
create index hook_deliveries_by_time on hook_deliveries (hook_id, at);
