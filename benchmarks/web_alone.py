"""One visitor, nobody else there: how long each of the quick things takes, and how much the first page weighs."""

from __future__ import annotations

import gzip
import json
import re
import statistics
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.cookiejar import CookieJar
from math import asinh, pi, radians, tan
from types import MappingProxyType

from benchmarks.web_county import number_of
from benchmarks.web_people import COUNTING, EVERYBODY, FLOOR, SEEN

NOTHING: Mapping[str, str] = MappingProxyType({})
NEXT, COLD, WARM = "next record in review", "a tile, cold", "a tile, warm"

TIMES = 30
BROUGHT = re.compile(r'(?:src|href)="(/static/[^"]+)"')
THE_MAPS = "maplibre"
PATIENCE = 3600
"""Seconds that a county is counted for at most."""
ZOOM = 14


@dataclass(frozen=True, slots=True)
class Alone:
    """Milliseconds: the first time, then the median and the slowest twentieth of so many."""

    what: str
    first: float
    median: float
    p95: float


class Visitor:
    """A person with cookies."""

    def __init__(self, address: str, who: str) -> None:
        self.address, self.who = address, who
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', self.get("/login"))
        given = {"as": who, "csrfmiddlewaretoken": token[1].decode() if token else ""}
        self.opener.open(f"{address}/login", urllib.parse.urlencode(given).encode()).read()

    def get(self, path: str, headers: Mapping[str, str] = NOTHING) -> bytes:
        """Raises HTTPError."""
        asked = urllib.request.Request(self.address + path, headers=dict(headers))  # noqa: S310
        with self.opener.open(asked) as answer:
            return bytes(answer.read())

    def counted(self, path: str) -> float:
        """Seconds until a page that counts the whole county is there."""
        begun = time.monotonic()
        while COUNTING in (told := self.get(path).decode()) or '"counting"' in told:
            if time.monotonic() - begun > PATIENCE:
                raise TimeoutError(path)
            time.sleep(1)
        return time.monotonic() - begun


def counted(address: str, people: Sequence[tuple[str, str, str]]) -> float:
    """Everybody's pages, once each: seconds until the county has been counted for all of them. `people`: the account,
    whose pages in SEEN it opens, the township."""
    begun = time.monotonic()
    firsts = list({one[1:]: one for one in reversed(people)}.values())
    every = [(Visitor(address, who), SEEN[kind]) for who, kind, _ in firsts]
    for visitor, pages in every:
        for path in (*EVERYBODY, *pages):
            visitor.get(path)  # asked for, not waited for: whoever is alike waits for the same
    every += [(Visitor(address, who), SEEN[kind]) for who, kind, town in people if (who, kind, town) not in firsts]
    for visitor, pages in every:
        for path in (*EVERYBODY, *pages):
            _told(visitor, path)
    return time.monotonic() - begun


def _told(visitor: Visitor, path: str) -> None:
    seconds = visitor.counted(path)
    if seconds > 1:
        sys.stderr.write(f"{visitor.who} {path}: {seconds:.0f} s\n")


def tiles_of(visitor: Visitor) -> list[str]:
    """Tiles of the survey, side by side."""
    layers = json.loads(visitor.get("/map/layers.json"))["layers"]
    layer = next(one for one in layers if one["kind"] == "land_use")
    west, south, east, north = layer["box"]
    n = 1 << ZOOM
    columns = range(int((west + 180) / 360 * n) + 1, int((east + 180) / 360 * n))
    rows = range(_row(north, n) + 1, _row(south, n))
    return [f"/map/tiles/{layer['id']}/{ZOOM}/{x}/{y}" for x in columns for y in rows]


def _row(latitude: float, n: int) -> int:
    return int((1 - asinh(tan(radians(latitude))) / pi) / 2 * n)


def review_of(visitor: Visitor) -> tuple[str, list[str]]:
    """The review that is under way, and its agenda."""
    found = re.search(r"/review/(\d+)", visitor.get("/review/").decode())
    if found is None:
        raise LookupError("no review")
    agenda = re.findall(r"\?at=(P\d+)", visitor.get(f"/review/{found[1]}/hear").decode())
    return found[1], list(dict.fromkeys(agenda))


def alone(visitor: Visitor, review: str, agenda: Sequence[str], tiles: Sequence[str]) -> list[Alone]:
    """`tiles`: of which nobody has asked for one yet."""
    number = number_of(14)
    pages = (*EVERYBODY, "/patches/", f"/patches/{number}", f"/plots/{number}", *SEEN["clerk"], FLOOR)
    items = [f"/review/{review}/hear?at={one}" for one in agenda]
    return [
        *(_timed(visitor, path, [path] * TIMES) for path in pages),
        _timed(visitor, NEXT, items[-TIMES:], {"HX-Request": "true"}),
        _timed(visitor, COLD, tiles[:TIMES]),
        _timed(visitor, WARM, tiles[:TIMES]),
    ]


def _timed(visitor: Visitor, what: str, paths: Sequence[str], headers: Mapping[str, str] = NOTHING) -> Alone:
    took = []
    for path in paths:
        begun = time.perf_counter()
        visitor.get(path, headers)
        took.append((time.perf_counter() - begun) * 1000)
    return Alone(what, took[0], statistics.median(took), sorted(took)[int(len(took) * 0.95)])


def first_page(visitor: Visitor) -> int:
    """Bytes, compressed, of the page after the log-in with its scripts and styles, but the map's own."""
    page = visitor.get("/")
    paths = {path for path in BROUGHT.findall(page.decode()) if THE_MAPS not in path}
    return sum(len(gzip.compress(one)) for one in (page, *map(visitor.get, sorted(paths))))
