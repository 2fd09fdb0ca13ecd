-- Travel times: for each office the ways that lead to it, 12 bytes each: the code of the place as a whole number of 8
-- bytes, then thousandths of a minute in 4, the most significant byte first, by code.
create table travel_times (
  fid INTEGER primary key autoincrement not null,
  service TEXT not null,
  travel TEXT not null,
  level TEXT not null,
  office_id TEXT not null,
  ways BLOB not null,
  unique (service, travel, office_id)
);

insert into gpkg_contents (table_name, data_type, identifier, description, srs_id) values
  ('travel_times', 'attributes', 'travel_times', 'Travel times from where people live to offices', null);
