-- Whose address a job holds, so that it goes with the person: a follower, a wish to follow or an account.
alter table jobs add column owner TEXT;
create index jobs_by_owner on jobs (owner) where owner is not null;
