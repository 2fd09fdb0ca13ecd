-- Areas that people organize by, who holds office there, where people live, and where all of it came from.

-- One row for each file that was loaded; a set (areas/county, demand/tract, ...) is replaced whole.
create table datasets (
  fid INTEGER primary key autoincrement not null,
  part_of TEXT not null,
  name TEXT not null,
  url TEXT not null,
  vintage TEXT not null,
  sha256 TEXT not null,
  row_count INTEGER not null,
  loaded_at TEXT not null,
  unique (part_of, name)
);

create table areas (
  fid INTEGER primary key autoincrement not null,
  geom MULTIPOLYGON,
  west REAL,
  east REAL,
  south REAL,
  north REAL,
  kind TEXT not null,
  slug TEXT not null,
  geoid TEXT not null,
  name TEXT not null,
  vintage TEXT not null,
  unique (kind, slug),
  unique (kind, geoid)
);

create virtual table rtree_areas_geom using rtree (id, minx, maxx, miny, maxy);

create trigger rtree_areas_geom_insert after insert on areas
when new.geom is not null
begin
  insert or replace into rtree_areas_geom values (new.fid, new.west, new.east, new.south, new.north);
end;

create trigger rtree_areas_geom_update1 after update of geom, west, east, south, north on areas
when old.fid = new.fid and new.geom is not null
begin
  insert or replace into rtree_areas_geom values (new.fid, new.west, new.east, new.south, new.north);
end;

create trigger rtree_areas_geom_update2 after update of geom on areas
when old.fid = new.fid and new.geom is null
begin
  delete from rtree_areas_geom where id = old.fid;
end;

create trigger rtree_areas_geom_update3 after update on areas
when old.fid != new.fid and new.geom is not null
begin
  delete from rtree_areas_geom where id = old.fid;
  insert or replace into rtree_areas_geom values (new.fid, new.west, new.east, new.south, new.north);
end;

create trigger rtree_areas_geom_update4 after update on areas
when old.fid != new.fid and new.geom is null
begin
  delete from rtree_areas_geom where id in (old.fid, new.fid);
end;

create trigger rtree_areas_geom_delete after delete on areas
begin
  delete from rtree_areas_geom where id = old.fid;
end;

-- Kept apart from the polygons, so that either can be loaded anew without the other.
create table officeholders (
  fid INTEGER primary key autoincrement not null,
  kind TEXT not null,
  geoid TEXT not null,
  name TEXT not null,
  party TEXT not null,
  email TEXT,
  url TEXT,
  offices TEXT not null,
  unique (kind, geoid)
);

-- Margins are 90 % margins of error; a figure that nobody knows is null, never 0.
create table demand_points (
  fid INTEGER primary key autoincrement not null,
  geom POINT,
  level TEXT not null,
  geoid TEXT not null,
  everyone INTEGER,
  everyone_margin REAL,
  in_poverty INTEGER,
  in_poverty_margin REAL,
  below_185 INTEGER,
  below_185_margin REAL,
  snap_households INTEGER,
  snap_households_margin REAL,
  no_car INTEGER,
  no_car_margin REAL,
  aged_65 INTEGER,
  aged_65_margin REAL,
  disability INTEGER,
  disability_margin REAL,
  limited_english INTEGER,
  limited_english_margin REAL,
  unique (level, geoid)
);

insert into gpkg_contents (table_name, data_type, identifier, description, srs_id) values
  ('areas', 'features', 'areas', 'Counties, towns, districts and other areas', 4326),
  ('demand_points', 'features', 'demand_points', 'Where people live: census tracts and block groups as points', 4326),
  ('officeholders', 'attributes', 'officeholders', 'Who holds office in which area', null),
  ('datasets', 'attributes', 'datasets', 'Files that were loaded, with their origin', null);

insert into gpkg_geometry_columns values
  ('areas', 'geom', 'MULTIPOLYGON', 4326, 0, 0),
  ('demand_points', 'geom', 'POINT', 4326, 0, 0);

insert into gpkg_extensions values
  ('areas', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
