"""Who looks at what: the pages of each office's tree that a day's work opens."""

from __future__ import annotations

from collections.abc import Sequence

READ, WRITE, FLOOR = "read", "write", "/floor/"
COUNTING = "正在统计"
"""What a page says that has never been counted yet."""
TOWN = ("/inspect/", "/returns/", "/right/", "/cases/", "/map/", "/ratio/", "/wall/")
SEEN: dict[str, tuple[str, ...]] = {
    "clerk": (
        "/inspect/",
        "/inspect/gates/",
        "/returns/",
        "/right/",
        "/cases/",
        "/ratio/",
        "/rank/",
        "/wall/",
        "/review/",
    ),
    "reviewer": ("/review/", "/returns/", "/ratio/", "/inspect/"),
    "leader": ("/leader/", "/wall/", "/ratio/", "/rank/", "/review/"),
    "town": TOWN,
}
EVERYBODY = ("/", "/map/", "/map/plots.json")


def people_of(towns: Sequence[str], clerks: int) -> list[tuple[str, str, str]]:
    """(account, whose pages it opens, township) of the county: one of each kind first."""
    leading = [("leader", "leader", ""), ("reviewer", "reviewer", "")]
    county = [(f"clerk{at}", "clerk", "") for at in range(clerks)]
    return [
        *leading,
        *county,
        *((f"town{at}-{one}", "town", town) for one in range(clerks) for at, town in enumerate(towns)),
    ]
