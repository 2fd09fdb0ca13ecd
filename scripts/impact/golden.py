#!/usr/bin/env python3
"""Reckons the impact of closings a second time, by other means, for the tests to compare with.

    python -m venv somewhere; somewhere/bin/pip install -r scripts/impact/requirements.txt
    somewhere/bin/python scripts/impact/golden.py shipped            from data/ alone
    somewhere/bin/python scripts/impact/golden.py tracts FOLDER      from census tracts and district lines as well
    somewhere/bin/python scripts/impact/golden.py catchments IN OUT  PySAL on a matrix of any size, see below

Nothing of it is shared with the program: offices are ranked by scikit-learn's BallTree (haversine), distances are
geographiclib's (Karney), districts are found by shapely, floating catchments are PySAL's. `shipped` writes
src/impact/tests/golden/shipped.json; `tracts` writes tracts.json beside it (sums by county, Senate and congressional
district, and each tract's nearest office with its distance; no coordinates, no counts of single tracts). A line for
each area; a number without a margin of error stands alone; where no question is asked only `before` stands there.

FOLDER holds il_tracts_2020_points.csv, il_senate_districts_2024.geojson and il_congress_2023.geojson. The numbers of the ground called `made`
are made up by a rule, to have margins of error and gaps to reckon with; they speak of nobody.
"""

import csv
import json
import math
import re
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pandas as pd
from geographiclib.geodesic import Geodesic
from sklearn.neighbors import BallTree

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "src/impact/tests/golden"
MILE = 1_609_344  # millimetres
LINES = [1, 2, 5, 10, 20, 40]
DISTRICTS = {"senate": "il_senate_districts_2024.geojson", "congress": "il_congress_2023.geojson"}
DESERT = 20
JACKSON = "close=idhs-fcrc-jackson"
QUESTIONS = [
    "",
    JACKSON,
    # Neighbours, so that the second nearest is gone too.
    "close=idhs-fcrc-cook-englewood,idhs-fcrc-franklin,idhs-fcrc-jackson,idhs-fcrc-jefferson",
    "close=idhs-fcrc-adams;open=idhs-fcrc-warren;move=idhs-fcrc-jackson@37.72730,-89.21680;new=new-office@38.50000,-88.20000",
]


def slug(text):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = plain.replace("'", "").replace(".", "")
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def offices():
    with open(ROOT / "data/offices.csv", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["office_type"] == "fcrc" and r["latitude"]]
    rows.sort(key=lambda r: r["source_id"])
    return [(r["source_id"], float(r["latitude"]), float(r["longitude"]), r["status"] == "open") for r in rows]


def read(question):
    parts = {"close": {}, "open": {}, "move": {}, "new": {}}
    for part in filter(None, question.split(";")):
        word, things = part.split("=")
        for thing in things.split("+" if word in ("move", "new") else ","):
            name, _, at = thing.partition("@")
            parts[word][name] = tuple(map(float, at.split(","))) if at else None
    return parts


def standing(question):
    """Offices by name with their place: before and after."""
    known = {name: (lat, lon, is_open) for name, lat, lon, is_open in offices()}
    parts = read(question)
    before = {name: (lat, lon) for name, (lat, lon, is_open) in known.items() if is_open}
    after = {name: at for name, at in before.items() if name not in parts["close"]}
    for name in parts["open"]:
        after[name] = known[name][:2]
    after.update(parts["move"])
    after.update(parts["new"])
    moved = set(parts["move"])
    return before, after, moved


def angle_to(lat, lon, to_lat, to_lon):
    """The great circle between two places, in radians (haversine)."""
    a, b, c, d = map(math.radians, (lat, lon, to_lat, to_lon))
    return 2 * math.asin(math.sqrt(math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2))


