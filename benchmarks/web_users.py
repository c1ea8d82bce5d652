"""What people do under load, for locust: lists, a page, today, a mark now and then; some look at the floor alone."""

from __future__ import annotations

import itertools
import os
import random
import re

from locust import FastHttpUser, between, constant, task

from benchmarks.web_county import CLERKS, number_of
from benchmarks.web_server import FLOOR

PATCHES = int(os.environ["WEIPIAN_WEB_PATCHES"])
TOWNS = os.environ["WEIPIAN_WEB_TOWNS"].split(",")
THINK = float(os.environ["WEIPIAN_WEB_THINK"])
PAGES = os.environ["WEIPIAN_WEB_PAGES"].split(",")
"""Other pages that are there, by address; `{number}` is a patch's."""
PEOPLE = [
    *(("leader", ""), ("reviewer", "")),
    *((f"clerk{at}", "") for at in range(CLERKS)),
    *((f"town{at}-{one}", town) for one in range(CLERKS) for at, town in enumerate(TOWNS)),
]
_next = itertools.count()
WRITE, READ = "write", "read"
STATES = ("", "proposed", "determined")


class Person(FastHttpUser):
    """One of the county's people, from the log-in on."""

    wait_time = between(THINK / 2, THINK * 3 / 2)
    weight = 1

    def on_start(self) -> None:
        self.who, self.town = PEOPLE[next(_next) % len(PEOPLE)]
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

    @task(40)
    def patches(self) -> None:
        state, page = random.choice(STATES), random.choice((1, 1, 1, 2, 3))  # noqa: S311
        self.client.get(f"/patches/?state={state}&page={page}", name=f"{READ} /patches/")

    @task(20)
    def today(self) -> None:
        self.client.get("/", name=f"{READ} /")

    @task(30)
    def another(self) -> None:
        page = random.choice(PAGES)  # noqa: S311
        self.client.get(page.format(number=self._number()), name=f"{READ} {page}")

    @task(10)
    def mark(self) -> None:
        """Written and on the disk when it is answered."""
        if self.who == "leader":
            return
        given = {"plots": self._number(), "named": "敏感", "why": "群众来信", "csrfmiddlewaretoken": self.token}
        with self.client.post(
            "/do/inspect/mark", given, headers={"HX-Request": "true"}, name=f"{WRITE} /do/inspect/mark",
            catch_response=True,
        ) as answer:  # fmt: skip
            if "已办" not in (answer.text or ""):
                answer.failure("not done")


class Floor(FastHttpUser):
    """A view of bare Django in the same server, meanwhile."""

    wait_time = constant(1)
    fixed_count = 2

    @task
    def bare(self) -> None:
        self.client.get(FLOOR, name="floor")
