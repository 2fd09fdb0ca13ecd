# Choosing offices to close, and who is hurt.

impact-title = Who is hurt if this office closes?
impact-about = Choose offices to close, open or move, and see who has to go farther, where they would go, and which office gets fuller.
impact-lead = Choose one or more offices to close. You get a sentence to read aloud, and the figures behind it for every county and district.
impact-link = See who is hurt if this office closes
impact-link-any = See who is hurt if an office closes
impact-nav = Who is hurt

# The form
impact-change = Choose the offices
impact-form = Choose offices
impact-service = What sort of office?
impact-search = Find an office: name, town, county or ZIP code
impact-search-go = Find
impact-chosen = Chosen
impact-list = Offices: tick those that would close
impact-shut = Not open today: tick to open again
impact-found = Fits “{ $text }”
impact-found-none = No office fits “{ $text }”. Try a town, a county or a ZIP code.
impact-around = Nearest to { $place }
impact-all-offices = Show all offices
impact-counties = Counties { $first } to { $last }
impact-part = { $name } ({ $n })
impact-strange = Not in this list. Untick it to take it away.
impact-without-place = { $n ->
    [one] 1 office is left out because we do not know where it is.
   *[other] { $n } offices are left out because we do not know where they are.
}
impact-places = Move an office, or open a new one
impact-places-hint = Give a ZIP code, a town, a street address with its town, or a latitude and longitude such as 37.727, -89.217.
impact-moving = Office that moves
impact-moving-none = None
impact-to = It moves to
impact-place = A new office opens at
impact-moves-to = { $office }: moves to { $place }
impact-new-at = New office near { $place }
impact-go = See who is hurt
impact-sets = Two sets of offices
impact-set-first = First set
impact-set-second = Instead
impact-compare = Compare with another set
impact-compare-now = Now choose the offices that would close instead. Then both stand side by side.
impact-alone = The whole answer to this set
impact-live-failed = The answer did not come. Press the button to try again.
impact-live-found = Offices that fit:
impact-live-nothing = No office fits.
impact-copy = Copy
impact-copied = Copied.

# Names of offices in a sentence
the-office-fcrc = the public aid office
the-office-medical_field_operations = the medical case office
the-office-wic_clinic = the WIC clinic
the-office-ssa_field_office = the Social Security office
the-office-ides_office = the unemployment office
the-office-workforce_center = the job center
the-office-sos_driver_services = the driver services office
the-office-public_mental_health_clinic = the public mental health clinic
the-office-state_mental_health_center = the state mental health hospital
the-office-state_developmental_center = the state center for people with disabilities
the-office-public_health_clinic = the public health clinic
the-office-sti_clinic = the sexual health clinic
the-office-local_health_department = the health department
the-office-hospital = the hospital
the-office-senior_center = the senior center
the-office-community_service_center = the community service center
the-office-veterans_service_office = the veterans office
the-office-dcfs_office = the children and family services office
the-office-admin_office = the administration office
the-office-other = the office
the-other-fcrc = the one
the-other-medical_field_operations = the one
the-other-wic_clinic = the one
the-other-ssa_field_office = the one
the-other-ides_office = the one
the-other-workforce_center = the one
the-other-sos_driver_services = the one
the-other-public_mental_health_clinic = the one
the-other-state_mental_health_center = the one
the-other-state_developmental_center = the one
the-other-public_health_clinic = the one
the-other-sti_clinic = the one
the-other-local_health_department = the one
the-other-hospital = the one
the-other-senior_center = the one
the-other-community_service_center = the one
the-other-veterans_service_office = the one
the-other-dcfs_office = the one
the-other-admin_office = the one
the-other-other = the one
impact-in = { $what } in { $city }
impact-in-among = { $what } in { $city } ({ $name })
impact-called = { $what } “{ $name }”
impact-new-one = the new office near { $place }
impact-new-named = New office near { $place }

