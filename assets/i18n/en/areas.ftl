# Boundaries, where people live, who holds office.

text-data-loaded = Loaded for this site
text-data-loaded-1 = These files are too large or too new to come with the program. Whoever runs this site loaded them from those who publish them.
areas-none = Nothing of this kind is loaded here yet. So this site counts in ZIP codes and miles, and not in people.
areas-of-kind = Lines: { $kind }
areas-vintage = data of { $vintage }
areas-loaded-on = loaded { $date }
set-areas-county = County lines
set-areas-place = City, town and village lines
set-areas-community-area = Chicago community areas
set-areas-ward = Wards
set-areas-house = Illinois House districts
set-areas-senate = Illinois Senate districts
set-areas-congress = U.S. House districts
set-demand-tract = Where people live, by census tract
set-demand-block-group = Where people live, by census block group
set-demand-zip = Where people live, by ZIP code
set-officeholders-house = Members of the Illinois House
set-officeholders-senate = Members of the Illinois Senate
set-officeholders-congress = Members of the U.S. House
