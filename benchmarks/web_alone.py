"""One visitor, nobody else there: how long each of the quick things takes, and how much the first page weighs."""

from __future__ import annotations

import gzip
import re
import statistics
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar

from benchmarks.web_county import number_of
from benchmarks.web_server import FLOOR

TIMES = 30
TREE = re.compile(r'<nav class="tree".*?</nav>', re.S)
LINK = re.compile(r'href="(/[^"?]*)"')
BROUGHT = re.compile(r'(?:src|href)="(/static/[^"]+)"')
THE_MAPS = "maplibre"
OF_A_PATCH = ("/patches/{number}",)
QUICK = {"next record in review": "/review/1/hear", "a tile": "/map/tiles/1/14/13215/6970"}
"""What has a mark of its own, by name; left out where the county has no review or no layer."""


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
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', self.get("/login"))
        given = {"as": who, "csrfmiddlewaretoken": token[1].decode() if token else ""}
        self.opener.open(f"{address}/login", urllib.parse.urlencode(given).encode()).read()

    def get(self, path: str) -> bytes:
        """Raises HTTPError."""
        with self.opener.open(self.address + path) as answer:
            return bytes(answer.read())

    def opens(self, path: str) -> bool:
        try:
            self.get(path)
        except urllib.error.HTTPError:
            return False
        return True

    def tree(self) -> list[str]:
        found = TREE.search(self.get("/").decode())
        return LINK.findall(found[0]) if found else []


def pages_there(address: str) -> list[str]:
    """Of the tree, what everybody may open; a patch's own page."""
    people = [Visitor(address, who) for who in ("clerk0", "town0-0", "leader", "reviewer")]
    own = [set(one.tree()) for one in people]
    every = sorted(set.intersection(*own) - {"/", "/patches/"})
    return [*every, *(path for path in OF_A_PATCH if people[0].opens(path.format(number=number_of(7))))]


def alone(visitor: Visitor, pages: list[str]) -> list[Alone]:
    quick = {name: path for name, path in QUICK.items() if visitor.opens(path)}
    plain = {path: path.format(number=number_of(14)) for path in ("/", "/patches/", *pages, FLOOR)}
    return [_timed(visitor, name, path) for name, path in {**plain, **quick}.items()]


def _timed(visitor: Visitor, what: str, path: str) -> Alone:
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        visitor.get(path)
        took.append((time.perf_counter() - begun) * 1000)
    return Alone(what, took[0], statistics.median(took), sorted(took)[int(TIMES * 0.95)])


def first_page(visitor: Visitor) -> int:
    """Bytes, compressed, of the page after the log-in with its scripts and styles, but the map's own."""
    page = visitor.get("/")
    paths = {path for path in BROUGHT.findall(page.decode()) if THE_MAPS not in path}
    return sum(len(gzip.compress(one)) for one in (page, *map(visitor.get, sorted(paths))))
