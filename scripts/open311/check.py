#!/usr/bin/env python3
"""Posts to a running stillopen and reads from it with Open311 clients that are not ours.

usage: check.py PROGRAM

Needs the packages of requirements.txt. Starts the program on the data that ships, in a folder of its own, makes a
key, posts with `three`, publishes by hand at the desk as a moderator does, reads with `georeport` in JSON and XML and
with `three`, and ends it again. Every answer is held against the JSON schemas of GeoReport v2, which are not part of
this repository: they are looked for in STILLOPEN_OPEN311_SCHEMAS and in ../shared/standards/open311.
"""

import http.cookiejar
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import xml.etree.ElementTree

import georeport
import jsonschema

# three 0.8.0 was written for Python 2 and takes one name from there; the rest of it runs as it is.
itertools.ifilter = filter

import three  # noqa: E402

FAULTS = []
OFFICE = "idhs-fcrc-jackson"


def expect(truth, what):
    if not truth:
        FAULTS.append(what)


def schemas():
    """The schemas by their file names; none where they are not at hand."""
    root = pathlib.Path(__file__).resolve().parents[2]
    places = [os.environ.get("STILLOPEN_OPEN311_SCHEMAS"), root / "../shared/standards/open311"]
    for place in places:
        if place and (pathlib.Path(place) / "request.json").exists():
            files = pathlib.Path(place).glob("*.json")
            return {file.name: json.loads(file.read_text()) for file in files}
    return {}


SCHEMAS = schemas()


def kinds(schema):
    """The types that a schema allows, in any of its branches."""
    return {schema.get("type")} | {branch.get("type") for branch in schema.get("anyOf", [])}


def read(element, schema):
    """An element of XML as the value that the schema has in its place."""
    if "properties" in schema:
        fields = {child.tag: read(child, schema["properties"].get(child.tag, {})) for child in element}
        return fields
    if "array" in kinds(schema):
        return [read(child, schema.get("items", {})) for child in element]
    text = element.text or ""
    if not text and "null" in kinds(schema):
        return None
    if "boolean" in kinds(schema):
        return {"true": True, "false": False}.get(text, text)
    if {"number", "integer"} & kinds(schema):
        return float(text)
    return text


def hold(base, path, name, is_list):
    """Reads an address in both forms and holds both against a schema; gives the JSON."""
    answers = {}
    for form in ("json", "xml"):
        with urllib.request.urlopen(f"{base}{path}.{form}", timeout=60) as answer:
            raw = answer.read()
            kind = answer.headers["Content-Type"]
        expect("charset=utf-8" in kind and form in kind, f"{path}.{form}: it is {kind}")
        answers[form] = raw
    found = json.loads(answers["json"])
    if name in SCHEMAS:
        schema = SCHEMAS[name]
        if is_list:
            schema = {"type": "array", "items": schema}
        root = xml.etree.ElementTree.fromstring(answers["xml"])
        checker = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
        for form, value in (("json", found), ("xml", read(root, schema))):
            for fault in itertools.islice(checker.iter_errors(value), 3):
                FAULTS.append(f"{path}.{form}: {fault.json_path}: {fault.message}")
    return found


class Desk:
    """A moderator with a browser."""

    def __init__(self, base, link):
        self.base = base
        self.browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )
        token = urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)["token"][0]
        self.post("/sign-in/link", {"token": token})

    def get(self, path):
        with self.browser.open(self.base + path, timeout=60) as page:
            return page.read().decode()

    def post(self, path, fields):
        body = urllib.parse.urlencode(fields).encode()
        with self.browser.open(self.base + path, body, timeout=60) as page:
            return page.read().decode()

    def decide(self, report, to):
        page = self.get(f"/desk/reports/{report}")
        seen = re.search(r'name="seen"[^>]*value="([^"]*)"', page)
        if not seen:
            sys.exit(f"the desk does not show report {report}")
        self.post(f"/desk/reports/{report}/decide", {"seen": seen[1], "to": to})


