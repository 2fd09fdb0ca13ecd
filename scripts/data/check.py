#!/usr/bin/env python3
"""Checks that the files in `data/` fit together. Standard library only, no network.

    python3 scripts/data/check.py [FOLDER]

Prints one sentence per fault and ends with 1, or a line of counts and 0.
"""

import csv
import json
import re
import sys
from pathlib import Path

STATUSES = {"open", "closed", "privatized", "temporarily_closed", "temporarily_remote", "unknown"}
COORD_METHODS = {"source", "zip-centroid", "city-centroid", ""}
EVENTS = {"closure", "consolidation", "reopening", "temporary_closure", "relocation", "privatization", "staff_cut", "hours_cut"}
CASE_KINDS = EVENTS | {"case_transfer", "service_cut", "opening", "restored"}
PROCESSES = {"closure_act", "health_facilities_board", "federal", "none", "unknown"}
STEPS = {"announced", "notice_filed", "recommendation_requested", "recommendation_filed", "comment_deadline", "comment_opened",
         "hearing", "advisory_opinion", "vote", "cases_moved", "door_closed", "withdrawn", "reversed", "reopened", "moved_in"}
OPINIONS = {"support", "oppose", "postponed", "none", ""}
ROW_DATES = ["announced_on", "recommendation_filed_on", "comment_deadline", "hearing_on", "opinion_on", "effective_on"]
# Illinois with its waters: south, north, west, east.
BOUNDS = (36.96, 42.52, -91.52, -87.01)

faults = []


def fault(sentence):
    faults.append(sentence)


def partial_date(text):
    """`2012`, `2012-06` or `2012-06-30`."""
    match = re.fullmatch(r"(1[89]\d\d|20\d\d)(?:-(\d\d)(?:-(\d\d))?)?", text)
    if not match:
        return False
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    if not 1 <= month <= 12:
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]