# The sentences that are read aloud
impact-and = { $first } and { $last }
impact-closes = { $n ->
    [one] { $offices } closes
   *[other] { $offices } close
}
impact-close-many = these { $n } offices close
impact-opens = { $n ->
    [one] { $offices } opens again
   *[other] { $offices } open again
}
impact-open-many = { $n } offices open again
impact-moves = { $office } moves to { $place }
impact-move-many = { $n } offices move
impact-founds = a new office opens near { $place }
impact-found-many = { $n } new offices open
impact-said-lose = { $n ->
    [one] If { $what }, { $many } loses the nearest office.
   *[other] If { $what }, { $many } lose their nearest office.
}
impact-said-lose-zips = { $n ->
    [one] If { $what }, { $many } loses its nearest office.
   *[other] If { $what }, { $many } lose their nearest office.
}
impact-said-other = If { $what }, the way to the nearest office changes for { $many }.
impact-said-other-zips = If { $what }, the way to the nearest office changes for { $many }.
impact-said-nobody = If { $what }, the nearest office stays the same for everyone we count.
impact-said-farther = On average they go { $length } farther each way.
impact-said-farther-zips = On average the way from there is { $length } longer each way.
impact-said-nearer = On average the way gets { $length } shorter each way.
impact-said-as-far = On average the way stays about as long.
impact-said-all-go = All of them would go to { $office }.
impact-said-most-go = Most of them ({ $count }) would go to { $office }.
impact-said-some-go = The largest group ({ $count }) would go to { $office }.
impact-said-load-none = If all go to their nearest office, { $office } would have { $percent } % more { $what } to serve.
impact-said-load-all = By the counties assigned to each office, { $office } would have { $percent } % more { $what } to serve.
impact-said-load-some = By the counties assigned to each office, and by the nearest office where a county has several, { $office } would have { $percent } % more { $what } to serve.

impact-these-close = These close: { $offices }.
impact-these-open = These open again: { $offices }.
impact-these-move = These move: { $offices }.
impact-these-new = These are new: { $offices }.

# The answer
impact-answer = The answer
impact-none-yet = Nothing is chosen yet. Tick an office in the list, or press one on the map.
impact-crow = Miles are measured in a straight line, one way. Roads are longer.
impact-minutes = Travel times are one way.
impact-zips = These are ZIP code areas, not people.
impact-zips-how = This service has no census figures yet. Whoever runs it gets them with
impact-not-counted = Left out, because we do not know where they are: { $offices }.
impact-old = { $n ->
    [one] 1 open office was last seen on a list more than a year old, of { $day }. It may have closed since.
   *[other] { $n } open offices were last seen on lists more than a year old, the oldest of { $day }. Some of them may have closed since.
}
impact-permanent = Address of this answer
impact-none = none
impact-unit-miles = miles
impact-unit-minutes = minutes
impact-more-rows = { $n ->
    [one] Show 1 more
   *[other] Show { $n } more
}
impact-more-of = { $caption }, continued
impact-head-mean = Added { $unit }, average
impact-head-median = Half add no more than
impact-head-p90 = 9 of 10 add no more than
impact-head-total = All added { $unit } together
impact-flows = Where people would go
impact-flows-lead = Each row is a group that gets a new nearest office. What is added is for one way, not there and back.
impact-flows-table = From which office to which
impact-flows-from = From { $office }
impact-head-from = From
impact-head-to = To
impact-no-way = No office that can be reached
impact-queue = The line gets longer
impact-queue-none = No office takes on more.
impact-queue-table = How much each office would have to serve, counted in { $what }
impact-head-office = Office
impact-head-now = Has now
impact-head-takes = Takes on
impact-head-then = Has then
impact-head-percent = Change
impact-basis-cases = Cases of a closed office are shared out like the people it serves.
impact-basis-need = The number of cases of each office is not known. So we count the { $who } that each office serves.
impact-by-assigned = An office serves the counties that are assigned to it. When it closes, each county goes whole to the next office that we assume.
impact-by-both = An office serves the counties that are assigned to it; in counties with several offices, those who live nearest. When it closes, each county assigned to it goes whole to the next office that we assume.
impact-by-nearest = An office serves those who live nearest to it.
impact-assigned = Counties that lose their assigned office
impact-assigned-lead = These counties are assigned to one office. Only the agency decides where each goes next. We assume the office that is nearest to those in need there. Counties with several offices are not listed: nobody says how the offices share them.
impact-assigned-table = Assigned office today, and the one we assume
impact-head-county = County
impact-head-assigned = Assigned today
impact-head-assumed = Next, assumed
impact-assumed = assumed
impact-groups = Who they are
impact-groups-lead = One person can be in several groups, so the rows must not be added up.
impact-groups-table = The whole state, by group
impact-head-group = Group
impact-head-lose = Nearest office changes
impact-head-share = Of the group
impact-head-beyond-before = More than { $length } away, before
impact-head-beyond-after = More than { $length } away, after
impact-head-one-before = One closing from no office near, before
impact-head-one-after = One closing from no office near, after
impact-one-closure = One closing from no office near: there is one office within { $line } miles, and no second one.
impact-one-closure-minutes = One closing from no office near: there is one office within { $line } minutes, and we know of no second one. The table of travel times does not have every trip, so a second office may be near all the same.
impact-margins = ± is the margin of error of the survey: 9 times out of 10 the true number lies within it.
impact-missing = Places for which the survey has no number are left out: { $groups }. Where more than 5 of 100 are left out, no share is given.
impact-missing-of = { $who } { $missing } of { $points }
impact-map = How much farther
impact-areas = By county and district
impact-areas-lead = Only areas where someone’s nearest office changes. Press a name for the whole page of that area.
impact-head-who-lose = Nearest office changes: { $who }
areas-of-county = Counties
areas-of-place = Cities, towns and villages
areas-of-community_area = Chicago community areas
areas-of-ward = Wards
areas-of-house = Illinois House districts
areas-of-senate = Illinois Senate districts
areas-of-congress = U.S. House districts
impact-how = Before you quote this
impact-caution-nearest = Nearest is not assigned. The agency may send people to another office than the nearest.
impact-caution-crow = Miles are in a straight line. The road is longer, often by four tenths, and more where a river is in the way.
impact-caution-phone = It counts people who live there, not visits. Some use the phone or the web, some come often.
impact-caution-students = Students who live off campus count as poor in the survey. In college towns that is many.
impact-caution-margins = Survey figures have a margin of error. For small areas it is large.
impact-files = Take it along
impact-csv = Table (CSV)
impact-geojson = Map (GeoJSON)
impact-json = Everything (JSON)
impact-method = How we count
impact-inputs = What this was made from
impact-in-rule = Rules
impact-in-revision = Revision of the data
impact-in-date = Date
impact-in-question = Question

