-- A wish to follow that waits for the press on the letter's link. Addresses are sealed; the hash is keyed.
create table follow_wishes (
  id uuid primary key,
  email_hash text not null unique,
  email_sealed bytea not null,
  topics text not null,
  pace text not null,
  lang text not null,
  asked_on text not null,
  lettered_on text
);

-- A person who confirmed. Nothing but the address, the language, the pace and the topics.
create table followers (
  id uuid primary key,
  email_hash text not null unique,
  email_sealed bytea not null,
  pace text not null,
  lang text not null
);

create table follow_topics (
  follower_id uuid not null references followers (id) on delete cascade,
  kind text not null,
  name text not null,
  unique (follower_id, kind, name)
);
create index follow_topics_by_name on follow_topics (kind, name);

-- A version of a case that followers are told of.
create table news (
  id uuid primary key,
  closure_id uuid not null references closures (id),
  version bigint not null,
  at timestamptz not null,
  -- How far the queue below has been filled for it.
  queued_to uuid,
  is_queued boolean not null,
  unique (closure_id, version)
);
create index news_by_time on news (at);

create table news_topics (
  news_id uuid not null references news (id) on delete cascade,
  kind text not null,
  name text not null,
  unique (news_id, kind, name)
);

-- What a follower has not been told of yet. The pace stands here too, so that those who are to be told at once are
-- found without a look at all the others. No keys to other tables: a hundred thousand rows come at once, and whoever
-- deletes a follower deletes these too.
create table follow_queue (
  follower_id uuid not null,
  news_id uuid not null,
  pace text not null,
  unique (follower_id, news_id)
);
create index follow_queue_by_pace on follow_queue (pace, follower_id);

create table hooks (
  id uuid primary key,
  owner text not null,
  url text not null,
  secret_sealed bytea not null,
  failures bigint not null,
  off_reason text
);
create index hooks_by_owner on hooks (owner);

create table hook_topics (
  hook_id uuid not null references hooks (id) on delete cascade,
  kind text not null,
  name text not null,
  unique (hook_id, kind, name)
);
create index hook_topics_by_name on hook_topics (kind, name);

create table hook_deliveries (
  id uuid primary key,
  hook_id uuid not null references hooks (id) on delete cascade,
  news_id uuid references news (id) on delete cascade,
  at timestamptz not null,
  state text not null,
  tries bigint not null,
  said text not null,
  unique (hook_id, news_id)
);
create index hook_deliveries_by_time on hook_deliveries (hook_id, at);
