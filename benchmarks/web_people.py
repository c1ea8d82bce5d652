"""Who looks at what: the pages of each office's tree that a day's work opens."""

from __future__ import annotations

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
