"""How figures are written on the leader's pages: as many decimals as the JSON has, the last ones small."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from weipian.terms.area import decimals

PLACES = 4
LARGE = 2
FINEST = 10
"""A measured area is a whole number of 1e-6 m², which is 1.5e-9 亩: ten decimals are exact."""
ROOM = "weipian.programme.report"
PAGES = ("summary.html", "listing.html")


def percent(ratio: Fraction | None) -> Markup:
    """The six decimals of the JSON as a percentage; a dash where nothing counts."""
    return Markup("—") if ratio is None else fine(decimals(ratio * 100, PLACES)) + "%"


def plain_percent(ratio: Fraction) -> str:
    """A ratio of the law: no more decimals than it has."""
    return f"{float(ratio * 100):g}%"


def mu(area: Fraction) -> Markup:
    """亩 with the four decimals of the JSON."""
    return fine(decimals(area, PLACES))


def fine(text: str) -> Markup:
    """The first two decimals as usual, what follows small: one number still."""
    whole, _, part = text.partition(".")
    return Markup(f"{whole}.{part[:LARGE]}<small>{part[LARGE:]}</small>")  # noqa: S704  digits alone


def exact(area: Fraction | None) -> Markup:
    """亩 to its last decimal, so that the rows add up to the very sum; nothing where it is not in it."""
    if area is None:
        return Markup("")
    text = decimals(area, FINEST)
    kept = text.rstrip("0")
    whole = text.index(".") + 1
    return fine(text[: max(len(kept), whole + PLACES)])


def day(value: date) -> str:
    return f"{value.month}月{value.day}日"


@cache
def template(name: str) -> Template:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=DictLoader({each: text_of(each) for each in PAGES}),
    )
    environment.filters.update(percent=percent, line_percent=plain_percent, mu=mu, exact=exact, day=day)
    return environment.get_template(name)


def text_of(name: str) -> str:
    """A page's template, or the style of all of them."""
    return files(ROOM).joinpath(name).read_text(encoding="utf-8")