def nearest(points, places, closed=()):
    """The nearest two of each point: names, and whole millimetres of the geodesic.

    An office is never nearer than one that comes before it by great circle, be that one open or closed.
    """
    # New offices come behind those of the list, as in the program; it matters only where two are as far.
    names = sorted(places, key=lambda n: (n.startswith("new-"), n))
    at = np.radians([places[name] for name in names])
    k = min(5, len(names))
    angles, found = BallTree(at, metric="haversine").query(np.radians(points), k=k)
    result = []
    for (lat, lon), angle, number in zip(points, angles, found):
        order = sorted(zip(angle, number), key=lambda pair: (round(pair[0] * 1e13), pair[1]))[:2]
        two, longest = [], 0
        for far, n in order:
            before = [at for at in closed if abs(at[0] - lat) < 3 and angle_to(lat, lon, *at) < far]
            longest = max(longest, *(millimetres(lat, lon, *at) for at in [places[names[n]], *before]))
            two.append((names[n], longest))
        result.append(two)
    return result


def millimetres(lat, lon, to_lat, to_lon):
    return round(Geodesic.WGS84.Inverse(lat, lon, to_lat, to_lon, Geodesic.DISTANCE)["s12"] * 1000)


def estimate(frame, group):
    """A sum with its margin: of parts that are nought only the greatest margin."""
    part = frame[frame[group].notna()]
    value = int(part[group].sum())
    moe = part[group + "_moe"]
    if moe.isna().any():
        return value, None
    zero = part[group] == 0
    squares = (moe[~zero] ** 2).sum() + (moe[zero].max() ** 2 if zero.any() else 0)
    return value, math.sqrt(squares)


def share(part, whole):
    if not whole[0]:
        return None
    p = part[0] / whole[0]
    if part[1] is None or whole[1] is None:
        return [round(100 * p, 1), None]
    square = part[1] ** 2 - (p * whole[1]) ** 2
    if square < 0:
        square = part[1] ** 2 + (p * whole[1]) ** 2
    return [round(100 * p, 1), round(100 * math.sqrt(square) / whole[0], 1)]


def quantile(values, weights, q):
    merged = pd.Series(weights[weights > 0]).groupby(values[weights > 0]).sum()
    values, weights = merged.index.to_numpy(), merged.to_numpy()
    return float(np.interp(q * weights.sum(), np.cumsum(weights) - weights / 2, values))


def spread(values, weights):
    mean = float((values * weights).sum() / weights.sum())
    return [mean / MILE, quantile(values, weights, 0.5) / MILE, quantile(values, weights, 0.9) / MILE]


def whole(pair):
    return pair[0] if pair[1] is None else [pair[0], round(pair[1])]


def access(frame, group, when):
    weights = frame[group].fillna(0).to_numpy()
    ways = frame[when].to_numpy(dtype=float)
    trip = spread(ways, weights) if weights.sum() > 0 else [None] * 3
    beyond = [whole(estimate(frame[ways > line * MILE], group)) for line in LINES]
    second = frame[when + "_second"]
    one = frame[(ways <= DESERT * MILE) & (second > DESERT * MILE)]
    return {"trip": trip, "beyond": beyond, "one_closure": whole(estimate(one, group))}


def change(frame, group):
    moved = frame[frame.moved]
    part, total = estimate(moved, group), estimate(frame, group)
    # Where the survey has no number for more than one point in twenty there is no share.
    is_sparse = frame[group].isna().sum() * 20 > len(frame)
    figures = {"people": whole(part), "share": None if is_sparse else share(part, total), "added": None}
    weights = moved[group].fillna(0).to_numpy()
    if weights.sum() > 0:
        added = moved.added.to_numpy(dtype=float)
        mean, median, p90 = spread(added, weights)
        moe = None
        known = moved[moved[group].notna()]
        if known[group + "_moe"].notna().all():
            parts = ((known.added - mean * MILE) * known[group + "_moe"]) ** 2
            zero = known[group] == 0
            moe = math.sqrt(parts[~zero].sum() + (parts[zero].max() if zero.any() else 0)) / weights.sum() / MILE
        figures["added"] = [mean, median, p90, float((added * weights).sum()) / MILE, moe]
    return figures


