#!/usr/bin/env python3
"""Reads the feeds of a running stillopen with parsers that are not ours.

usage: check.py PROGRAM

Needs the packages of requirements.txt. Starts the program on the data that ships, in
a folder of its own, reads its Atom feeds with feedparser and its calendars with
icalendar, and ends it again.
"""

import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

import feedparser
import icalendar

FAULTS = []


def expect(truth, what):
    if not truth:
        FAULTS.append(what)


def get(base, path):
    with urllib.request.urlopen(base + path, timeout=60) as answer:
        return answer.read(), answer.headers.get_content_type()


def days_in_calendars(closures):
    """The dates that the calendars must hold, counted from the API's own words."""
    kinds = {
        "hearing",
        "comment_deadline",
        "cases_moved",
        "door_closed",
        "cut_in_force",
        "moved",
        "moved_in",
        "reopened",
    }
    steps = [step for case in closures for step in case["steps"]]
    return [
        step["on"]
        for step in steps
        if step["kind"] in kinds and re.fullmatch(r"\d{4}-\d\d-\d\d", step["on"] or "")
    ]


def check_calendar(base, path, wanted=None):
    raw, kind = get(base, path)
    expect(kind == "text/calendar", f"{path}: it is {kind}")
    expect(all(len(line) <= 75 for line in raw.split(b"\r\n")), f"{path}: a line is not folded")
    expect(b"\n" not in raw.replace(b"\r\n", b""), f"{path}: a line ends without CR")
    calendar = icalendar.Calendar.from_ical(raw)
    expect(not calendar.errors, f"{path}: {calendar.errors}")
    zones = [zone["TZID"] for zone in calendar.walk("VTIMEZONE")]
    expect(zones == ["America/Chicago"], f"{path}: zones {zones}")
    zone = calendar.walk("VTIMEZONE")[0].to_tz()
    for year, month, hours in [(2000, 1, -6), (2000, 7, -5), (2026, 3, -6), (2026, 11, -6), (2030, 7, -5)]:
        at = datetime.datetime(year, month, 2, 12, tzinfo=zone)
        expect(at.utcoffset() == datetime.timedelta(hours=hours), f"{path}: {at} is {at.utcoffset()}")
    events = calendar.walk("VEVENT")
    uids = [str(event["UID"]) for event in events]
    expect(len(uids) == len(set(uids)), f"{path}: an identifier is there twice")
    for event in events:
        expect(not event.errors, f"{path}: {event.errors}")
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "URL"):
            expect(name in event, f"{path}: an event lacks {name}")
    if wanted is not None:
        expect(len(events) == wanted, f"{path}: {len(events)} events, {wanted} wanted")
    again, _ = get(base, path)
    expect(again == raw, f"{path}: a second reading differs")
    return events


def check_atom(base, path, least):
    raw, kind = get(base, path)
    expect(kind == "application/atom+xml", f"{path}: it is {kind}")
    feed = feedparser.parse(raw)
    expect(not feed.bozo, f"{path}: {feed.get('bozo_exception')}")
    expect(feed.version == "atom10", f"{path}: it is {feed.version}")
    expect(len(feed.entries) >= least, f"{path}: {len(feed.entries)} entries")
    ids = [entry.id for entry in feed.entries]
    expect(len(ids) == len(set(ids)), f"{path}: an identifier is there twice")
    for name in ("title", "id", "updated", "author"):
        expect(feed.feed.get(name), f"{path}: the feed lacks {name}")
    for entry in feed.entries:
        expect(entry.id.startswith("tag:"), f"{path}: {entry.id} is no tag")
        expect(entry.get("updated_parsed"), f"{path}: {entry.id} has no time")
        expect(entry.get("title") and entry.get("link"), f"{path}: {entry.id} lacks its title or link")
    order = [entry.updated_parsed for entry in feed.entries]
    expect(order == sorted(order, reverse=True), f"{path}: the newest does not come first")
    return feed


def check(base):
    closures = json.loads(get(base, "/api/closures")[0])["closures"]
    expect(len(closures) > 50, f"{len(closures)} cases")
    days = days_in_calendars(closures)
    events = check_calendar(base, "/calendar.ics?from=1900-01-01&to=2100-01-01", len(days))
    starts = sorted(event.decoded("DTSTART") for event in events)
    starts = sorted(s.date() if isinstance(s, datetime.datetime) else s for s in starts)
    expect([s.isoformat() for s in starts] == sorted(days), "the days of the calendar are others")
    check_calendar(base, "/calendar.ics")
    spanish = check_calendar(base, "/calendar.ics?from=1900-01-01&to=2100-01-01&lang=es", len(days))
    uids = lambda all: {str(event["UID"]) for event in all}
    expect(uids(events) == uids(spanish), "the Spanish calendar has other identifiers")
    check_atom(base, "/feeds/closures.atom", 50)
    language = check_atom(base, "/feeds/closures.atom?lang=es", 50).feed.get("language")
    expect(language == "es", f"the Spanish feed says {language}")
    counties, agencies, offices = set(), set(), set()
    for case in closures:
        slug = urllib.parse.quote(case["slug"])
        check_calendar(base, f"/closures/{slug}.ics", len(days_in_calendars([case])))
        feed = check_atom(base, f"/feeds/closures/{slug}.atom", 0)
        wanted = min(len(case["steps"]), 60)
        expect(len(feed.entries) == wanted, f"{slug}: {len(feed.entries)} entries, {wanted} steps")
        for office in case["offices"]:
            if office["role"] == "losing" and office.get("county"):
                counties.add(re.sub("[^a-z]+", "-", office["county"].lower().replace(".", "")))
            if office.get("office"):
                offices.add(office["office"])
        name = re.sub("[^a-z0-9]+", "-", case["agency"].lower()).strip("-")
        if case["agency"].isascii() and "'" not in name and len(name) < 70:
            agencies.add(name)
    for county in sorted(counties):
        check_calendar(base, f"/areas/county/{county}.ics?from=1900-01-01")
        check_atom(base, f"/feeds/areas/county/{county}.atom", 1)
    for office in sorted(offices)[:20]:
        check_calendar(base, f"/offices/{office}.ics")
        check_atom(base, f"/feeds/offices/{office}.atom", 1)
    for agency in sorted(agencies)[:10]:
        check_atom(base, f"/feeds/agencies/{agency}.atom", 1)
    print(f"{len(closures)} cases, {len(days)} dates, {len(counties)} counties: read by two strangers.")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("STILLOPEN_")}
        service = subprocess.Popen(
            [program, "serve", "--listen", "127.0.0.1:0"],
            cwd=folder,
            env=clean,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            line = service.stdout.readline().strip()
            if not line.startswith("listening on "):
                sys.exit(f"the program did not start: {line!r}")
            check(line.removeprefix("listening on "))
        finally:
            service.terminate()
            service.wait(timeout=30)
    for fault in FAULTS[:40]:
        print(fault, file=sys.stderr)
    sys.exit(1 if FAULTS else 0)


if __name__ == "__main__":
    main()
