-- What makes the file an OGC GeoPackage (OGC 12-128r17).
pragma application_id = 1196444487;
pragma user_version = 10300;

create table gpkg_spatial_ref_sys (
  srs_name TEXT not null,
  srs_id INTEGER not null primary key,
  organization TEXT not null,
  organization_coordsys_id INTEGER not null,
  definition TEXT not null,
  description TEXT
);

insert into gpkg_spatial_ref_sys values
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326,
   'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
   'longitude and latitude in decimal degrees on the WGS 84 spheroid');

create table gpkg_contents (
  table_name TEXT not null primary key,
  data_type TEXT not null,
  identifier TEXT unique,
  description TEXT DEFAULT '',
  last_change DATETIME not null default (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  constraint fk_gc_r_srs_id foreign key (srs_id) references gpkg_spatial_ref_sys (srs_id)
);

create table gpkg_geometry_columns (
  table_name TEXT not null,
  column_name TEXT not null,
  geometry_type_name TEXT not null,
  srs_id INTEGER not null,
  z TINYINT not null,
  m TINYINT not null,
  constraint pk_geom_cols primary key (table_name, column_name),
  constraint uk_gc_table_name unique (table_name),
  constraint fk_gc_tn foreign key (table_name) references gpkg_contents (table_name),
  constraint fk_gc_srs foreign key (srs_id) references gpkg_spatial_ref_sys (srs_id)
);

create table gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT not null,
  definition TEXT not null,
  scope TEXT not null,
  constraint ge_tce unique (table_name, column_name, extension_name)
);

-- Raised by every change of something the public can see; the read model is rebuilt when it moves.
create table revision (
  only_row INTEGER primary key check (only_row = 1),
  number INTEGER not null
);
insert into revision (only_row, number) values (1, 0);

create table feeds (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  name TEXT not null unique,
  subject TEXT not null,
  format TEXT not null,
  origin TEXT not null
);

create table runs (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  feed_id TEXT not null references feeds (id),
  at TEXT not null,
  sha256 TEXT not null,
  row_count INTEGER not null,
  added INTEGER not null,
  changed INTEGER not null,
  unchanged INTEGER not null,
  refused INTEGER not null,
  missing INTEGER not null,
  outcome TEXT not null,
  notices TEXT not null
);
create index runs_by_feed on runs (feed_id, at);

-- A building. Two offices may share one; its id is a digest of the folded address.
create table sites (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  address TEXT not null,
  city TEXT not null,
  state TEXT not null,
  zip TEXT not null,
  county TEXT not null
);

create table offices (
  fid INTEGER primary key autoincrement not null,
  geom POINT,
  longitude REAL,
  latitude REAL,
  id TEXT not null unique,
  slug TEXT not null unique,
  feed_id TEXT not null references feeds (id),
  source_id TEXT not null,
  site_id TEXT references sites (id),
  name TEXT not null,
  agency TEXT not null,
  kind TEXT not null,
  status TEXT not null,
  address TEXT not null,
  city TEXT not null,
  state TEXT not null,
  zip TEXT not null,
  county TEXT not null,
  point_method TEXT,
  phone TEXT,
  tty TEXT,
  fax TEXT,
  website TEXT,
  hours TEXT,
  hours_text TEXT,
  languages TEXT not null,
  services TEXT not null,
  wheelchair TEXT,
  opened_on TEXT,
  closed_on TEXT,
  listing_url TEXT not null,
  listed_on TEXT,
  notes TEXT,
  valid_from TEXT not null,
  facts_digest INTEGER not null,
  unique (feed_id, source_id)
);
create index offices_by_site on offices (site_id);

-- What an office was before its facts changed: valid from one day to the day before another.
create table office_versions (
  fid INTEGER primary key autoincrement not null,
  office_id TEXT not null references offices (id),
  valid_from TEXT not null,
  valid_to TEXT not null,
  facts TEXT not null
);
create index office_versions_by_office on office_versions (office_id, valid_from);

create virtual table rtree_offices_geom using rtree (id, minx, maxx, miny, maxy);

create trigger rtree_offices_geom_insert after insert on offices
when new.geom is not null
begin
  insert or replace into rtree_offices_geom
  values (new.fid, new.longitude, new.longitude, new.latitude, new.latitude);
end;

create trigger rtree_offices_geom_update1 after update of geom, longitude, latitude on offices
when old.fid = new.fid and new.geom is not null
begin
  insert or replace into rtree_offices_geom
  values (new.fid, new.longitude, new.longitude, new.latitude, new.latitude);
end;