def check(base, key, link):
    place = base + "/open311/v2"
    services = hold(place, "/services", "service.json", True)
    expect(len(services) == 14, f"{len(services)} services")
    for service in services:
        hold(place, f"/services/{service['service_code']}", "service-definition.json", False)

    writer = three.Three(place, api_key=key)
    expect(writer.discovery()["endpoints"][0]["type"] == "production", "three: no discovery")
    expect(writer.services() == services, "three: other services")
    told = {
        "address_id": OFFICE,
        "description": "Four hours, no chair. My number is 312-555-0143.",
        "name": "Rosa Quetzal",
        "phone": "312-555-0199",
        "device_id": "device-4711",
        "attribute[wait_minutes]": 240,
        "attribute[consent_words]": "yes",
    }
    answer = writer.post("long_wait", **told)
    expect(writer.post_response.status_code == 200, f"three: the post was refused: {answer}")
    number = answer[0]["service_request_id"]
    expect(writer.token(answer[0]["token"])[0]["service_request_id"] == number, "three: other token")
    other = writer.post("not_accessible", **{**told, "attribute[wait_minutes]": ""})
    expect("attribute" in other[0].get("description", ""), f"three: not refused: {other}")
    refused = three.Three(place, api_key="none").post("long_wait", **told)
    expect(refused[0].get("code") == 403, f"three: posted without a key: {refused}")
    expect(writer.requests() == [], "something is public before a person has read it")

    desk = Desk(base, link)
    desk.decide(number, "publish")
    expect(len(writer.requests()) == 1, "the published report cannot be read")
    listed = hold(place, "/requests", "request.json", True)
    single = hold(place, f"/requests/{number}", "request.json", True)
    expect(listed == single, "the list and the single request differ")
    shown = json.dumps(listed, ensure_ascii=False)
    for kept in ("0143", "Quetzal", "0199", "4711", "240"):
        expect(kept not in shown, f"the answer holds {kept}")
    expect(writer.request(number) == single, "three: another request")

    for form in ("json", "xml"):
        reader = georeport.GeoReport(place, jurisdiction="stillopen", output_format=form)
        codes = [service["service_code"] for service in reader.get_service_list()]
        expect(codes == [service["service_code"] for service in services], f"georeport {form}: services")
        definition = reader.get_service_definition("long_wait")
        expect(definition["service_code"] == "long_wait", f"georeport {form}: definition")
        found = reader.get_service_request(number)
        expect(found["service_request_id"] == number, f"georeport {form}: request {found}")
        expect(found["description"] == single[0]["description"], f"georeport {form}: words")
        found = reader.get_service_requests(service_code="long_wait", status="open")
        # With one request the reader of XML gives the request and not a list.
        found = found if isinstance(found, list) else [found]
        expect([r["service_request_id"] for r in found] == [number], f"georeport {form}: {found}")

    desk.decide(number, "fixed")
    closed = writer.request(number)[0]["status"]
    expect(closed == "closed", f"put right and still {closed}")
    hold(place, "/requests", "request.json", True)
    held = "held against the schemas" if SCHEMAS else "NOT held against the schemas, which are not at hand"
    print(f"{len(services)} services, a post and its way to closed: read by two strangers, {held}.")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("STILLOPEN_")}

        def run(*arguments):
            return subprocess.run(
                [program, *arguments], cwd=folder, env=clean, check=True, capture_output=True, text=True
            ).stdout.strip().splitlines()[-1]

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
            key = run("apikey", "add", "three")
            link = run("user", "add", "moderator@example.org", "--role", "moderator")
            check(line.removeprefix("listening on "), key, link)
        finally:
            service.terminate()
            service.wait(timeout=30)
    for fault in FAULTS[:40]:
        print(fault, file=sys.stderr)
    sys.exit(1 if FAULTS else 0)


if __name__ == "__main__":
    main()
