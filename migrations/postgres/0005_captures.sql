-- Copies of sources. They outlive the source they were made for, so they do not refer to its row: nothing that was
-- kept is taken away by an edit.
create table captures (
  fid bigint generated always as identity primary key,
  id uuid not null unique,
  evidence_id uuid not null,
  origin text not null,
  requested_url text not null,
  final_url text not null,
  at timestamptz not null,
  outcome text not null,
  because text,
  detail text not null,
  status bigint,
  media_type text not null,
  length bigint,
  sha256 text,
  warc_length bigint,
  warc_sha256 text,
  pieces bigint,
  wording text not null,
  is_public boolean not null
);
create index captures_by_evidence on captures (evidence_id, fid);

-- The WARC file of a copy in pieces, so that none has to be held in memory whole.
create table capture_pieces (
  fid bigint generated always as identity primary key,
  capture_id uuid not null references captures (id),
  position bigint not null,
  bytes bytea not null,
  unique (capture_id, position)
);
-- The pieces are packed already.
alter table capture_pieces alter column bytes set storage external;

-- The words of a copy: as they were read, and folded for the search.
create table capture_texts (
  fid bigint generated always as identity primary key,
  capture_id uuid not null unique references captures (id),
  words text not null,
  folded text not null
);

-- What there is for a source: the last try, and the last one that left a copy.
create table capture_states (
  fid bigint generated always as identity primary key,
  evidence_id uuid not null unique,
  last_id uuid not null references captures (id),
  copy_id uuid references captures (id)
);
