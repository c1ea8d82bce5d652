"""How a value of the law is spelt: in Chinese for officers, exact for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from weipian.policy.schema import Kind, Schema
from weipian.policy.values import Value
from weipian.terms.acting import Act, Role, Sees, State
from weipian.terms.area import decimals
from weipian.terms.cases import ApprovalLevel, CaseStep, Penalty, Whose, WithoutCase
from weipian.terms.checking import Level, Subject, Trait
from weipian.terms.closing import Blocks
from weipian.terms.determination import Nature
from weipian.terms.dossier import GeneralKind, GeneralStage, Has, Owes, Section
from weipian.terms.dossier import Whose as WhoseVolume
from weipian.terms.evidence import EvidenceKind
from weipian.terms.review import ReviewState, Why
from weipian.terms.words import Category, Conclusion, Determination, LayerKind, Measure, Outcome, Word

CHECKED = (Level, Trait, Subject, EvidenceKind, Nature, Conclusion, ReviewState, Why, Blocks)
OF_DOSSIERS = (Section, Owes, Has)
OF_CASES = (CaseStep, Penalty, Whose, WithoutCase, ApprovalLevel)
VOCABULARIES = (Category, Determination, Outcome, Measure, LayerKind, Role, Act, *CHECKED, *OF_CASES, *OF_DOSSIERS)
KNOWN: Mapping[str, Word] = {entry.value: entry for vocabulary in reversed(VOCABULARIES) for entry in vocabulary}
"""The first vocabulary's own word; looked up for every cell of a policy, which is thousands of times."""
OF_FAMILY: Mapping[str, type[Word]] = {"sees": Sees, "act_states": State, "act_leads": State}
"""Families whose words mean something of their own: `measured` is a state here and an act elsewhere."""
OF_TABLE: Mapping[str, Mapping[str, str]] = {
    "dossier.general": {
        entry.value: entry.label for words in (GeneralStage, GeneralKind, WhoseVolume) for entry in words
    }
}
"""The same of tables: `office` is the county's own office here, and who handles a case elsewhere."""
NONE_OF_ITS_OWN: Mapping[str, str] = {}


def exact(number: Fraction) -> str:
    """A number as written: no trailing zeros; a fraction that no decimal holds keeps its stroke."""
    for places in range(10):
        if 10**places % number.denominator == 0:
            return decimals(number, places)
    return str(number)


def value_text(value: Value, schema: Schema) -> str:
    """A value with its unit, as an officer reads it."""
    content = value.content
    own = OF_FAMILY.get(value.key.partition(".")[0])
    if own is not None:
        words = content if isinstance(content, tuple) else (content,)
        return "、".join(own(str(entry)).label for entry in words)
    if isinstance(content, Mapping) and value.kind is not Kind.DUTY and content.keys() == {"count", "unit"}:
        return f"{content['count']}{schema.units[str(content['unit'])]}"
    if isinstance(content, Fraction):
        return number_text(content, value.unit, schema)
    return spelt(content, schema, OF_TABLE.get(value.key.rpartition(".")[0], NONE_OF_ITS_OWN))


def number_text(number: Fraction, unit: str, schema: Schema) -> str:
    """50 亩, 15%, 每月20日, 10日."""
    match unit:
        case "ratio":
            return f"{exact(number * 100)}%"
        case "day_of_month":
            return f"每月{exact(number)}日"
        case _:
            return f"{exact(number)} {schema.units[unit]}"


def spelt(content: object, schema: Schema, own: Mapping[str, str] = NONE_OF_ITS_OWN) -> str:
    """Anything that a value may hold, in Chinese where a word is known; `own`: words of the table that it stands in."""
    match content:
        case bool():
            return "是" if content else "否"
        case date():
            return content.isoformat()
        case str():
            return own.get(content) or word(content, schema)
        case tuple():
            return "、".join(spelt(entry, schema, own) for entry in content) or "无"
        case Mapping():
            named = ((schema.fields.get(str(key)) or word(str(key), schema), entry) for key, entry in content.items())
            return "；".join(f"{name}：{spelt(entry, schema, own)}" for name, entry in named if entry != "")
        case _:
            return str(content)


def word(key: str, schema: Schema) -> str:
    """The Chinese of an English key, from the vocabulary, the bodies or the schema's words; else as it stands."""
    if key and key in KNOWN:
        return KNOWN[key].label
    return schema.bodies.get(key) or schema.words.get(key) or key


def plain(content: object) -> object:
    """A value's content for JSON: numbers as exact strings, dates ISO."""
    match content:
        case bool() | int() | str():
            return content
        case Fraction():
            return exact(content)
        case Decimal():
            return str(content)
        case date():
            return content.isoformat()
        case tuple():
            return [plain(entry) for entry in content]
        case Mapping():
            return {str(name): plain(entry) for name, entry in content.items()}
        case _:
            return str(content)


def value_json(value: Value, label: str) -> dict[str, object]:
    """One value with everything that says where it comes from."""
    return {
        "key": value.key,
        "label": label,
        "value": plain(value.content),
        "unit": value.unit,
        "clause": value.clause,
        "gist": value.gist,
        "sure": value.sure.value,
        "note": value.note,
        "pack": value.pack,
        "from": value.since.isoformat(),
        "until": value.until.isoformat() if value.until else None,
    }
