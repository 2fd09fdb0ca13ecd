-- The audit trail as a chain: each line has its place and a hash over itself and the line before. Lines from before
-- the chain get theirs when the database is next opened.
alter table audit add column number bigint;
alter table audit add column hash bytea;
create unique index audit_by_number on audit (number);
create index audit_by_subject on audit (subject, subject_id);

-- The end of the chain.
create table audit_head (
  only_row integer primary key check (only_row = 1),
  number bigint not null,
  hash bytea not null
);
insert into audit_head (only_row, number, hash) values (1, 0, decode(repeat('00', 32), 'hex'));
