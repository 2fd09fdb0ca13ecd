# Finding an office, the directory, one office.

find-title = Find an office
find-h1 = Where can I go?
ask-label = ZIP code, town, county, address or office name
ask-go = Find
near-me = Use my location
near-asking = Asking your phone where you are…
near-denied = Your phone did not share your place. Type a ZIP code or a town.
near-timeout = That took too long. Type a ZIP code or a town.
near-unavailable = Your phone could not tell where you are. Type a ZIP code or a town.
needs-label = Help with:
needs-nav = Kind of help
your-place = your place

near-title = Offices near { $place }
near-h1 = { $what } near { $place }
near-h1-all = Offices near { $place }
near-how = Distances are straight lines, not roads.
near-none = We know of no open office of this kind. Try every kind, or call 211 for help near you.
near-every-kind = Show every kind of office near here
county-of = { $name } County
assigned-and-nearest = The nearest, and the office for { $county } County.
assigned-here = The office for { $county } County.
assigned-differs = The state sends { $county } County to:
assigned-why = Your case may be there even if another office is nearer.
assigned-several = { $county } County has { $n } of these offices. Call the nearest and ask which one has your case.

listed-fresh = on the state’s list of { $date }
listed-stale = listed as open on { $date }; not checked since
listed-undated = listed as open, but we don’t know when
listed-unknown = last seen on a list of { $date }
listed-unknown-undated = we don’t know if it is open
call-first = Call first
gone-since = since { $date }
gone-closed = { $name } is closed
gone-moved = { $name } has moved
gone-privatized = { $name } was handed to a private provider
gone-receiving = Its cases went to
news-what-happened = What happened

hours-unknown = We don’t know the hours. Call first.
hours-open = Open now
hours-open-until = Open now until { $time }
hours-shut = Closed now
hours-shut-until = Closed now. Opens { $time }
hours-holiday = Today is { $holiday }, a state holiday. It may be closed: call first.
hours-printed = The list also says:
week-caption = Usual hours
week-day = Day
week-hours = Hours
week-shut = Closed
week-span = { $from } to { $to }
week-holidays = Offices may close on state holidays.

fact-address = Address
fact-phone = Phone
fact-tty = TTY
fact-fax = Fax
fact-website = Website
fact-hours = Hours
fact-services = Help with
fact-access = Access
fact-serves = Serves
fact-same-site = Same building
fact-source = Our source
serves = These counties are sent here: { $counties }.
source-list = the list we read
address-unknown = We don’t know the address. Call first.
point-zip = On the map we show the middle of the ZIP code, not the door.
point-city = On the map we show the middle of town, not the door.
point-none = We don’t know the spot, so it is not on the map.
access-unknown = We don’t know about wheelchair access or languages. Call first and ask.
wheelchair-yes = Wheelchairs can get in
wheelchair-limited = Wheelchairs can get in partly
wheelchair-no = Wheelchairs cannot get in

do-call = Call
do-directions = Directions
do-report = Report a problem here

closings-h2 = What closed or changed near here
closings-none = We know of no closing near here.
lately-h2 = Lately
lately-all = See everything that is closing

offices-by-name = Offices by that name
did-you-mean = Did you mean…
nothing-h1 = We could not find that
nothing-by-name = We found nothing for “{ $typed }”.
nothing-address = We could not find the address “{ $typed }”.
nothing-other-state = The ZIP code { $typed } is not in Illinois. We only know offices in Illinois so far.
nothing-unknown-zip = We don’t know the ZIP code { $typed }. Is a number wrong?
nothing-far-away = That place is far from Illinois. We only know offices in Illinois so far.
nothing-try = Try a ZIP code like 62914, a town like Cairo, or a county like Pope County.
note-guessed = We took “{ $typed }” to mean { $place }.
note-others = Other places by that name:
note-address = Near { $address }.
note-address-rough = We could not look up the street, so distances are from the middle of { $place }.
note-office = See { $name }

map-h2 = Map
map-title-state = Open offices in Illinois
map-move = Move the map
map-in = Closer
map-out = Farther
map-west = Move the map left
map-north = Move the map up
map-south = Move the map down
map-east = Move the map right
map-cluster = { $n } offices, zoom in
map-word-cluster = {"{"}n{"}"} offices, zoom in
map-word-count = {"{"}n{"}"} offices on the map
map-word-open = See this office
map-word-close = Close
map-word-failed = The map could not load offices here. The list still works.
map-credit = County lines: US Census. Places: GeoNames. Rivers: Natural Earth.
map-key-open = Open
map-key-doubt = Call first
map-key-shut = Closed
map-key-rough = Spot not exact

offices-title = All offices
offices-lead = Open ones and closed ones, as the lists tell. Each says when it was last checked.
offices-map = Map of these offices
offices-found = { $n ->
    [one] { $number } office
   *[other] { $number } offices
}
offices-none = No office fits all of that. Take one filter away.
filter-summary = Filter the list
filter-name = Name, town or street
filter-kind = Kind of help
filter-status = Open or closed
filter-county = County
filter-any = Any
filter-apply = Show
office-facts = About this office
office-map = Map around { $name }
office-source = Source:
history-h2 = What happened here
history-none = We know of no closing or cut at this office.
history-opened = Opened { $date }.
else-h2 = Other open offices nearby
else-gone-h2 = Where to go instead
fact-official-name = Official name
name-county-office = { $place } County office
name-office = { $place } office
