-- Counting what waits and what stands in blocks runs along one index; it serves what reports_pooled did too.
create index reports_counted on reports (office_id, problem, quarter, block_id) where counted;
drop index reports_pooled;

alter table released_figures add column problem TEXT not null default '';
