"""Run in a process of its own: a small county with something on every stage, served until it is ended."""

from __future__ import annotations

import json
import socket
import sys
from datetime import date
from pathlib import Path
from typing import Any

from journeys.county import made

DAY = date(2023, 10, 9)


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
    link = made(folder / "county")
    from weipian.cli.dialogs import Dialogs
    from weipian.web.application import application
    from weipian.web.serving import serve

    pages = application(folder / "county", Dialogs(), shown_off=True, day=DAY)
    port = free_port()
    half = folder / "told.half"
    half.write_text(json.dumps({**told(port), "link": link}), encoding="utf-8")
    half.rename(folder / "told.json")
    serve(pages, "127.0.0.1", port)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