def area(frame, groups, is_asked):
    result = {}
    for group in groups:
        result[group] = {"all": whole(estimate(frame, group)), "before": access(frame, group, "before")}
        if is_asked:
            result[group]["after"] = access(frame, group, "after")
            result[group]["change"] = change(frame, group)
    return result


def asked(frame, groups, kinds, question):
    points = frame[["lat", "lon"]].to_numpy()
    before, after, moved_offices = standing(question)
    closed = [before[name] for name in read(question)["close"]]
    was, now = nearest(points, before), nearest(points, after, closed)
    frame = frame.copy()
    for name, pairs in (("before", was), ("after", now)):
        frame[name] = [pair[0][1] for pair in pairs]
        frame[name + "_second"] = [pair[1][1] for pair in pairs]
    frame["from"], frame["to"] = [w[0][0] for w in was], [n[0][0] for n in now]
    frame["moved"] = [w[0][0] != n[0][0] or n[0][0] in moved_offices for w, n in zip(was, now)]
    frame["added"] = (frame.after - frame.before).where(frame.moved, 0)
    answer = {"question": question, "state": area(frame, groups, bool(question)), "kinds": {}, "flows": []}
    for kind in kinds:
        areas = {}
        for name, part in frame.groupby(kind):
            # What nothing happens to is in the answer to the first question.
            if not question or part.moved.any():
                areas[name] = area(part, groups, bool(question))
        answer["kinds"][kind] = areas
    for (one, other), part in frame[frame.moved].groupby(["from", "to"]):
        figures = {g: change(part, g) for g in groups}
        answer["flows"].append([one, other, {g: [f["people"], f["added"]] for g, f in figures.items()}])
    return answer, was


def ground(name, frame, groups, kinds):
    answers = [asked(frame, groups, kinds, question) for question in QUESTIONS]
    nearest = [(pair[0][0].removeprefix("idhs-fcrc-"), round(pair[0][1] / 1000, 1)) for pair in answers[0][1]]
    names = sorted({office for office, _ in nearest})
    return {
        "name": name,
        "offices": names,
        "nearest": [[names.index(office), metres] for office, metres in nearest],
        "answers": [answer for answer, _ in answers],
    }


def zips():
    frame = pd.read_csv(ROOT / "data/zips.csv", dtype={"zip": str})
    frame = frame.rename(columns={"latitude": "lat", "longitude": "lon"})
    frame["county"] = frame.county.map(slug)
    frame["zip_areas"], frame["zip_areas_moe"] = 1, 0
    return frame


