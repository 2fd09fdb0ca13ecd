-- What was said last about a report since a moderator decided on it: asked, answered, or nothing.
alter table reports add column talk text not null default '';

create index reports_by_talk on reports (talk, received_on, id) where talk <> '';
create index reports_by_problem on reports (status, problem, received_on, id);
create index reports_of_office on reports (office_id, status, received_on, id);
create index reports_alike on reports (office_id, problem, happened_on);
