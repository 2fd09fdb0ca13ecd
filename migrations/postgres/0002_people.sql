-- People who sign in. The address is sealed; the lookup is a keyed digest of it. Both are erased on removal, the row
-- stays for the history that names it.
create table accounts (
  id uuid primary key,
  email_sealed bytea,
  email_lookup text unique,
  name text not null,
  role text not null,
  counties text not null,
  state text not null,
  made_at timestamptz not null,
  joined_at timestamptz
);

-- Sign-ins that last. The token lives in a cookie; here is its SHA-256. No device, browser or address is kept.
create table sessions (
  id uuid primary key,
  hash text not null unique,
  account_id uuid not null references accounts (id),
  made_at timestamptz not null,
  last_seen timestamptz not null,
  expires_at timestamptz not null,
  label text not null
);
create index sessions_by_account on sessions (account_id);
create index sessions_by_end on sessions (expires_at);

-- Links that sign in once.
create table sign_in_links (
  hash text primary key,
  account_id uuid not null references accounts (id),
  purpose text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_links_by_account on sign_in_links (account_id);
create index sign_in_links_by_end on sign_in_links (expires_at);
