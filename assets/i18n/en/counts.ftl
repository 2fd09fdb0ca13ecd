# What the public sees of reports.

counts-h2 = What people report
counts-none = No reports are counted here yet. We count once a week.
counts-none-county = No reports are counted for the offices in this county yet. We count once a week.
counts-total = { $number } reports are counted here.
counts-total-fewer = Fewer than 11 reports so far.
counts-total-held = People have told us of problems here. There are not enough to show a number yet.
counts-fewer = fewer than 11
counts-held = not shown
counts-by-problem = { $place }: reports by problem
counts-by-quarter = { $place }: reports by the time it happened
counts-problem = Problem
counts-quarter = When
counts-office = Office
counts-number = Reports
counts-quarter-name = { $quarter ->
    [1] January to March { $year }
    [2] April to June { $year }
    [3] July to September { $year }
   *[other] October to December { $year }
}
counts-chart = The same numbers as in the table, as bars.
counts-not-incidence = Reports are not incidence: they tell what people chose to tell us, not how often it happens.
counts-how = We count once a week, in groups of 11 or more, so that no person can be picked out. What is too few for a group waits, or counts only in a total. So the parts may add up to less than the total.
counts-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
counts-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
counts-case-h2 = What people report at these offices
counts-case-table = Reports at the offices of this case
counts-more = All about { $county }: offices, closings, reports

reported-closed_without_notice = Closed without notice
reported-hours_not_as_posted = Not open as posted
reported-long_wait = Long wait
reported-turned_away = Turned away
reported-phone_not_answered = Phone not answered
reported-papers_lost = Papers lost
reported-benefits_late_or_cut = Help late, or cut by mistake
reported-no_interpreter = No interpreter
reported-not_accessible = Hard to get in or get around
reported-without_respect = No respect
reported-wrong_information = Moved, or wrong information
reported-sent_elsewhere = Sent to a website or another office
reported-safety = Did not feel safe
reported-other = Something else

median-wait_minutes = Half of those who told us waited { $value } or longer.
median-trips = { $n ->
    [one] Half of those who told us went once or more.
   *[other] Half of those who told us went { $value } times or more.
}
median-phone_tries = { $n ->
    [one] Half of those who told us called once or more.
   *[other] Half of those who told us called { $value } times or more.
}
median-phone_minutes = Half of those who told us waited { $value } or longer on the phone.
median-papers_times = { $n ->
    [one] Half of those who told us handed in the same papers once or more.
   *[other] Half of those who told us handed in the same papers { $value } times or more.
}
median-late_days = { $n ->
    [one] Half of those who told us waited 1 day or longer for their help.
   *[other] Half of those who told us waited { $value } days or longer for their help.
}
median-sent_miles = { $n ->
    [one] Half of those who told us were sent 1 mile or farther.
   *[other] Half of those who told us were sent { $value } miles or farther.
}

told-h2 = In their own words
told-how = The people who wrote this let us show it. A moderator read it first.
told-week = Week of { $day }
told-answered = The office has answered.
told-fixed = The office has put it right.
told-photo = Photo { $n } of { $all } sent with this report: { $problem }
told-only-photos = Photos, without words
told-feed-title = { $problem }: week of { $day }

area-lead = Public aid and help offices in this county, what was closed, and what people tell.
area-offices-h2 = Offices in this county
area-offices-none = We know of no office in this county.
area-follow-h2 = Keep track
