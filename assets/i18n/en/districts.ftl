# Pages of areas and districts.

area-kinds-county = Counties
area-kinds-place = Cities, towns and villages
area-kinds-community_area = Chicago community areas
area-kinds-ward = Wards
area-kinds-house = Illinois House districts
area-kinds-senate = Illinois Senate districts
area-kinds-congress = U.S. House districts
nav-areas = Districts and counties
district-index-title = Districts and counties
district-index-lead = Find your county and the districts you live in, who speaks for you there, how far the offices are, and what was lost.
district-index-all = All districts and counties
district-ask = Your ZIP code, town or street address
district-ask-hint = A street address gives the surest answer. We do not keep what you type.
district-none-loaded = Only counties are known here so far.
district-none-loaded-how = Districts of the legislature, towns and numbers of people come from the Census Bureau. The person who runs this site can load them with
district-found-h2 = Around { $place }
district-found-zip = This goes by the middle of the ZIP code. Near a line you may live on the other side of it: type your street address to be sure.
district-found-town = This goes by the middle of the town. A town can have more than one district: type your street address to be sure.
district-found-guessed = We guessed what you meant, and went by the middle of it. Type your street address to be sure.
district-found-none = We know of no county or district around that place.
district-found-county = A county can have more than one district. Its page lists them all.
district-found-open = Open { $area }
district-list-all = Show all
district-list-letters = Choose the first letter of the name.
district-list-letters-of = First letter: { $kind }
district-list-none = No name begins with that letter.
district-missing = We do not know that place
district-missing-kind = We know no such kind of district. Districts can change their numbers, and not every site has all of them.
district-missing-slug = There is no page by that name here. We looked for: { $kind }.

district-lead = The offices here, who speaks for the people here, how far they have to go, and what was lost.
district-map = { $area } on the map, with offices of this kind: { $kind }
district-map-many = { $n } offices close together. Go to the list of offices.
district-fault = Some of the question was not clear
district-map-several = Several offices: see the list
district-holder-h2 = Who holds this seat
district-holder = This seat is held by
district-holder-page = Official page
district-holder-mail = Official e-mail
district-holder-as-of = As of { $date }.
district-holder-unknown = This site does not know who holds this seat. The list is not loaded here.
district-holder-none = We do not know who holds this seat.
district-vacant = The list of { $date } names nobody for this seat. It may be vacant.
holder-office-springfield = Office in Springfield
holder-office-washington = Office in Washington
holder-office-district = Office in the district
holder-office-other = Office
district-neighbours-h2 = Who speaks for people here
district-neighbours-all = Show all { $n }
district-neighbours-how = We go by the middle of each census tract or ZIP code here, so a district with only a small corner here may be missing.

district-offices-h2 = Offices here now
district-offices-none = We know of no office here.
district-gone = { $n ->
    [one] 1 office that is gone
   *[other] { $n } offices that are gone
}
district-serving-h2 = Which aid office serves which county
district-serving-several = { $n } aid offices. Which one serves you goes by your address: call one of them.
district-serving-unknown = The list names no office.
district-serving-how = The state assigns each county to an office. It may not be the nearest one.
district-serving-as-of = List of { $date }.
district-part = (a part of it)

