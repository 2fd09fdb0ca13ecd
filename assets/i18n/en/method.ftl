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
harm-most-rows = The { $n } where the most changes, counting both people and distance. The file has all.
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
harm-beyond = { $place }: { $who } far from the nearest office
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
harm-flows-open = Who would come here, and from where
harm-from = Nearest now
harm-to = Nearest then
harm-mean-miles = Miles, on average
harm-mean-minutes = Minutes, on average
harm-mean-short = Change, on average
harm-load = More to serve there
harm-load-less = Less to serve where they come from
harm-load-unknown = not known
harm-load-cases = The last column is reckoned by itself. What a closed office has is shared out as the people it serves go.
harm-load-need = The last column is reckoned by itself. The cases of all offices are not known, so it counts the { $who } that each office serves.
harm-more-rows = The page of all figures has the rest.
harm-districts = Where they live, and who speaks for them
harm-district = District
harm-whom-to-call = Whom to call
harm-holder-page = official page

# How the figures are made.
method-title = How we count who is hurt
method-about = How this site counts who loses an office, how far they would have to go, and what such figures cannot tell.
method-lead = These are all the rules behind our figures, in plain words, with where they come from. Please check us. If you find a mistake, tell us.
method-contents = On this page
method-sources = Where this comes from:
method-classes = Classes of the map
method-class = Class
method-miles = Miles added
method-minutes = Minutes added
method-version = The rules on this page are version { $rule }. When a rule changes, so does its version. Every answer names the version, the question, the data with their dates, and the day.
method-level-none = This site counts ZIP code areas today. No census is loaded.
method-level-tract = This site counts people in census tracts today.
method-level-block_group = This site counts people in census block groups today.
method-level-zip = This site counts people in ZIP code areas today.
text-method-people = Where people live
text-method-people-1 = The census cuts the state into small areas, called tracts, of about 4,000 people each. For each tract it gives the middle of where its people live. We count all people of a tract at that point.
text-method-people-2 = The figures are for people in poverty first, because they need these offices most. We also count everyone, people with low income (below 185 percent of the poverty line), households with SNAP, households without a car, people 65 and over, people with a disability, and households with little English. Only what is loaded is counted. People and households are never added together.
text-method-people-3 = Where the survey has no number for a tract, we leave the tract out and say how many we left out. We do not take it for zero. Where more than 5 of 100 tracts are left out, we give no share.
text-method-zip = Without a census
text-method-zip-1 = Until someone loads a census on this site, we count ZIP code areas. Each counts once, at its middle. We never call them people: an area may have ten people or fifty thousand.
text-method-nearest = The nearest office, and how far it is
text-method-nearest-1 = For each point we look for the open office that is nearest on the globe. Then we measure the way there on the true shape of the earth.
text-method-nearest-2 = Miles are in a straight line and one way. Roads are longer. A study of trips to hospitals found them about 1.4 times as long, and more where a river is in the way. So the real trip is longer than we say.
text-method-nearest-3 = An office without a known place cannot be anybody’s nearest. Each answer names the open offices that are left out for this reason.
text-method-second = The second nearest
text-method-second-1 = When the nearest office closes, we take people to go to the next one, if that one stays open. Then we measure again.
text-method-assigned = Nearest is not the same as assigned
text-method-assigned-1 = The agency says which office serves which county. That may not be the nearest one. We show both where we know both.
text-method-assigned-2 = If the assigned office closes, only the agency can say where its counties go. We assume that each goes whole to the office that is nearest for those in need there, and mark it as assumed.
text-method-assigned-3 = Where several offices stand open in a county, nobody says how they share it. There each person counts for the nearest office.
text-method-added = Miles added
text-method-added-1 = This counts only people whose nearest office changes. What is added is the way after, less the way before.
text-method-added-2 = The mean is all added miles shared out evenly. The median is the middle: half have less added, half have more. Nine in ten have no more added than the 90th percentile. All people of a tract stand at one point, so between two points we draw a straight line.
text-method-added-3 = Two offices can be so nearly the same distance away that the order changes with how one measures. Then we count nothing as added. A closing never makes a trip shorter here.
formula-added = added = way after − way before
formula-mean = mean = sum of (people × added) ÷ sum of people
formula-total = total = sum of (people × added)
text-method-beyond = How many live far away
text-method-beyond-1 = We count those whose nearest office is more than 1, 2, 5, 10, 20 or 40 miles away, before and after. In minutes the lines are 10, 15, 20, 30, 45 and 60.
text-method-desert = One closing from no office near
text-method-desert-1 = Some people have one office within 20 miles (or 30 minutes) and no second one. If that one closes, no office is near.
text-method-desert-2 = The line of 20 miles comes from the federal rule for doctors: 30 minutes, taken as 20 miles on main roads. No law sets such a line for aid offices.
text-method-load = More work for the offices that stay
text-method-load-1 = When an office closes, its cases go where its people go, in the same shares. The percent is what an office takes on, of what it had.
text-method-load-3 = The people of an office are those of the counties assigned to it; in counties with several offices, those who live nearest. When the office of a county closes, its people count for the next office that we assume.
text-method-load-4 = The cases that come with this program are households with SNAP by county, from the survey of 2015 to 2019. They are an estimate, not a count of files.
text-method-load-2 = If we do not know the cases of every open office, we count need instead: people in poverty who live nearest to the office or are assigned to it. The answer says which of the two it is. We never set cases against people.
formula-load = cases that Y takes from X = cases of X × need that goes from X to Y ÷ need of X
text-method-margins = Give or take: margins of error
text-method-margins-1 = The survey asks only some people, so its numbers are not exact. The census gives a margin for each: it is 90 percent sure that the true number lies within it. We carry these margins into our sums, by the formulas of the census.
text-method-margins-2 = If one part of a sum has no margin, we give none for the sum. Of the parts that are zero, only the largest margin counts. Where the root in the formula for a share would be of a number below zero, there is a plus in place of the minus.
text-method-margins-3 = The formulas take each tract to err on its own. That is not quite true, and less so for many tracts. Margins say nothing of mistakes in where people live.
formula-sum = margin of a sum = √(margin₁² + margin₂² + …)
formula-share = margin of a share p = √(margin of part² − p² × margin of all²) ÷ all
formula-mean-margin = margin of the mean = √(sum of ((added − mean) × margin)²) ÷ people
text-method-map = The map
text-method-map-1 = Each dot is a tract, or a ZIP code area, whose nearest office changes. The color shows how much longer the way gets. The classes are always the same, so two maps can be compared. Each color is darker than the one before, so the order can be seen by people who see colors differently, and in gray print. On a dark screen it is the other way round.
text-method-map-2 = The area of a dot shows how many people live there. The largest dot stands for 2,500 people in poverty or more, and very small ones are drawn so that they can be seen. ZIP code areas all have the same dot.
text-method-map-3 = A hatched dot means: the survey asked too few people there to trust the number. The census draws no line for this. We draw it at 40 percent, as a large maker of maps does.
formula-dot = radius of a dot = 8 × √(people ÷ 2,500)
formula-unsure = hatched when margin ÷ 1.645 ÷ people is more than 0.40
text-method-catchments = How much office there is for each person
text-method-catchments-1 = Two towns may be as far from an office, but one of them may share it with far more people. Four measures from research count both. The first three add up how much of each office in reach is left for one person. In the second and third, nearer offices count more, and in the third people share themselves among offices. In the fourth, people choose between a short way and a short line; there, less is better.
text-method-catchments-2 = Each office counts as 1, whatever its staff: nobody publishes how many people or windows it has. In miles, 20 miles stand for 30 minutes. The weights come from studies about doctors. Nobody has measured them for aid offices.
formula-ratio = share of an office = its staff ÷ need of all within its reach
formula-access = access of a place = sum of the shares of all offices within reach
text-method-rank = Which closing would hurt most
text-method-rank-1 = We close each open office alone, on paper, and add up what that does. Offices are put in order by all the miles added for those in need. Small differences in rank mean little: look at the figures.
text-method-times = Minutes in place of miles
text-method-times-1 = Whoever runs this site can load a table of travel times, by car or by bus and train. Then minutes take the place of miles. A trip that the table does not have is counted as not known, and as beyond every line. We make no minutes up.
text-method-cases = On the pages of cases
text-method-cases-1 = For a plan we ask: what if its offices closed today? For a closing that has happened we ask the other way round: what if that office were open today? That is not what the closing did at the time. We do not know where people and offices were then.
text-method-cases-2 = Cuts of hours, staff or services move nobody to another office, so there is no such figure for them. Nor is there one for homes and hospitals of the state, since people do not choose those by how near they are.
text-method-limits = What these figures cannot tell
text-method-limits-1 = They count people, not visits. Many never need to come, some come often, many use the phone or the web.
text-method-limits-2 = They take everybody to use the nearest or the assigned office. Some go near their work, or where their language is spoken.
text-method-limits-3 = The people are those of the census years. The offices are those of the lists that we have; some lists are years old, and an office on them may have closed since.
text-method-limits-4 = Being poor is not the same as having a right to help. Poverty stands for need. It is not a list of clients.
text-method-limits-5 = They do not say who will lose benefits. Studies of closings elsewhere can say what happened there.
text-method-limits-6 = Close calls are close. Where two offices are about as far, another nearest office means little. Look at the miles.
text-method-limits-7 = Students who live off campus count as poor in the survey. In college towns that is many.
text-method-limits-8 = Of some offices we know only the town or ZIP code. They count as standing in the middle of it, and lengths may be wrong by some miles. Each answer names them.
text-method-versions = Versions and data
text-method-versions-1 = The same question to the same data gives the same answer, to the last digit. The address of an answer holds the whole question, so you can send it to others.
text-method-checked = How this is checked
text-method-checked-1 = A second program, written another way, counts everything again: the nearest office of every point, its distance, and every figure of every county and Senate district. Both must agree before a new version is let out.
text-method-checked-2 = Other tests try many made-up maps. Closing more offices must never shorten a trip. Closing none must change nothing. Counties must add up to the state. The order of a list must not matter.
