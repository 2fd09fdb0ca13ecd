-- People who sign in. The address is sealed; the lookup is a keyed digest of it. Both are erased on removal, the row
-- stays for the history that names it.
create table accounts (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  email_sealed BLOB,
  email_lookup TEXT unique,
  name TEXT not null,
  role TEXT not null,
  counties TEXT not null,
  state TEXT not null,
  made_at TEXT not null,
  joined_at TEXT
);

-- Sign-ins that last. The token lives in a cookie; here is its SHA-256. No device, browser or address is kept.
create table sessions (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  hash TEXT not null unique,
  account_id TEXT not null references accounts (id),
  made_at TEXT not null,
  last_seen TEXT not null,
  expires_at TEXT not null,
  label TEXT not null
);
create index sessions_by_account on sessions (account_id);
create index sessions_by_end on sessions (expires_at);

-- Links that sign in once.
create table sign_in_links (
  fid INTEGER primary key autoincrement not null,
  hash TEXT not null unique,
  account_id TEXT not null references accounts (id),
  purpose TEXT not null,
  expires_at TEXT not null,
  used_at TEXT
);
create index sign_in_links_by_account on sign_in_links (account_id);
create index sign_in_links_by_end on sign_in_links (expires_at);