def made():
    """Counts and margins that a rule makes of a point's number; missing, nought and bare of a margin now and then."""
    frame = zips()
    i = np.arange(len(frame))
    frame["everyone"] = i * 7_919 % 5_000
    frame["everyone_moe"] = np.where(i % 211 == 5, np.nan, i * 104_729 % 400)
    frame["in_poverty"] = np.where(i % 97 == 0, np.nan, np.where(i % 13 == 0, 0, i * 7_919 % 5_000 // (3 + i % 5)))
    frame["in_poverty_moe"] = np.where(i % 97 == 0, np.nan, i * 31 % 200)
    return frame


def catchments(origins, destinations, pairs, demand, supply):
    import warnings

    from access import Access, weights

    warnings.simplefilter("ignore")
    cost = pd.DataFrame(pairs, columns=["origin", "dest", "cost"])
    a = Access(
        demand_df=pd.DataFrame({"geoid": range(origins), "demand": demand}),
        demand_index="geoid", demand_value="demand",
        supply_df=pd.DataFrame({"geoid": range(destinations), "supply": supply}),
        supply_index="geoid", supply_value="supply",
        cost_df=cost, cost_origin="origin", cost_dest="dest", cost_name="cost",
        neighbor_cost_df=cost, neighbor_cost_origin="origin", neighbor_cost_dest="dest", neighbor_cost_name="cost",
    )
    a.two_stage_fca(name="two", max_cost=30)
    a.enhanced_two_stage_fca(name="enhanced", max_cost=30)
    a.two_stage_fca(name="gaussian", max_cost=60, weight_fn=weights.gaussian(20))
    a.three_stage_fca(name="three", max_cost=60)
    a.raam(name="raam", tau=60)
    found = a.access_df.reindex(range(origins))
    column = lambda name: [None if math.isnan(v) else v for v in found[name + "_supply"]]
    return {name: column(name) for name in ("two", "enhanced", "gaussian", "three", "raam")}


def catchment_ground():
    frame = zips().iloc[::20].reset_index(drop=True)
    places = [place[1:3] for place in offices() if place[3]]
    pairs = []
    for i, (lat, lon) in enumerate(frame[["lat", "lon"]].to_numpy()):
        for j, at in enumerate(places):
            miles = round(millimetres(lat, lon, *at) / MILE, 4)
            # The last point has no way at all.
            if miles <= 90 and i + 1 < len(frame):
                pairs.append([i, j, miles])
    demand = [0 if i % 17 == 3 else 50 + i * 37 % 900 for i in range(len(frame))]
    supply = [1 + j % 3 for j in range(len(places))]
    found = catchments(len(frame), len(places), pairs, demand, supply)
    return {"origins": len(frame), "destinations": len(places), "pairs": pairs, "demand": demand, "supply": supply, "found": found}


def tracts(folder):
    import geopandas

    frame = pd.read_csv(folder / "il_tracts_2020_points.csv", dtype={"geoid": str})
    columns = {
        "everyone": "pop_2020", "in_poverty": "below_poverty_2020acs",
        "below_185": "below_185pct_2020acs", "snap_households": "snap_households_2020acs",
    }
    for group, column in columns.items():
        frame[group], frame[group + "_moe"] = frame[column], np.nan
    frame["county"] = frame.county.str.removesuffix(" County").map(slug)
    for kind, file in DISTRICTS.items():
        districts = geopandas.read_file(folder / file)
        places = geopandas.points_from_xy(frame.lon, frame.lat)
        points = geopandas.GeoDataFrame(frame[["geoid"]], geometry=places, crs=districts.crs)
        joined = points.sjoin(districts[["district", "geometry"]], how="left", predicate="within")
        joined = joined[~joined.index.duplicated()]
        frame[kind] = joined.district.map(lambda d: None if pd.isna(d) else str(int(d)))
    return frame, list(columns)


def write(name, value):
    text = json.dumps(value, separators=(",", ":"), default=float)
    # Short lists that belong together stay on a line; each area and each question begins one.
    text = re.sub(r'("[a-z0-9-]+":\{"(?:all|[a-z0-9_]+)":\{"all")', r"\n\1", text)
    text = re.sub(r'(\{"question"|"(?:kinds|flows|nearest|answers|demand|supply|found)":)', r"\n\1", text) + "\n"
    (GOLDEN / name).write_text(text)
    print(f"{name}: {len(text)} bytes")


def shorter(value):
    """Four decimals of figures are enough to compare with two."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {k: shorter(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [shorter(v) for v in value]
    return value


def main():
    match sys.argv[1:]:
        case ["shipped"]:
            grounds = [
                ground("zips", zips(), ["zip_areas"], ["county"]),
                ground("made", made(), ["everyone", "in_poverty"], ["county"]),
            ]
            write("shipped.json", {"grounds": shorter(grounds)})
            write("catchments.json", catchment_ground())
        case ["tracts", folder]:
            frame, groups = tracts(Path(folder))
            write("tracts.json", {"grounds": [shorter(ground("tracts", frame, groups, ["county", *DISTRICTS]))]})
        case ["catchments", source, target]:
            given = json.loads(Path(source).read_text())
            Path(target).write_text(json.dumps(catchments(*given)))
        case _:
            sys.exit(__doc__)


main()
