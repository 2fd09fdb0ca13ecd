# The ledger.

cut-closure = Closing
cut-consolidation = Merged into another office
cut-case_transfer = Cases moved away
cut-relocation = Move
cut-hours_cut = Fewer hours
cut-staff_cut = Fewer workers
cut-service_cut = Less help
cut-privatization = Handed to a private provider
cut-temporary_closure = Closed for a time
cut-opening = New office
cut-reopening = Open again
cut-restored = Given back
case-proposed = Planned
case-in_force = It happened
case-stopped = Stopped
case-reopened = Open again
case-done = It happened
case-detected = Not confirmed
case-detected-why = “Not confirmed” means we saw it by comparing two lists. Nobody announced it.
case-undated = Day not known
case-undated-last = Day not known. Last dated news: { $date }

ledger-title = What is closing
ledger-about = Closings, mergers, moves and cuts of public offices in Illinois, each with its sources.
ledger-lead = Public offices in Illinois that closed, merged, moved or were cut, and some that were saved. Each with its sources.
ledger-kind = Kind of cut
ledger-state = Where it stands
ledger-year = Year
ledger-agency = Who decided
ledger-found = { $n ->
    [one] { $number } case
   *[other] { $number } cases
}
ledger-found-some = { $n ->
    [one] { $number } case fits
   *[other] { $number } cases fit
}
ledger-planned = { $n ->
    [one] One of them is a plan: as far as we know, nothing has happened yet.
   *[other] { $number } of them are plans: as far as we know, nothing has happened yet.
}
ledger-none = No case fits all of that. Take one filter away.
ledger-all = See all cases
ledger-map-h2 = Where
ledger-map = Offices in the cases of this page
ledger-map-many = Several offices: press to come closer
ledger-key-open = Stopped, new or open again
ledger-data = Take the whole list as a file

years-title = Offices lost and won, year by year
years-description = Bars up are offices that opened or opened again. Bars down are offices that closed or were cut, with those closed for a time in dots.
years-year = Year
years-gains = Opened, or open again
years-losses = Closed or cut
years-temporary = Closed for a time
years-numbers = Show the numbers
years-table = The numbers of the chart
years-none = None of these cases has an office and a year to count.
years-how = We count each office that a source names, once in each case: in the year its door closed, its cut began or its cases left. We do not count plans and moves. We surely miss some.
years-undated = { $n ->
    [one] One more office is not in the bars, because we do not know the year.
   *[other] { $n } more offices are not in the bars, because we do not know the year.
}
years-unnamed = { $n ->
    [one] One case hit offices that no source names. They are not in the bars.
   *[other] { $number } cases hit offices that no source names. They are not in the bars.
}
years-unnamed-of = { $named ->
    [0] { $total } offices, none named
    [one] { $total } offices, one of them named and counted
   *[other] { $total } offices, { $named } of them named and counted
}

case-doubt-detected = We saw this by comparing two lists. Nobody announced it, and nobody has confirmed it to us.
case-doubt-ahead = This is a plan. It has not happened yet, and it can still be stopped.
case-doubt-proposed = This is a plan. Our last news of it is from { $date }. We do not know that it happened.
case-doubt-proposed-undated = This is a plan. We do not know when the news came, and we do not know that it happened.

story-h2 = What happened
steps-none = No source gives us a step of this case.
step-announced = The plan was made public.
told-announced-opening = The new office was promised.
told-announced-reopening = The opening was promised.
told-announced-staff_cut = The cut was made public.
step-notice_filed = The agency gave formal notice of the plan.
step-recommendation_requested = The review commission asked the agency for its recommendation.
step-recommendation_filed = The agency sent in its recommendation.
step-comment_opened = People could start to send comments.
step-comment_deadline = Last day for people to send comments or ask for a hearing.
step-hearing = There was a public hearing or meeting.
step-advisory_opinion = The review commission gave its opinion.
told-advisory_opinion-support = The review commission backed the closing. Its opinion is advice and binds nobody.
told-advisory_opinion-oppose = The review commission was against the closing. Its opinion is advice and binds nobody.
told-advisory_opinion-postponed = The review commission put off its opinion.
step-vote = There was a vote.
told-vote-support = The vote was for the closing.
told-vote-oppose = The vote was against the closing.
told-vote-postponed = The vote was put off.
step-cases_moved = The cases went to another office.
told-cases_moved-privatization = The work passed to another provider.
step-door_closed = Closed to the public.
told-door_closed-temporary_closure = Closed to the public for a time.
step-cut_in_force = The cut began.
told-cut_in_force-temporary_closure = Fewer workers from this day.
told-cut_in_force-staff_cut = The workers had to go.
told-cut_in_force-hours_cut = Shorter hours began.
step-moved = The office moved.
step-moved_in = Opened at the new place.
told-moved_in-opening = The new office opened.
told-moved_in-reopening = Opened its doors.
step-withdrawn = The plan was taken back or put on hold.
step-reversed = The decision was undone.
step-reopened = Open to the public again.
step-unheralded = It was made public the same day.
step-computed = Worked out from the law
step-late = { $n ->
    [one] One day late
   *[other] { $n } days late
}

sources-h2 = Sources
sources-none = We have no source for this case yet.
source-number = Source { $n }

case-facts-h2 = In short
case-reason = Reason given
case-process = Rules
process-closure_act = State Facilities Closure Act
process-health_facilities_board = Health facilities review board
process-federal = A federal agency’s own rules
process-none = None: no hearing was required
process-unknown = We do not know which
case-offices-h2 = Offices
case-offices-none = No source names the offices.
offices-hit = Closed or cut
offices-planned = Would close or be cut
offices-good = Opened, or open again
offices-moved = Moved
offices-new = The new place
offices-take = Took the cases
offices-would-take = Would take the cases
case-map = Map: { $title }

figures-h2 = In figures
figure-offices = offices, all of them named below
figure-offices-some = offices, as the source counts. We know { $named } by name.
figure-people = people or cases
figure-jobs = workers
figures-how = People, cases and workers as the sources count them, or as many as a plan would touch. They are not all counted the same way.

case-do-h2 = What you can do
case-do-receiving = Go to the office that takes the cases:
case-do-report = Did it go wrong for you? Tell us what happened. No account needed:
case-do-report-any = Did it go wrong for you? Tell us what happened. No account needed.
case-do-mistake = Do you know a date that we do not? The sources are below. A newspaper or a letter from the office can be a source too: keep it.
aid-offices = Public aid offices
ledger-jump-years = Year by year
ledger-jump-map = On the map
