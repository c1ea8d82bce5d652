"""Run in a process of its own: a small county with something on every stage, served until it is ended."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from made_books import TOWNSHIPS, Given
from made_cases import PLACES, Enforcing
from made_handover import hand
from made_people import add_person, administrator_of
from weipian.terms.acting import Act, Role

DAY = date(2023, 10, 9)
MORE = 60
"""Patches, so that the list has a second page."""


class Served(Enforcing):
    """What is mined is determined in its own words; here it is left open."""

    def determined(self, words: Mapping[str, str]) -> None:
        super().determined({number: word for number, word in words.items() if number != "M1"})


def made(folder: Path) -> None:
    """People of every role; a case, a handover, patches to be inspected."""
    county = Served(folder, (*PLACES, *(Given(f"L{at:02}", TOWNSHIPS[at % 2]) for at in range(MORE))))
    for role, name in ((Role.LEADING_GROUP, "group"), (Role.TECHNICIAN, "technician"), (Role.DISCIPLINE, "discipline")):
        add_person(folder, name, role)
    county.open("案〔2023〕1号", "P1")
    hand(county.clerk, ["P3"], "农业农村")


def first_link(folder: Path) -> str:
    """The administrator has not come in yet."""
    desk = administrator_of(folder)
    from weipian.store.acting import acting
    from weipian.store.links import new_link
    from weipian.store.making import hashed
    from weipian.store.models import Account

    with acting(desk, Act.ACCOUNT_CHANGED, "account:administrator") as act:
        act.change(Account, desk.actor.account, link=hashed(link := new_link()))
    return link


def told(port: int) -> dict[str, Any]:
    """What the tests cannot ask without a database: the pages, and by each whom it lets in."""
    from weipian.store.queries.people import accounts
    from weipian.web.frame.here import here
    from weipian.web.urls import TABLE

    people = [one.person for one in accounts()]
    pages = [
        {"path": f"/{one.path}", "label": one.label,
         "people": [person.name for person in people if one.lets_in(here().policy, person)]}
        for one in TABLE
        if one.label and "<" not in one.path
    ]  # fmt: skip
    return {"port": port, "pages": pages}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def main(folder: Path) -> None:
    made(folder / "county")
    link = first_link(folder / "county")
    from weipian.cli.dialogs import Dialogs
    from weipian.web.serving import application, serve

    pages = application(folder / "county", Dialogs(), shown_off=True, day=DAY)
    port = free_port()
    half = folder / "told.half"
    half.write_text(json.dumps({**told(port), "link": link}), encoding="utf-8")
    half.rename(folder / "told.json")
    serve(pages, "127.0.0.1", port)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
