"""The paper behind a pack: name, place, year, parent, number, date, townships, and whether its text was obtained."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources.abc import Traversable

from weipian.policy.schema import read_toml, why_unreadable
from weipian.terms.errors import PolicyError

FIELDS: dict[str, tuple[type, str]] = {
    "name": (str, "文字"),
    "place": (str, "文字"),
    "place_label": (str, "文字"),
    "level": (str, "文字"),
    "year": (int, "年份"),
    "parent": (str, "上一层政策包名，没有的写空"),
    "number": (str, "文号"),
    "title": (str, "文字"),
    "townships": (list, "列表"),
    "certified": (bool, "true 或 false"),
    "note": (str, "文字"),
    "source": (dict, "表"),
    "in_force": (dict, "表"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """The paper that a pack puts into data; `since`, `until` are what its values take when they give none."""

    name: str
    place: str
    place_label: str
    level: str
    year: int
    parent: str
    number: str
    issued: date | None
    title: str
    townships: tuple[str, ...]
    certified: bool
    obtained: bool
    how: str
    missing: tuple[str, ...]
    note: str
    since: date
    until: date | None


def read_document(folder: Traversable) -> Document:
    """The document of a pack folder. Raises PolicyError naming the field that is wrong."""
    where = f"{folder.name}/document.toml"
    try:
        table = read_toml(folder / "document.toml")
    except FileNotFoundError:
        raise PolicyError("policy_no_document", where=where) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError("policy_bad_toml", where=where, detail=why_unreadable(error)) from None
    _check_fields(table, where)
    return _document(table, where)


def _check_fields(table: dict[str, object], where: str) -> None:
    unknown = sorted(table.keys() - FIELDS.keys() - {"issued"})
    if unknown:
        raise PolicyError("policy_unknown_field", where=where, field="、".join(unknown))
    for name, (kind, wanted) in FIELDS.items():
        if not isinstance(table.get(name), kind):
            raise PolicyError("policy_wrong_type", where=f"{where}「{name}」", wanted=wanted)


def _document(table: dict[str, object], where: str) -> Document:
    source, force = _table(table["source"]), _table(table["in_force"])
    since, until = _day(force.get("from"), f"{where}「from」"), force.get("until")
    year = table["year"]
    assert isinstance(year, int)
    return Document(
        name=str(table["name"]),
        place=str(table["place"]),
        place_label=str(table["place_label"]),
        level=str(table["level"]),
        year=year,
        parent=str(table["parent"]),
        number=str(table["number"]),
        issued=_day(table["issued"], f"{where}「issued」") if table.get("issued") else None,
        title=str(table["title"]),
        townships=_texts(table["townships"]),
        certified=table["certified"] is True,
        obtained=source.get("obtained") is True,
        how=str(source.get("how", "")),
        missing=_texts(source.get("missing", [])),
        note=str(table["note"]),
        since=since,
        until=None if until is None else _day(until, f"{where}「until」"),
    )


def _table(raw: object) -> dict[str, object]:
    return raw if isinstance(raw, dict) else {}


def _texts(raw: object) -> tuple[str, ...]:
    return tuple(map(str, raw)) if isinstance(raw, list) else ()


def _day(raw: object, where: str) -> date:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    raise PolicyError("policy_wrong_type", where=where, wanted="日期（如 2023-01-01，不加引号）")
