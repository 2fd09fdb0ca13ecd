-- Areas that people organize by, who holds office there, where people live, and where all of it came from.

-- One row for each file that was loaded; a set (areas/county, demand/tract, ...) is replaced whole.
create table datasets (
  part_of text not null,
  name text not null,
  url text not null,
  vintage text not null,
  sha256 text not null,
  row_count bigint not null,
  loaded_at timestamptz not null,
  primary key (part_of, name)
);

create table areas (
  geom geometry(multipolygon, 4326) not null,
  kind text not null,
  slug text not null,
  geoid text not null,
  name text not null,
  vintage text not null,
  primary key (kind, geoid),
  unique (kind, slug)
);
create index areas_by_place on areas using gist (geom);

-- Kept apart from the polygons, so that either can be loaded anew without the other.
create table officeholders (
  kind text not null,
  geoid text not null,
  name text not null,
  party text not null,
  email text,
  url text,
  offices text not null,
  primary key (kind, geoid)
);

-- Margins are 90 % margins of error; a figure that nobody knows is null, never 0.
create table demand_points (
  geom geometry(point, 4326) not null,
  level text not null,
  geoid text not null,
  everyone bigint,
  everyone_margin double precision,
  in_poverty bigint,
  in_poverty_margin double precision,
  below_185 bigint,
  below_185_margin double precision,
  snap_households bigint,
  snap_households_margin double precision,
  no_car bigint,
  no_car_margin double precision,
  aged_65 bigint,
  aged_65_margin double precision,
  disability bigint,
  disability_margin double precision,
  limited_english bigint,
  limited_english_margin double precision,
  primary key (level, geoid)
);
create index demand_points_by_place on demand_points using gist (geom);
