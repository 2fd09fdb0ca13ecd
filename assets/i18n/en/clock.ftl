### The clock of the law on a case’s page: which rules count, what they ask for by when, and how to be heard.

law-h2 = The law and its clock
law-workers = Sources speak of { $n } workers there.
law-too-small = Sources speak of { $n } workers there. The state’s law on closings starts at { $law } state workers in one place, so it is likely not triggered. Below is what you can still ask for.
law-too-small-jobs = Sources count { $n } workers who lose or leave their place there. How many work there in all, they do not say. The state’s law on closings starts at { $law } state workers in one place, so it is likely not triggered. Below is what you can still ask for.
law-large-enough = Sources speak of { $n } workers there. The state’s law on closings starts at { $law } state workers in one place, so it may apply here. Ask why it was not used.
law-workers-unknown = We do not know how many state workers work there. The state’s law on closings starts at { $law } in one place. Most local aid offices have fewer, and then no hearing is required. Below is what you can still ask for.
law-not-of-the-state = The state’s law on closings covers only places that the State runs. This is not one of them.
law-no-rules = We have no rules on file for a case like this.
law-must = This is such a place, so it must.
law-may = This is not such a place, so it may.
law-counts-h3 = What the law asks, and what came
law-met = In time
law-due = Still to come
law-overdue = Overdue
law-unknown = Not known
law-late-together = { $n ->
    [one] One day more than the counts leave
   *[other] { $n } days more than the counts leave
}
law-late-span = { $least } to { $most } days late
law-from-announced = the day it was made public
law-from-notice_filed = the notice
law-from-recommendation_requested = the request
law-from-recommendation_filed = the recommendation
law-from-hearing = the hearing
law-from-step = the step before
law-counted = Counted from { $what }: { $date }.
law-through = No source gives the day of the step in between. The counts together leave { $n } days.
law-day = { $weekday }, { $date }
law-last-day = Last day: { $date }.
law-last-span = Last day: between { $first } and { $last }.
law-falls-weekend = That is a weekend. What we could read of the law does not move such a day, so neither do we.
law-falls-holiday = That is a state holiday ({ $name }). What we could read of the law does not move such a day, so neither do we.
law-came = { $n ->
    [one] It came on { $date }, after one day.
   *[other] It came on { $date }, after { $n } days.
}
law-came-same = It came on { $date }, the same day.
law-came-span = It came in { $date }, after { $least } to { $most } days.
law-came-on = It came on { $date }.
law-came-undated = It came, but no source gives the day.
law-overdue-what = No source tells us that it came.
law-gap-no_start = No source gives the day from which to count.
law-gap-no_record = No source tells us whether or when it came.
law-gap-vague = The dates are too vague to tell if that was in time.
law-gap-not_needed = For this place it did not have to come, and no source tells of it.
law-older = The counts are from { $text }, which is younger than some of these steps. For those it is a yardstick of today.
law-source = § Source of the rule: { $title }
law-read = Where we read the rules, on { $date }
days-n = { $n ->
    [one] One day
   *[other] { $n } days
}
days-span = { $least } to { $most } days
figure-days-one = from the request to the answer.
figure-days-all = from the first step to the answer.
figure-days-law = The law as we could read it gives { $n }.

step-due-over = It was due by this day.
step-due-older = By the law as it reads today it was due by this day.
step-due-ahead = It is due by this day.
step-took = That was { $days } after { $what }.

next-h2 = What comes next
next-comment_opened = comments can be sent from this day
next-comment_deadline = last day for comments
next-hearing = public hearing or meeting
next-off = Called off.
next-ask-by = { $what }: last day to ask before the one on { $date }

outcome-h2 = What was said, and what happened
outcome-said = What the commission said
outcome-decided = What the board decided
outcome-happened = What happened
outcome-worth = How much its word counts
outcome-against = It was carried out against the last vote.
outcome-along = It was carried out. The last vote had backed it.
outcome-stopped = It was stopped, though the last vote had backed it.

act-tell-us = Tell us
act-again = If such a plan comes up again: how to be heard
act-post = Write to
act-names = Say in it:
act-minutes = Each speaker has { $n } minutes.
act-files = Send it as { $files }.
act-ahead-business = Ask at least { $n } business days ahead.
act-ahead = Ask at least { $n } days ahead.
act-by = For { $date } that means by { $by }.
act-until = Last day that a source gives: { $date }.
act-until-past = The last day that a source gives was { $date }. Ask whether they still take it.
act-questions = Questions to ask

cite = How to cite
cite-which = How to cite source { $n }
cite-title = “{ $title }”
cite-undated = undated

claims-h2 = Where sources disagree
claims-lead = We show both sides. We do not decide which one is right.
claims-says = This page says
claims-otherwise = Other sources say something else
claims-nothing = nothing

case-withdrawn = We took this case out of the ledger on { $date }. It does not count any more. The page stays, so that nothing is lost.
case-withdrawn-why = Why: { $why }
case-agency = Agency
case-decided-by = Who decides
case-reason-ours = In our words
case-fate = What happens to the cases
figure-employees = worked there when it was planned
people-unit-people = people
people-unit-households = households
people-unit-cases = cases
people-unit-patients = patients
people-unit-clients = clients
people-unit-visits = visits
source-archive = A copy that an archive keeps

coming-comment_opened = From this day people can send comments.
coming-comment_deadline = This is the last day for people to send comments or ask for a hearing.
coming-hearing = There will be a public hearing or meeting.
coming-advisory_opinion = The review commission is to give its opinion.
coming-vote = There will be a vote.
coming-cases_moved = The cases are to go to another office.
coming-door_closed = It is to close to the public.
coming-cut_in_force = The cut is to begin.
coming-moved = The office is to move.
coming-moved_in = It is to open at the new place.
coming-reopened = It is to open to the public again.