# Two sets
impact-totals = Both side by side
impact-totals-table = Totals for the whole state: { $who }
impact-totals-how = A minus sign means that the second set has less of it.
impact-head-what = What
impact-head-second-more = Difference

# The map to choose from
impact-choose-map = Choose on the map
impact-choose-map-lead = Press an office to close it in your question, or to take it out again.
impact-choose-long = So many offices are chosen that the list stands alone, without the map.
impact-pin-open = { $office }: open. Press to close it in your question.
impact-pin-closing = { $office }: chosen. Press to take it out.
impact-pin-opening = { $office }: opens again. Press to take it out.
impact-pin-shut = { $office }: not open today. Press to open it in your question.
impact-key-open = Open
impact-key-closing = Closes in your question
impact-key-shut = Not open today

# What can be wrong
impact-busy = Too many questions at this moment
impact-busy-lead = Wait ten seconds and press the button again. What you chose is kept.
impact-errors-kept = What you chose is still here. Change it in the form and ask again.
impact-bad-place = We cannot find that place. Try a ZIP code or a town.
impact-bad-far = That place is too far outside Illinois.
impact-bad-no-office = Choose the office that moves there.
impact-bad-no-place = Say where the office moves to.
impact-bad-unknown = There is no office “{ $office }” of this sort. Untick it, or choose another sort of office.
impact-bad-both = “{ $office }” stands twice in the question, in two ways. Keep one of them.
impact-bad-two-places = “{ $office }” moves to two places. Keep one of them.
impact-bad-all-closed = No office would be left. Leave at least one open.
impact-bad-no-point = We do not know where “{ $office }” is, so we cannot measure the way to it.
impact-bad-not-open = “{ $office }” is not open today, so it cannot close or move. Untick it.
impact-bad-is-open = “{ $office }” is open already, so it cannot open again. Untick it.
impact-bad-name = There is an office “{ $office }” already. Give the new one another name.
impact-bad-no-times = We have no travel times for “{ $office }”. Ask in miles instead.
impact-bad-many = You chose { $found } offices. One question takes at most { $most }.
impact-bad-service = “{ $found }” is no sort of office that we know. Choose one from the list.
impact-bad-question = We cannot read “{ $found }” in the address of this page. Choose the offices from the list.
impact-bad-way = We cannot count in “{ $found }”. Choose miles, or minutes by car or by transit.
