# How the figures are made; the impact of a case.

# The map of a change, its key and its table.
harm-map-none = Nobody’s nearest office changes.
harm-map-longer = Where the way to the nearest office gets longer
harm-map-shorter = Where the way to the nearest office gets shorter
harm-map-mixed = Where the way to the nearest office changes
harm-map-most = The most is added in { $place }: { $length }.
harm-map-most-less = The most is saved in { $place }: { $length }.
harm-places-tract = { $n ->
    [one] 1 census tract gets another nearest office
   *[other] { $shown } census tracts get another nearest office
}
harm-places-block_group = { $n ->
    [one] 1 census block group gets another nearest office
   *[other] { $shown } census block groups get another nearest office
}
harm-places-zip = { $n ->
    [one] 1 ZIP code area gets another nearest office
   *[other] { $shown } ZIP code areas get another nearest office
}
harm-most-rows = The { $n } where the most changes, people and length taken together. The file has all.
harm-col-place = Place
harm-col-before = Nearest before
harm-col-after = Nearest after
harm-col-miles = Miles added
harm-col-miles-less = Miles saved
harm-col-minutes = Minutes added
harm-col-minutes-less = Minutes saved
harm-tract = Tract { $tract }
harm-block-group = Tract { $tract }, block group { $group }
harm-zip = ZIP { $zip }
harm-no-office = no known office
harm-new-office = new office { $name }
harm-unknown = no known way
harm-csv = All figures as a table (CSV)
harm-geojson = All places as a map file (GeoJSON)
harm-how = How to read this
harm-key-miles = Colors: miles added, one way
harm-key-miles-less = Colors: miles saved, one way
harm-key-minutes = Colors: minutes added, one way
harm-key-minutes-less = Colors: minutes saved, one way
harm-key-up-to = up to { $to }
harm-key-between = { $from } to { $to }
harm-key-over = more than { $from }
harm-key-less = shorter than before
harm-key-unsure = number of people too rough
harm-key-lost = no known way any more
harm-key-goes = closes or leaves
harm-key-takes = people would go here
harm-sizes = Size of a dot
harm-zip-alike = Each dot is one ZIP code area. It does not say how many people live there.
harm-beyond = How far the nearest office is: { $who }
harm-beyond-miles = { $n ->
    [one] More than 1 mile away
   *[other] More than { $n } miles away
}
harm-beyond-minutes = More than { $n } minutes away
harm-one-closing = One more closing and no office is near
harm-how-far = How far
harm-before = Before
harm-after = After

# What a case of the ledger does to people.
harm-case-plan-h2 = Who would be hurt
harm-case-were-h2 = Who could be helped today
harm-case-unknown = What this would do to people cannot be counted here: its offices are not named, have no known place, or are not open any more.
harm-case-busy = Too many people ask for figures at this moment. Load this page again in a minute.
harm-case-none-left = After this, no office of this kind that we know a place for would be left. So there is no way to count.
harm-case-fault = The figures for this case cannot be made at this moment.
harm-case-left-out = { $n ->
    [one] One more office of this case is not counted: it has no known place, it is not named, or nothing changes there.
   *[other] { $n } more offices of this case are not counted: they have no known place, they are not named, or nothing changes there.
}
harm-case-rough = We know the place of an office only by its town or ZIP code. Lengths may be wrong by some miles.
harm-case-without-place = { $n ->
    [one] One open office of this kind has no known place, so nobody is sent there in these figures.
   *[other] { $n } open offices of this kind have no known place, so nobody is sent there in these figures.
}
harm-case-zip = No census is loaded on this site. So these figures count ZIP code areas, each once, and not people.
harm-case-were-how = This holds the office against the offices and people of today. It does not tell what the closing did at the time.
harm-case-all = All figures, and what if instead
harm-case-method = How this is counted
harm-case-closes = { $n ->
    [0] If one office closes ({ $office }), nobody counted here gets another nearest office.
    [one] If one office closes ({ $office }), { $people } loses the nearest office.
   *[other] If one office closes ({ $office }), { $people } lose their nearest office.
}
harm-case-close = { $n ->
    [0] If these { $offices } offices close, nobody counted here gets another nearest office.
    [one] If these { $offices } offices close, { $people } loses the nearest office.
   *[other] If these { $offices } offices close, { $people } lose their nearest office.
}
harm-case-moves = { $n ->
    [0] With this move, nobody counted here gets another nearest office.
   *[other] With this move, the nearest office changes place for { $people }.
}
harm-case-opens = { $n ->
    [0] If one office were open today ({ $office }), it would be nobody’s nearest.
   *[other] If one office were open today ({ $office }), it would be the nearest for { $people }.
}
harm-case-open = { $n ->
    [0] If these { $offices } offices were open today, they would be nobody’s nearest.
   *[other] If these { $offices } offices were open today, they would be the nearest for { $people }.
}
harm-case-longer = { $n ->
    [one] The way there is { $length } longer, one way.
   *[other] Their way gets { $length } longer on average, one way.
}
harm-case-shorter = { $n ->
    [one] The way there is { $length } shorter, one way.
   *[other] Their way gets { $length } shorter on average, one way.
}
harm-queue = The line at the next office may hurt more than the miles.
harm-queue-study = After Social Security offices closed, researchers found:
harm-flows = Where people would go
harm-from = Now nearest
harm-to = Then nearest
harm-mean-miles = Miles, on average
harm-mean-minutes = Minutes, on average
harm-mean-short = Change, on average
harm-load = More or less work
harm-load-unknown = not known
harm-load-cases = Work is counted in cases: those of a closed office are shared out as its people go.
harm-load-need = Work is counted in those who have an office nearest or belong to it, since the cases of all offices are not known.
harm-more-rows = The page of all figures has the rest.
harm-districts = Where they live, and who speaks for them
harm-district = District
harm-whom-to-call = Whom to call
harm-holder-page = official page
