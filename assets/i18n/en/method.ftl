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