class Table:
    def __init__(self, folder, name, key=None):
        self.name = name
        with open(folder / name, newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            self.rows = list(reader)
        for number, row in enumerate(self.rows, start=2):
            if None in row or None in row.values():
                fault(f"{name} line {number}: the row has {'more' if None in row else 'fewer'} cells than the header.")
        if key:
            self.by_key = {}
            for row in self.rows:
                if not row[key]:
                    fault(f"{name}: a row has no {key}.")
                if row[key] in self.by_key:
                    fault(f"{name}: {key} {row[key]} is there twice.")
                self.by_key[row[key]] = row

    def each(self, column, test, expected, key):
        for row in self.rows:
            if not test(row[column]):
                fault(f"{self.name}, {row[key]}: {column} is \"{row[column]}\", expected {expected}.")


def inside(row, table, key):
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError:
        fault(f"{table}, {row[key]}: latitude and longitude are not numbers.")
        return
    if not (BOUNDS[0] <= latitude <= BOUNDS[1] and BOUNDS[2] <= longitude <= BOUNDS[3]):
        fault(f"{table}, {row[key]}: {latitude}, {longitude} is not in Illinois.")


def check(folder):
    offices = Table(folder, "offices.csv", "source_id")
    closures = Table(folder, "closures.csv", "source_id")
    cases = Table(folder, "cases.csv", "case")
    steps = Table(folder, "steps.csv")
    overrides = Table(folder, "step_overrides.csv")
    areas = Table(folder, "service_areas.csv", "county")
    caseload = Table(folder, "caseload.csv")
    counties = Table(folder, "counties.csv", "geoid")
    zips = Table(folder, "zips.csv", "zip")
    places = Table(folder, "places.csv")
    names = {row["name"] for row in counties.rows}

    check_offices(offices, names)
    check_ledger(offices, closures, cases, steps, overrides)
    check_areas(offices, areas, counties, names)
    check_gazetteer(zips, places, names)
    for number, row in enumerate(caseload.rows, start=2):
        if not re.fullmatch(r"\d+(\.\d+)?", row["value"]):
            fault(f"caseload.csv line {number}: value is \"{row['value']}\", expected a number.")
        if not row["source_url"]:
            fault(f"caseload.csv line {number}: no source.")
        if row["geography_type"] == "county" and row["geography"].replace(" County", "") not in names:
            fault(f"caseload.csv line {number}: {row['geography']} is not a county of Illinois.")
    check_map(folder / "base.geojson", names)
    return (f"data: {len(offices.rows)} offices, {len(closures.rows)} closure rows in {len(cases.rows)} cases, {len(steps.rows)} more steps, "
            f"{len(zips.rows)} ZIP codes, {len(places.rows)} places, {len(counties.rows)} counties.")


def check_offices(offices, names):
    offices.each("status", lambda v: v in STATUSES, "one of " + ", ".join(sorted(STATUSES)), "source_id")
    offices.each("coord_method", lambda v: v in COORD_METHODS, "source, zip-centroid, city-centroid or nothing", "source_id")
    offices.each("county", lambda v: not v or v in names, "a county of Illinois or nothing", "source_id")
    offices.each("zip", lambda v: not v or re.fullmatch(r"6[0-2]\d{3}", v), "a ZIP code of Illinois or nothing", "source_id")
    offices.each("source_url", lambda v: v.startswith("http"), "the address of the source", "source_id")
    for column in ("opened_on", "closed_on", "source_retrieved"):
        offices.each(column, lambda v: not v or partial_date(v), "a date such as 2012, 2012-06 or 2012-06-30", "source_id")
    for row in offices.rows:
        if bool(row["latitude"]) != bool(row["coord_method"]) or bool(row["latitude"]) != bool(row["longitude"]):
            fault(f"offices.csv, {row['source_id']}: a point needs latitude, longitude and coord_method together.")
        elif row["latitude"]:
            inside(row, "offices.csv", "source_id")


def check_ledger(offices, closures, cases, steps, overrides):
    used = {row["case"] for row in closures.rows}
    for slug in sorted(used - set(cases.by_key)):
        fault(f"closures.csv names the case {slug}, which is not in cases.csv.")
    for slug in sorted(set(cases.by_key) - used):
        fault(f"cases.csv has the case {slug}, but no row of closures.csv belongs to it.")
    cases.each("case", lambda v: re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", v), "small letters, digits and hyphens", "case")
    cases.each("kind", lambda v: v in CASE_KINDS, "a kind of case", "case")
    cases.each("process", lambda v: v in PROCESSES, "a process", "case")
    cases.each("detected", lambda v: v in {"yes", "no"}, "yes or no", "case")
    cases.each("offices_total", lambda v: not v or v.isdigit(), "a whole number or nothing", "case")
    for column in ("title", "title_es", "agency", "summary", "summary_es"):
        cases.each(column, lambda v: v.strip() == v and v, "text", "case")
    for row in cases.rows:
        for office in filter(None, row["receiving"].split(";")):
            if office not in offices.by_key:
                fault(f"cases.csv, {row['case']}: receiving office {office} is not in offices.csv.")
    closures.each("event_type", lambda v: v in EVENTS, "a kind of event", "source_id")
    closures.each("opinion", lambda v: v in OPINIONS, "support, oppose, postponed, none or nothing", "source_id")
    closures.each("source_url", lambda v: v.startswith("http"), "the address of the source", "source_id")
    for column in [*ROW_DATES, "source_date"]:
        closures.each(column, lambda v: not v or partial_date(v), "a date such as 2012, 2012-06 or 2012-06-30", "source_id")
    for row in closures.rows:
        if row["office_source_id"] and row["office_source_id"] not in offices.by_key:
            fault(f"closures.csv, {row['source_id']}: office {row['office_source_id']} is not in offices.csv.")
    given = {(row["case"], row["office_source_id"], kind, row[column]) for row in closures.rows for column, kind in
             (("announced_on", "announced"), ("recommendation_filed_on", "recommendation_filed"), ("comment_deadline", "comment_deadline"),
              ("hearing_on", "hearing"), ("opinion_on", "advisory_opinion")) if row[column]}
    seen = set()
    for number, row in enumerate(steps.rows, start=2):
        where = f"steps.csv line {number}"
        if row["case"] not in cases.by_key:
            fault(f"{where}: case {row['case']} is not in cases.csv.")
        if row["office_source_id"] and row["office_source_id"] not in offices.by_key:
            fault(f"{where}: office {row['office_source_id']} is not in offices.csv.")
        if row["kind"] not in STEPS:
            fault(f"{where}: kind is \"{row['kind']}\", expected a kind of step.")
        if row["on"] and not partial_date(row["on"]):
            fault(f"{where}: \"{row['on']}\" is not a date such as 2012, 2012-06 or 2012-06-30.")
        if not row["note"] or not row["note_es"] or not row["source_url"].startswith("http"):
            fault(f"{where}: a step needs a note in both languages and a source.")
        one = (row["case"], row["office_source_id"], row["kind"], row["on"])
        if (row["on"] and one in given) or (*one, row["note"]) in seen:
            fault(f"{where}: the step is already given by a row of closures.csv or steps.csv.")
        seen.add((*one, row["note"]))
    for number, row in enumerate(overrides.rows, start=2):
        where = f"step_overrides.csv line {number}"
        target = closures.by_key.get(row["source_id"])
        if target is None:
            fault(f"{where}: {row['source_id']} is not in closures.csv.")
        elif row["column"] not in [*ROW_DATES, "status"] or not target[row["column"]]:
            fault(f"{where}: {row['source_id']} has no value in the column {row['column']}.")
        if row["kind"] and row["kind"] not in STEPS:
            fault(f"{where}: kind is \"{row['kind']}\", expected a kind of step or nothing.")
        if not row["reason"]:
            fault(f"{where}: no reason is given.")


def check_areas(offices, areas, counties, names):
    if len(names) != 102:
        fault(f"counties.csv: expected 102 counties, found {len(names)}.")
    for county in sorted(names - set(areas.by_key)):
        fault(f"service_areas.csv: no office is given for {county} County.")
    for county in sorted(set(areas.by_key) - names):
        fault(f"service_areas.csv: {county} is not in counties.csv.")
    for row in areas.rows:
        if row["office_source_id"] not in offices.by_key:
            # Cook County is served by many offices, by ZIP code.
            if row["office_source_id"]:
                fault(f"service_areas.csv, {row['county']}: office {row['office_source_id']} is not in offices.csv.")
    for row in counties.rows:
        inside(row, "counties.csv", "name")
        if not re.fullmatch(r"17\d{3}", row["geoid"]):
            fault(f"counties.csv, {row['name']}: geoid {row['geoid']} is not of Illinois.")


def check_gazetteer(zips, places, names):
    if len(zips.rows) < 1500:
        fault(f"zips.csv: expected about 1,590 ZIP codes, found {len(zips.rows)}.")
    zips.each("zip", lambda v: re.fullmatch(r"6[0-2]\d{3}", v), "a ZIP code of Illinois", "zip")
    zips.each("county", lambda v: v in names, "a county of Illinois", "zip")
    for row in zips.rows:
        inside(row, "zips.csv", "zip")
    if len(places.rows) < 1400:
        fault(f"places.csv: expected about 1,550 places, found {len(places.rows)}.")
    places.each("kind", lambda v: v in {"city", "neighborhood"}, "city or neighborhood", "name")
    places.each("county", lambda v: v in names, "a county of Illinois", "name")
    places.each("population", lambda v: not v or v.isdigit(), "a whole number or nothing", "name")
    for row in places.rows:
        inside(row, "places.csv", "name")


def check_map(path, names):
    found = json.loads(path.read_text(encoding="utf-8"))
    if "crs" in found:
        fault("base.geojson: has a crs member; RFC 7946 knows none.")
    layers = {}
    for feature in found["features"]:
        layers.setdefault(feature["properties"]["layer"], []).append(feature)
        geometry = feature["geometry"]
        groups = {"Polygon": lambda c: [c], "MultiPolygon": lambda c: c}.get(geometry["type"], lambda c: [])(geometry["coordinates"])
        for rings in groups:
            for index, ring in enumerate(rings):
                if len(ring) < 4 or ring[0] != ring[-1]:
                    fault(f"base.geojson, {feature['properties'].get('name')}: a ring is not closed.")
                elif (area(ring) > 0) != (index == 0):
                    fault(f"base.geojson, {feature['properties'].get('name')}: a ring runs the wrong way round.")
    if {f["properties"]["name"] for f in layers.get("county", [])} != names or len(layers.get("county", [])) != 102:
        fault("base.geojson: the counties are not the 102 of counties.csv.")
    for layer in ("state", "lake", "river"):
        if layer not in layers:
            fault(f"base.geojson: the layer {layer} is missing.")


def area(ring):
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:])) / 2


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "data"
    try:
        counts = check(folder)
    except (OSError, KeyError, ValueError, TypeError) as error:
        print(f"data: a file cannot be read as expected: {error!r}", file=sys.stderr)
        return 1
    if faults:
        for sentence in faults[:50]:
            print(f"data: {sentence}", file=sys.stderr)
        if len(faults) > 50:
            print(f"data: and {len(faults) - 50} more.", file=sys.stderr)
        return 1
    print(counts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
