"""One pack: its document and its dated values, read from a folder of TOML and checked one by one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.resources.abc import Traversable

from weipian.policy.documents import Document, read_document
from weipian.policy.kinds import content_error
from weipian.policy.schema import ANY_UNIT, Family, Schema, read_toml, why_unreadable
from weipian.policy.values import Override, Value, freeze
from weipian.terms.errors import PolicyError
from weipian.terms.words import Sure

FIELDS = frozenset({"value", "unit", "clause", "document", "gist", "sure", "from", "until", "note", "overrides"})
REQUIRED = {
    "value": "policy_without_value",
    "unit": "policy_without_unit",
    "clause": "policy_without_clause",
    "gist": "policy_without_gist",
    "sure": "policy_without_sure",
}
NOT_LAW = ("document.toml", "examples")


@dataclass(slots=True)
class Pack:
    """What one folder holds; `problems` are kept so that a check can show all of them at once."""

    document: Document
    values: list[Value] = field(default_factory=list)
    problems: list[PolicyError] = field(default_factory=list)


def read_pack(folder: Traversable, schema: Schema) -> Pack:
    """All values of a pack folder, with what is wrong with them."""
    pack = Pack(read_document(folder))
    for entry in law_files(folder):
        where = f"{folder.name}/{entry.name}"
        try:
            tables = read_toml(entry)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            pack.problems.append(PolicyError("policy_bad_toml", where=where, detail=why_unreadable(error)))
            continue
        for key, table in leaves(tables):
            _take(pack, schema, key, table, f"{where}「{key}」")
    return pack


def law_files(folder: Traversable) -> list[Traversable]:
    """The thematic files: every TOML but the document and the worked cases."""
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return [entry for entry in entries if entry.name.endswith(".toml") and not entry.name.startswith(NOT_LAW)]


def leaves(table: dict[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Dotted keys with what stands under them; a list of tables is one key with several dated values."""
    for name, entry in table.items():
        key = f"{prefix}{name}"
        if isinstance(entry, dict) and _is_branch(entry):
            yield from leaves(entry, f"{key}.")
        elif isinstance(entry, list) and entry and all(isinstance(one, dict) for one in entry):
            yield from ((key, one) for one in entry)
        else:
            yield key, entry


def _is_branch(table: dict[str, object]) -> bool:
    """A branch holds only further tables, none of them a value's own field."""
    return bool(table) and not (table.keys() & FIELDS) and not any(_is_plain(one) for one in table.values())


def _is_plain(entry: object) -> bool:
    tables = entry if isinstance(entry, list) else [entry]
    return not (tables and all(isinstance(one, dict) for one in tables))


def _take(pack: Pack, schema: Schema, key: str, table: object, where: str) -> None:
    try:
        pack.values.append(read_value(pack.document, schema, key, table, where))
    except PolicyError as error:
        pack.problems.append(error)


def read_value(document: Document, schema: Schema, key: str, table: object, where: str) -> Value:
    """One checked value. Raises PolicyError naming the place."""
    family = schema.family(key)
    if family is None:
        raise PolicyError("policy_unknown_key", where=where, key=key)
    fields = _fields(table, where)
    unit = str(fields["unit"])
    _check_unit(unit, family, schema, where)
    wrong = content_error(family, unit, fields["value"], schema)
    if wrong:
        raise PolicyError("policy_wrong_type", where=where, wanted=wrong)
    since, until = _dates(fields, document, where)
    return Value(
        key=key,
        kind=family.kind,
        content=freeze(fields["value"]),
        unit=unit,
        clause=_clause(str(fields["clause"]), str(fields.get("document", document.number))),
        gist=str(fields["gist"]),
        sure=_sure(str(fields["sure"]), where),
        since=since,
        until=until,
        pack=document.name,
        note=str(fields.get("note", "")),
        override=_override(fields.get("overrides"), where),
        place=where,
    )


def _fields(table: object, where: str) -> dict[str, object]:
    if not isinstance(table, dict):
        raise PolicyError("policy_bare_value", where=where)
    unknown = sorted(table.keys() - FIELDS)
    if unknown:
        raise PolicyError("policy_unknown_field", where=where, field="、".join(unknown))
    for name, lacking in REQUIRED.items():
        if name not in table or (isinstance(table[name], str) and not str(table[name]).strip()):
            raise PolicyError(lacking, where=where)
        if name != "value" and not isinstance(table[name], str):
            raise PolicyError("policy_wrong_type", where=f"{where} {name}", wanted="文字")
    return table


def _check_unit(unit: str, family: Family, schema: Schema, where: str) -> None:
    if unit not in schema.units:
        allowed = "、".join(f"{key}（{label}）" for key, label in schema.units.items())
        raise PolicyError("policy_unknown_unit", where=where, unit=unit, allowed=allowed)
    if family.unit not in (ANY_UNIT, unit):
        raise PolicyError("policy_wrong_unit", where=where, unit=unit, wanted=family.unit)


def _clause(clause: str, number: str) -> str:
    """A clause with the document that it stands in; one that names its own document stays as written."""
    return clause if "〔" in clause or "《" in clause else f"{number} {clause}"


def _sure(text: str, where: str) -> Sure:
    for word in Sure:
        if word.value == text:
            return word
    allowed = "、".join(f"{word.value}（{word.label}）" for word in Sure)
    raise PolicyError("policy_unknown_sure", where=where, sure=text, allowed=allowed)


def _dates(fields: dict[str, object], document: Document, where: str) -> tuple[date, date | None]:
    since = _day(fields.get("from", document.since), f"{where} from")
    end = fields.get("until", document.until)
    until = None if end is None else _day(end, f"{where} until")
    if until is not None and until < since:
        raise PolicyError("policy_until_before_from", where=where, since=since, until=until)
    return since, until


def _day(value: object, where: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise PolicyError("policy_wrong_type", where=where, wanted="日期（如 2023-01-01，不加引号）")


def _override(table: object, where: str) -> Override | None:
    if table is None:
        return None
    if not isinstance(table, dict) or not table.keys() <= {"pack", "authority"} or not table.get("pack"):
        raise PolicyError("policy_bad_override", where=where)
    return Override(str(table["pack"]), str(table.get("authority", "")))
