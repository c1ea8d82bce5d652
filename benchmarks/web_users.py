"""What people do under load, for locust: each what their office does, nine times of ten to read, the tenth to write."""

from __future__ import annotations

import itertools
import os
import random
import re

from locust import FastHttpUser, between, constant, task

from benchmarks.web_county import CLERKS, number_of
from benchmarks.web_people import COUNTING, FLOOR, READ, SEEN, WRITE, people_of

PATCHES = int(os.environ["WEIPIAN_WEB_PATCHES"])
TOWNS = os.environ["WEIPIAN_WEB_TOWNS"].split(",")
THINK = float(os.environ["WEIPIAN_WEB_THINK"])
TILES = os.environ["WEIPIAN_WEB_TILES"].split(",")
REVIEW = os.environ["WEIPIAN_WEB_REVIEW"]
AGENDA = os.environ["WEIPIAN_WEB_AGENDA"].split(",")
PEOPLE = people_of(TOWNS, CLERKS)
_next, _decided, _given = itertools.count(), itertools.count(), itertools.count()
STATES = ("", "", "proposed", "determined")
INSIDE = {"HX-Request": "true"}


class Person(FastHttpUser):
    """One of the county's people, from the log-in on."""

    wait_time = between(THINK / 2, THINK * 3 / 2)
    weight = 1

    def on_start(self) -> None:
        self.who, self.kind, self.town = PEOPLE[next(_next) % len(PEOPLE)]
        token = self._token(self.client.get("/login", name="log-in"))
        inside = self.client.post("/login", {"as": self.who, "csrfmiddlewaretoken": token}, name="log-in")
        self.token = self._token(inside)

    def _token(self, answer: object) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', getattr(answer, "text", "") or "")
        return found[1] if found else ""

    def _number(self) -> str:
        """A patch that this person sees."""
        at = random.randrange(PATCHES // len(TOWNS)) * len(TOWNS)  # noqa: S311
        return number_of(at + (TOWNS.index(self.town) if self.town else 0) or len(TOWNS))

    def _read(self, path: str, name: str = "") -> None:
        """What is only being counted yet is no answer."""
        with self.client.get(path, name=f"{READ} {name or path}", catch_response=True) as answer:
            if COUNTING in (answer.text or ""):
                answer.failure("still counting")

    @task(30)
    def patches(self) -> None:
        state, page = random.choice(STATES), random.choice((1, 1, 1, 2, 3))  # noqa: S311
        self._read(f"/patches/?state={state}&page={page}", "/patches/")

    @task(15)
    def today(self) -> None:
        self._read("/")

    @task(22)
    def one(self) -> None:
        kind = random.choice(("patches", "plots"))  # noqa: S311
        self._read(f"/{kind}/{self._number()}", f"/{kind}/…")

    @task(15)
    def list_of_office(self) -> None:
        """Lists and sums, as the office has them in its tree."""
        self._read(random.choice(SEEN[self.kind]))  # noqa: S311

    @task(8)
    def map(self) -> None:
        """The page, its plots, four tiles."""
        self._read("/map/")
        self._read("/map/plots.json")
        for tile in random.sample(TILES, 4):
            self._read(tile, "/map/tiles/…")

    @task(10)
    def write(self) -> None:
        """Written and on the disk when it is answered."""
        if self.who in ("leader", "reviewer"):
            self.today()
            return
        acts = (self._mark, self._inspect) if self.town else (self._mark, self._inspect, self._assign, self._decide)
        random.choice(acts)()  # noqa: S311

    def _mark(self) -> None:
        self._write("/do/inspect/mark", plots=self._number(), named="敏感", why="群众来信")

    def _inspect(self) -> None:
        self._write("/do/inspect/record", plots=self._number(), who="核查甲、核查乙", told="现场有一处水泥地坪")

    def _assign(self) -> None:
        """Of those that nobody has determined, the last first: the review decides the first ones."""
        at = PATCHES - 4 - next(_given) * 5 * len(TOWNS) % (PATCHES - 5)
        town = TOWNS[at % len(TOWNS)]
        self._write("/do/inspect/assign", patches=number_of(at), holder=town, due="2023-10-20")

    def _decide(self) -> None:
        """As the secretary does: the next one is looked at, then decided."""
        number = AGENDA[next(_decided) % len(AGENDA)]
        self._read(f"/review/{REVIEW}/hear?at={number}", "/review/…/hear")
        self._write(
            f"/review/{REVIEW}/record", "/review/…/record", "撤销", plot=number, say="undetermined", because="待核"
        )

    def _write(self, path: str, name: str = "", done: str = "已办", **given: str) -> None:
        sent = {**given, "csrfmiddlewaretoken": self.token}
        with self.client.post(
            path, sent, headers=INSIDE, name=f"{WRITE} {name or path}", catch_response=True
        ) as answer:  # fmt: skip
            if done not in (answer.text or ""):
                answer.failure(re.sub(r"\s+|<[^>]+>", " ", answer.text or "nothing")[:120])


class Floor(FastHttpUser):
    """A view of bare Django in the same server, meanwhile."""

    wait_time = constant(1)
    fixed_count = 2

    @task
    def bare(self) -> None:
        self.client.get(FLOOR, name="floor")
