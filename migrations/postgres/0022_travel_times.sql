-- Travel times: for each office the ways that lead to it, 12 bytes each: the code of the place as a whole number of 8
-- bytes, then thousandths of a minute in 4, the most significant byte first, by code.
create table travel_times (
  service text not null,
  travel text not null,
  level text not null,
  office_id uuid not null,
  ways bytea not null,
  primary key (service, travel, office_id)
);
