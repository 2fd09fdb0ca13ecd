-- What is kept until its time is up is found by the day on which it was closed.
create index reports_to_forget on reports (closed_on, id) where erased_on is null and status <> 'withdrawn';
