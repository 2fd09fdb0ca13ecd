create extension if not exists postgis;

-- Raised by every change of something the public can see; the read model is rebuilt when it moves.
create table revision (
  only_row integer primary key check (only_row = 1),
  number bigint not null
);
insert into revision (only_row, number) values (1, 0);

create table feeds (
  id uuid primary key,
  name text not null unique,
  subject text not null,
  format text not null,
  origin text not null
);

create table runs (
  id uuid primary key,
  feed_id uuid not null references feeds (id),
  at timestamptz not null,
  sha256 text not null,
  row_count bigint not null,
  added bigint not null,
  changed bigint not null,
  unchanged bigint not null,
  refused bigint not null,
  missing bigint not null,
  outcome text not null,
  notices text not null
);
create index runs_by_feed on runs (feed_id, at);

-- A building. Two offices may share one; its id is a digest of the folded address.
create table sites (
  id uuid primary key,
  address text not null,
  city text not null,
  state text not null,
  zip text not null,
  county text not null
);

create table offices (
  id uuid primary key,
  geom geometry(point, 4326),
  slug text not null unique,
  feed_id uuid not null references feeds (id),
  source_id text not null,
  site_id uuid references sites (id),
  name text not null,
  agency text not null,
  kind text not null,
  status text not null,
  address text not null,
  city text not null,
  state text not null,
  zip text not null,
  county text not null,
  point_method text,
  phone text,
  tty text,
  fax text,
  website text,
  hours text,
  hours_text text,
  languages text not null,
  services text not null,
  wheelchair text,
  opened_on text,
  closed_on text,
  listing_url text not null,
  listed_on text,
  notes text,
  valid_from text not null,
  facts_digest bigint not null,
  unique (feed_id, source_id)
);
create index offices_by_place on offices using gist (geom);
create index offices_by_site on offices (site_id);

-- What an office was before its facts changed: valid from one day to the day before another.
create table office_versions (
  office_id uuid not null references offices (id),
  valid_from text not null,
  valid_to text not null,
  facts text not null
);
create index office_versions_by_office on office_versions (office_id, valid_from);

create table service_areas (
  feed_id uuid not null references feeds (id),
  county text not null,
  office_source_id text not null,
  as_of text,
  url text not null
);
create index service_areas_by_county on service_areas (county);

create table caseloads (
  feed_id uuid not null references feeds (id),
  geography_type text not null,
  geography text not null,
  program text not null,
  measure text not null,
  value bigint not null,
  as_of text not null,
  url text not null
);
create index caseloads_by_place on caseloads (geography_type, geography);

create table closures (
  id uuid primary key,
  slug text not null unique,
  feed_id uuid references feeds (id),
  title text not null,
  title_es text not null,
  kind text not null,
  agency text not null,
  process text not null,
  certainty text not null,
  offices_total bigint,
  reason text not null,
  jobs bigint,
  people bigint,
  summary text not null,
  summary_es text not null,
  facts_digest bigint not null
);

create table closure_offices (
  closure_id uuid not null references closures (id),
  position bigint not null,
  name text not null,
  city text not null,
  county text not null,
  office_id uuid references offices (id),
  role text not null,
  primary key (closure_id, position)
);
create index closure_offices_by_office on closure_offices (office_id);

create table evidence (
  id uuid primary key,
  closure_id uuid not null references closures (id),
  position bigint not null,
  title text not null,
  publisher text not null,
  dated text,
  url text not null,
  unique (closure_id, position)
);

create table closure_steps (
  id uuid primary key,
  closure_id uuid not null references closures (id),
  position bigint not null,
  kind text not null,
  happened_on text,
  office_name text,
  opinion text,
  note text not null,
  note_es text not null,
  evidence_id uuid references evidence (id),
  unique (closure_id, position)
);

-- Tied to an office and a day; no address of the writer, no device, no finer time.
create table reports (
  id uuid primary key,
  office_id uuid not null references offices (id),
  problem text not null,
  happened_on text not null,
  words text not null,
  consent_words boolean not null,
  consent_quote boolean not null,
  consent_name boolean not null,
  consent_contact boolean not null,
  consent_wording bigint not null,
  first_name text,
  contact_sealed bytea,
  receipt_hash text not null unique,
  status text not null,
  received_on text not null
);
create index reports_by_office on reports (office_id, status);

-- `fid` tells the order of lines that were written at one moment.
create table audit (
  fid bigint generated always as identity unique,
  id uuid primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  subject_id text not null,
  detail text not null
);
