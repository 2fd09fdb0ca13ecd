#!/usr/bin/env python3
"""What the benchmark runs against: the same figures with scikit-learn, pandas and PySAL.

    race.py figures FOLDER ROUNDS      nearest and second nearest, before and after, and every figure of every area
    race.py catchments FOLDER ROUNDS   2SFCA, E2SFCA, 3SFCA and RAAM on a matrix

Prints one line of JSON: the seconds of each round, without reading and imports, and figures to compare. Distances are
haversine here, which is cheaper than the program's geodesics.
"""

import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
RADIUS_MILES = 6_371_008.8 / 1_609.344
LINES = [1, 2, 5, 10, 20, 40]
DESERT = 20


def nearest(points, offices):
    from sklearn.neighbors import BallTree

    angles, found = BallTree(offices, metric="haversine").query(points, k=2)
    return angles * RADIUS_MILES, found


def quantiles(frame, key, value, weight):
    """Weighted median and 90th percentile of each area, interpolated between the middles."""
    part = frame[[key, value, weight]]
    part = part[part[weight] > 0].sort_values([key, value])
    total = part.groupby(key)[weight].transform("sum")
    middle = part.groupby(key)[weight].cumsum() - part[weight] / 2
    at = (middle / total).to_numpy()
    keys, values = part[key].to_numpy(), part[value].to_numpy()
    ends = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    result = {}
    for one, rows in zip(keys[ends], np.split(np.arange(len(keys)), ends[1:])):
        result[one] = np.interp([0.5, 0.9], at[rows], values[rows])
    return result


def area_figures(frame, key, groups):
    figures = {}
    moved = frame[frame.moved]
    for group in groups:
        margin = group + "_moe"
        squares = frame[margin] ** 2
        by = lambda mask: (
            frame[group].where(mask, 0).groupby(frame[key]).sum(),
            np.sqrt(squares.where(mask, 0).groupby(frame[key]).sum()),
        )
        out = {"all": by(frame[group] >= 0), "moved": by(frame.moved)}
        for when in ("before", "after"):
            ways = frame[when]
            for line in LINES:
                out[f"{when}_{line}"] = by(ways > line)
            out[when + "_one"] = by((ways <= DESERT) & (frame[when + "_second"] > DESERT))
            mean = (ways * frame[group]).groupby(frame[key]).sum() / out["all"][0]
            out[when + "_way"] = mean, quantiles(frame, key, when, group)
        total = (moved.added * moved[group]).groupby(moved[key]).sum()
        out["added"] = total, total / moved[group].groupby(moved[key]).sum(), quantiles(moved, key, "added", group)
        figures[group] = out
    return figures


def figures(folder):
    frame = pd.read_csv(folder / "points.csv")
    offices = pd.read_csv(folder / "offices.csv")
    kinds = [c for c in frame.columns if c.startswith("kind_")]
    groups = [c for c in frame.columns if c.startswith("group_") and not c.endswith("_moe")]
    points = np.radians(frame[["lat", "lon"]].to_numpy())
    places = np.radians(offices[["lat", "lon"]].to_numpy())
    stays = np.flatnonzero(offices.closed.to_numpy() == 0)

    def once():
        (was, was_office), (now, now_office) = nearest(points, places), nearest(points, places[stays])
        table = frame.copy()
        table["before"], table["before_second"] = was[:, 0], was[:, 1]
        table["after"], table["after_second"] = now[:, 0], now[:, 1]
        table["moved"] = was_office[:, 0] != stays[now_office[:, 0]]
        table["added"] = table.after - table.before
        table["state"] = 0
        answers = {key: area_figures(table, key, groups) for key in ["state", *kinds]}
        first = answers["state"][groups[0]]
        return {
            "moved": int(first["moved"][0].iloc[0]),
            "total": float(first["added"][0].iloc[0]),
            "median": float(first["added"][2][0][0]),
        }

    return once


def catchments(folder):
    from access import Access

    cost = pd.read_csv(folder / "costs.csv")
    demand, supply = pd.read_csv(folder / "demand.csv"), pd.read_csv(folder / "supply.csv")
    names = {"neighbor_cost_origin": "origin", "neighbor_cost_dest": "dest", "neighbor_cost_name": "cost"}

    def once():
        a = Access(
            demand_df=demand, demand_index="geoid", demand_value="demand",
            supply_df=supply, supply_index="geoid", supply_value="supply",
            cost_df=cost, cost_origin="origin", cost_dest="dest", cost_name="cost",
            neighbor_cost_df=cost, **names,
        )
        a.two_stage_fca(name="two", max_cost=30)
        a.enhanced_two_stage_fca(name="enhanced", max_cost=30)
        a.three_stage_fca(name="three", max_cost=60)
        a.raam(name="raam", tau=60)
        found = a.access_df.reindex(range(len(demand)))
        values = {name: found[name + "_supply"] for name in ("two", "enhanced", "three", "raam")}
        return {name: [None if np.isnan(v) else v for v in column] for name, column in values.items()}

    return once


def main():
    what, folder, rounds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    once = {"figures": figures, "catchments": catchments}[what](folder)
    seconds, found = [], None
    for _ in range(rounds):
        began = time.perf_counter()
        found = once()
        seconds.append(time.perf_counter() - began)
    print(json.dumps({"seconds": seconds, "found": found}))


main()