district-today-h2 = How far it is today
district-service = Kind of office
district-service-go = Show
district-service-fault = We found “{ $found }”. Choose a kind of office from the list.
district-busy = Too many people ask at this moment, so the numbers are not here. Load the page again in a minute.
district-no-answer = The numbers cannot be worked out from what is loaded here.
district-nobody = No census tract or ZIP code has its middle here, so there is nothing to count.
district-no-offices = No office of this kind is open at a place that we know.
district-here = About { $many } live here
district-here-zip = { $many } here
district-zip-areas = No numbers of people are loaded, so we count ZIP codes. Each counts once, whether many or few people live there.
district-need-guess = This number is little more than a guess: few people were asked here. Take all numbers below with care.
district-mean = the average trip to the nearest office, one way
district-median = or less for half of them
district-p90 = or less for nine of ten
district-no-way = We do not know how far any office is from here.
district-place = { $kind }: place { $place } of { $of } by average trip; 1 has the longest.
district-ties = { $n ->
    [one] 1 other has the same.
   *[other] { $shown } others have the same.
}
district-span = The survey cannot tell them all apart. Held against each of the others, one by one and with 90% certainty, its place is from { $first } to { $last }. With so many comparisons the true place may lie outside of that, too.
district-span-zip = This goes by ZIP codes, whether many people live in them or few. Please do not quote it.
district-span-unknown = How sure that place is we cannot tell, since the survey gives no margin of error here.
district-table = How far from the nearest office, by group
district-who = Who
district-all = All here
district-beyond = Over { $length }
district-one-left = One closing from none
district-mean-short = Average trip
district-p90-short = Nine of ten within
district-one-left-what = “One closing from none”: they have one office within { $length } and no second one.
district-crow = Distances are in a straight line. Roads are longer. Numbers after ± are margins of error.
district-guess = guess
district-guess-what = “Guess”: the margin of error is more than 66 % of the number (a coefficient of variation above 40 %).
district-gaps = { $n ->
    [one] For some groups the survey has no number in 1 census area here.
   *[other] For some groups the survey has no number in up to { $n } census areas here.
}
district-silent = The survey has no numbers here for: { $who }.
district-how = How we know
district-worst-h3 = The office that matters most here
district-worst = If it closed, { $many } here would have another nearest office, { $length } farther on average.
district-worst-no-way = If it closed, { $many } here would have no office that we know.
district-worst-desert = { $many } would have no office within { $length } any more.
district-try = What if it closed?

district-plans-h2 = What it stands to lose
district-plans-none = The ledger has no open plan that touches this place.
district-plans-more = { $n } older plans were not looked at.
district-plans-how = Plans that were made public and, as far as we know, neither came true nor were stopped. We count those whose nearest office, or the office they are assigned to, would close or move.
district-plan = { $many } here would have another nearest office, { $length } farther on average.
district-plan-no-way = { $many } here would have no office that we know.
district-plan-nobody = Nobody’s nearest office here would change.
district-plan-reassigned = Some here are assigned to an office that would close.
district-plan-no-miles = How much farther people here would have to go cannot be counted for this plan.
district-plan-left-out = { $n ->
    [one] 1 office of this plan could not be counted.
   *[other] { $n } offices of this plan could not be counted.
}
district-plan-rough = Of an office in this plan we know only about where it is.
district-plan-all = See who else is hurt

district-lost-h2 = What it lost since { $year }
district-since = First year
district-since-go = Count
district-since-fault = We found “{ $found }”. Give a year from { $first } to { $last }.
district-lost-none = The ledger has no office here that was closed or cut in that time.
district-lost = { $offices } in { $cases }.
district-lost-offices = { $n ->
    [one] 1 office was closed or cut
   *[other] { $n } offices were closed or cut
}
district-lost-cases = { $n ->
    [one] 1 case
   *[other] { $n } cases
}
district-lost-again = Some were hit more than once: it makes { $n } losses, counted case by case.
district-lost-some-time = { $n ->
    [one] 1 case in a year that no source gives: it is not in the number above
   *[other] { $n } cases in years that no source gives: they are not in the number above
}
district-lost-temporary = { $n ->
    [one] 1 of them was closed for a time.
   *[other] { $n } of them were closed for a time.
}
district-lost-gains = { $n ->
    [one] 1 office opened or opened again.
   *[other] { $n } offices opened or opened again.
}
district-lost-about = Of some we know only the town, so they may lie just outside.
district-lost-more = { $n ->
    [one] Show 1 more case
   *[other] Show { $n } more cases
}
district-lost-ledger = All of this county in the ledger
district-lost-maybe = { $n ->
    [one] 1 case that may have hit this place: we only know the county
   *[other] { $n } cases that may have hit this place: we only know the county
}
district-lost-nowhere = { $n ->
    [one] 1 case of which no source says where
   *[other] { $n } cases of which no source says where
}
office-districts = Districts
