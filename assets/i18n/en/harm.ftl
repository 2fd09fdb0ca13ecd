# Figures of who is hurt, wherever they stand.

who-everyone = everyone
who-in_poverty = people in poverty
who-below_185 = people with low income
who-snap_households = households with SNAP
who-no_car = households without a car
who-aged_65 = people 65 and over
who-disability = people with a disability
who-limited_english = households with little English
who-zip_areas = ZIP code areas
how-many-everyone = { $n ->
    [one] 1 person
   *[other] { $shown } people
}
how-many-in_poverty = { $n ->
    [one] 1 person in poverty
   *[other] { $shown } people in poverty
}
how-many-below_185 = { $n ->
    [one] 1 person with low income
   *[other] { $shown } people with low income
}
how-many-snap_households = { $n ->
    [one] 1 household with SNAP
   *[other] { $shown } households with SNAP
}
how-many-no_car = { $n ->
    [one] 1 household without a car
   *[other] { $shown } households without a car
}
how-many-aged_65 = { $n ->
    [one] 1 person 65 or over
   *[other] { $shown } people 65 or over
}
how-many-disability = { $n ->
    [one] 1 person with a disability
   *[other] { $shown } people with a disability
}
how-many-limited_english = { $n ->
    [one] 1 household with little English
   *[other] { $shown } households with little English
}
how-many-zip_areas = { $n ->
    [one] 1 ZIP code area
   *[other] { $shown } ZIP code areas
}
length-miles = { $n ->
    [one] 1 mile
   *[other] { $shown } miles
}
length-minutes = { $n ->
    [one] 1 minute
   *[other] { $shown } minutes
}
give-or-take = give or take { $margin }
area-kind-county = County
area-kind-place = City, town or village
area-kind-community_area = Chicago community area
area-kind-ward = Ward
area-kind-house = Illinois House district
area-kind-senate = Illinois Senate district
area-kind-congress = U.S. House district
area-named-county = { $name } County
area-named-ward = Ward { $number }
area-named-house = Illinois House District { $number }
area-named-senate = Illinois Senate District { $number }
area-named-congress = U.S. House District { $number }
load-cases = cases
load-survey = We count households with SNAP by county, from a survey of { $span }. That is an estimate, not a count of files.
load-cases-of = We count { $program } ({ $measure }, { $vintage }).
rough-places = { $n ->
    [one] Of 1 office here we know only the town or ZIP code: { $offices }. Its lengths may be wrong by some miles.
   *[other] Of { $n } offices here we know only the town or ZIP code: { $offices }. Their lengths may be wrong by some miles.
}
rough-open = { $n ->
    [one] Of 1 open office of this kind we know only the town or ZIP code. Lengths to it may be wrong by some miles.
   *[other] Of { $n } open offices of this kind we know only the town or ZIP code. Lengths to them may be wrong by some miles.
}
