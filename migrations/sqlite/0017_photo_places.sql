-- One photo at one place, also where two posts come at once.
create unique index report_photos_place on report_photos (report_id, position) where report_id is not null;
create unique index report_photos_waiting_place on report_photos (waits_for, position) where waits_for is not null;
drop index report_photos_by_report;
drop index report_photos_waiting;
