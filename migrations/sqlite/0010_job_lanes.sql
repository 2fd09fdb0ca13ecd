-- Jobs are taken kind by kind.
drop index jobs_by_time;
create index jobs_by_kind on jobs (state, kind, run_at);
