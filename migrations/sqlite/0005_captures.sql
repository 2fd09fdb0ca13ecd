-- Copies of sources. They outlive the source they were made for, so they do not refer to its row: nothing that was
-- kept is taken away by an edit.
create table captures (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  evidence_id TEXT not null,
  origin TEXT not null,
  requested_url TEXT not null,
  final_url TEXT not null,
  at TEXT not null,
  outcome TEXT not null,
  because TEXT,
  detail TEXT not null,
  status INTEGER,
  media_type TEXT not null,
  length INTEGER,
  sha256 TEXT,
  warc_length INTEGER,
  warc_sha256 TEXT,
  pieces INTEGER,
  wording TEXT not null,
  is_public BOOLEAN not null
);
create index captures_by_evidence on captures (evidence_id, fid);

-- The WARC file of a copy in pieces, so that none has to be held in memory whole.
create table capture_pieces (
  fid INTEGER primary key autoincrement not null,
  capture_id TEXT not null references captures (id),
  position INTEGER not null,
  bytes BLOB not null,
  unique (capture_id, position)
);

-- The words of a copy: as they were read, and folded for the search.
create table capture_texts (
  fid INTEGER primary key autoincrement not null,
  capture_id TEXT not null unique references captures (id),
  words TEXT not null,
  folded TEXT not null
);

-- What there is for a source: the last try, and the last one that left a copy.
create table capture_states (
  fid INTEGER primary key autoincrement not null,
  evidence_id TEXT not null unique,
  last_id TEXT not null references captures (id),
  copy_id TEXT references captures (id)
);
