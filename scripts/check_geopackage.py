#!/usr/bin/env python3
"""Is the database a GeoPackage? Asks GDAL.

    check_geopackage.py PROGRAM     start it in an empty folder, check what it made
    check_geopackage.py FILE.gpkg   check this file

Checks with GDAL's own validator, and that `ogrinfo` lists offices with points
in Illinois. Needs Debian's gdal-bin and python3-gdal.
"""

import re
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from osgeo import ogr
from osgeo_utils.samples import validate_gpkg

# West, south, east, north: Illinois and the offices just over its border.
ILLINOIS = (-92.0, 36.5, -87.0, 43.0)
FEWEST_OFFICES_WITH_POINTS = 300


class Failed(Exception):
    """One sentence: what was found and what was expected."""


def made_by(program, folder):
    """Let the program load its data into a new database; give the file's path."""
    command = [str(program), "serve", "--listen", "127.0.0.1:0"]
    with open(folder / "stderr", "w+", encoding="utf-8") as log:
        server = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True
        )
        try:
            said = next((line for line in server.stdout if "listening on http" in line), None)
        finally:
            server.send_signal(signal.SIGTERM)
            server.stdout.read()
            status = server.wait()
        if said is None:
            log.seek(0)
            raise Failed(f"{' '.join(command)} did not start (status {status}):\n{log.read()}")
    return folder / "var" / "stillopen.gpkg"


def validate(file):
    try:
        validate_gpkg.check(str(file), extra_checks=True)
    except (validate_gpkg.GPKGCheckException, sqlite3.Error, struct.error) as error:
        raise Failed(f"{file.name} breaks the GeoPackage standard: {error}") from error
    print("validate_gpkg: no error")


def list_offices(file):
    """What a person sees with ogrinfo."""
    out = subprocess.run(
        ["ogrinfo", "-ro", "-q", str(file)], check=True, capture_output=True, text=True
    ).stdout
    print(out.strip())
    layer = re.search(r"^\d+: (offices?) .*\(Point\)$", out, re.MULTILINE)
    if not layer:
        raise Failed("ogrinfo lists no layer `office` or `offices` with points")
    return layer[1]


def count_points(file, name):
    west, south, east, north = ILLINOIS
    source = ogr.Open(str(file))  # the layer is gone when nothing holds its source
    layer = source.GetLayer(name)
    total = drawn = 0
    for office in layer:
        total += 1
        point = office.GetGeometryRef()
        if point is None or point.IsEmpty():
            continue
        drawn += 1
        if not (west < point.GetX() < east and south < point.GetY() < north):
            raise Failed(f"feature {office.GetFID()} of {name} is at {point.ExportToWkt()}")
    print(f"{name}: {total} offices, {drawn} with a point")
    if drawn < FEWEST_OFFICES_WITH_POINTS:
        raise Failed(
            f"{drawn} offices have a point; at least {FEWEST_OFFICES_WITH_POINTS} are expected"
        )
    layer.ResetReading()
    layer.SetSpatialFilterRect(-87.95, 41.6, -87.5, 42.05)
    if layer.GetFeatureCount() == 0:
        raise Failed("a window over Chicago holds no office: is the R*Tree filled?")


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    ogr.UseExceptions()
    given = Path(arguments[0]).resolve()
    with tempfile.TemporaryDirectory(prefix="stillopen-gpkg-") as folder:
        try:
            file = given if given.suffix == ".gpkg" else made_by(given, Path(folder))
            validate(file)
            count_points(file, list_offices(file))
        except Failed as failed:
            print(f"check_geopackage: {failed}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