create trigger rtree_offices_geom_update2 after update of geom on offices
when old.fid = new.fid and new.geom is null
begin
  delete from rtree_offices_geom where id = old.fid;
end;

create trigger rtree_offices_geom_update3 after update on offices
when old.fid != new.fid and new.geom is not null
begin
  delete from rtree_offices_geom where id = old.fid;
  insert or replace into rtree_offices_geom
  values (new.fid, new.longitude, new.longitude, new.latitude, new.latitude);
end;

create trigger rtree_offices_geom_update4 after update on offices
when old.fid != new.fid and new.geom is null
begin
  delete from rtree_offices_geom where id in (old.fid, new.fid);
end;

create trigger rtree_offices_geom_delete after delete on offices
begin
  delete from rtree_offices_geom where id = old.fid;
end;

create table service_areas (
  fid INTEGER primary key autoincrement not null,
  feed_id TEXT not null references feeds (id),
  county TEXT not null,
  office_source_id TEXT not null,
  as_of TEXT,
  url TEXT not null
);
create index service_areas_by_county on service_areas (county);

create table caseloads (
  fid INTEGER primary key autoincrement not null,
  feed_id TEXT not null references feeds (id),
  geography_type TEXT not null,
  geography TEXT not null,
  program TEXT not null,
  measure TEXT not null,
  value INTEGER not null,
  as_of TEXT not null,
  url TEXT not null
);
create index caseloads_by_place on caseloads (geography_type, geography);

create table closures (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  slug TEXT not null unique,
  feed_id TEXT references feeds (id),
  title TEXT not null,
  title_es TEXT not null,
  kind TEXT not null,
  agency TEXT not null,
  process TEXT not null,
  certainty TEXT not null,
  offices_total INTEGER,
  reason TEXT not null,
  jobs INTEGER,
  people INTEGER,
  summary TEXT not null,
  summary_es TEXT not null,
  facts_digest INTEGER not null
);

create table closure_offices (
  fid INTEGER primary key autoincrement not null,
  closure_id TEXT not null references closures (id),
  position INTEGER not null,
  name TEXT not null,
  city TEXT not null,
  county TEXT not null,
  office_id TEXT references offices (id),
  role TEXT not null,
  unique (closure_id, position)
);
create index closure_offices_by_office on closure_offices (office_id);

create table evidence (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  closure_id TEXT not null references closures (id),
  position INTEGER not null,
  title TEXT not null,
  publisher TEXT not null,
  dated TEXT,
  url TEXT not null,
  unique (closure_id, position)
);

create table closure_steps (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  closure_id TEXT not null references closures (id),
  position INTEGER not null,
  kind TEXT not null,
  happened_on TEXT,
  office_name TEXT,
  opinion TEXT,
  note TEXT not null,
  note_es TEXT not null,
  evidence_id TEXT references evidence (id),
  unique (closure_id, position)
);

-- Tied to an office and a day; no address of the writer, no device, no finer time.
create table reports (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  office_id TEXT not null references offices (id),
  problem TEXT not null,
  happened_on TEXT not null,
  words TEXT not null,
  consent_words BOOLEAN not null,
  consent_quote BOOLEAN not null,
  consent_name BOOLEAN not null,
  consent_contact BOOLEAN not null,
  consent_wording INTEGER not null,
  first_name TEXT,
  contact_sealed BLOB,
  receipt_hash TEXT not null unique,
  status TEXT not null,
  received_on TEXT not null
);
create index reports_by_office on reports (office_id, status);

create table audit (
  fid INTEGER primary key autoincrement not null,
  id TEXT not null unique,
  at TEXT not null,
  actor TEXT not null,
  action TEXT not null,
  subject TEXT not null,
  subject_id TEXT not null,
  detail TEXT not null
);

insert into gpkg_contents (table_name, data_type, identifier, description, srs_id) values
  ('offices', 'features', 'offices', 'Public aid offices, present and former', 4326),
  ('sites', 'attributes', 'sites', 'Buildings that offices use', null),
  ('service_areas', 'attributes', 'service_areas', 'Which office serves which county', null),
  ('caseloads', 'attributes', 'caseloads', 'Cases, people or households by place and month', null),
  ('closures', 'attributes', 'closures', 'The ledger: one row per case', null),
  ('closure_offices', 'attributes', 'closure_offices', 'Offices in a case', null),
  ('closure_steps', 'attributes', 'closure_steps', 'Dated events of a case', null),
  ('evidence', 'attributes', 'evidence', 'Sources', null);

insert into gpkg_geometry_columns values ('offices', 'geom', 'POINT', 4326, 0, 0);

insert into gpkg_extensions values
  ('offices', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
