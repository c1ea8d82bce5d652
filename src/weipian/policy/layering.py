"""National → region → prefecture → county: a lower pack may tighten, and relaxes only by a named authority."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise

from weipian.policy.packs import Pack
from weipian.policy.schema import Schema, Tightening
from weipian.policy.values import Content, Value
from weipian.terms.errors import PolicyError

Entries = dict[str, tuple[Value, ...]]


def dated(pack: Pack) -> Entries:
    """A pack's values by key, in order of time; overlaps go to the pack's problems."""
    found: dict[str, list[Value]] = {}
    for value in pack.values:
        found.setdefault(value.key, []).append(value)
    for values in found.values():
        values.sort(key=lambda value: value.since)
        for earlier, later in pairwise(values):
            if overlap(earlier, later):
                pack.problems.append(_overlapping(earlier, later))
    return {key: tuple(values) for key, values in found.items()}


def overlap(one: Value, other: Value) -> bool:
    """True if some day has both values in force."""
    return (one.until or date.max) >= other.since and (other.until or date.max) >= one.since


def covers(one: Value, other: Value) -> bool:
    """True if every day of the other is a day of the one."""
    return one.since <= other.since and (one.until or date.max) >= (other.until or date.max)


def _overlapping(earlier: Value, later: Value) -> PolicyError:
    until = earlier.until or "无截止"
    params = {"other": earlier.place, "until": until, "since": later.since}
    return PolicyError("policy_overlapping_dates", where=later.place, **params)


def lay(upper: Entries, pack: Pack, schema: Schema) -> Entries:
    """The lower pack's values before the upper layers' for the same key; what it may not do goes to its problems."""
    laid = dict(upper)
    for key, values in dated(pack).items():
        for value in values:
            replaced = [old for old in upper.get(key, ()) if overlap(old, value)]
            pack.problems.extend(_objections(value, replaced, schema))
        kept = [old for old in upper.get(key, ()) if not any(covers(value, old) for value in values)]
        laid[key] = (*values, *kept)
    return laid


def _objections(value: Value, replaced: list[Value], schema: Schema) -> list[PolicyError]:
    """Why a value may not stand where an upper one stood."""
    if not replaced:
        unneeded = value.override is not None
        return [PolicyError("policy_override_of_nothing", where=value.place, key=value.key)] if unneeded else []
    upper = replaced[0]  # the nearest layer: lower layers stand first
    if value.override is None:
        return [PolicyError("policy_replaces_silently", where=value.place, pack=upper.pack, other=upper.place)]
    if value.override.pack != upper.pack:
        named = value.override.pack
        return [PolicyError("policy_overrides_wrong_pack", where=value.place, named=named, pack=upper.pack)]
    family = schema.family(value.key)
    direction = family.tightening if family else Tightening.NONE
    if value.override.authority.strip() or all(tightens(old, value, direction) for old in replaced):
        return []
    return [_relaxing(upper, value, schema.directions[direction.value])]


def _relaxing(upper: Value, value: Value, direction: str) -> PolicyError:
    return PolicyError("policy_relaxes", where=value.place, pack=upper.pack, clause=upper.clause, direction=direction)


def tightens(upper: Value, lower: Value, direction: Tightening) -> bool:
    """True if the lower value is the same or stricter in the schema's direction (requirement A1)."""
    if upper.content == lower.content and upper.unit == lower.unit:
        return True
    match direction:
        case Tightening.LOWER | Tightening.HIGHER:
            gap = _gap(upper, lower)
            return gap is not None and (gap <= 0 if direction is Tightening.LOWER else gap >= 0)
        case Tightening.MORE:
            return _members(upper.content) <= _members(lower.content)
        case Tightening.FEWER:
            return _members(lower.content) <= _members(upper.content)
        case Tightening.SET:
            return lower.content is True
        case Tightening.NONE:
            return False


def _gap(upper: Value, lower: Value) -> Fraction | None:
    """Lower minus upper in one unit; None where they can't be compared."""
    if isinstance(upper.content, Mapping) and isinstance(lower.content, Mapping):
        before, after = upper.period, lower.period
        return Fraction(after.count - before.count) if before.unit == after.unit else None
    if isinstance(upper.content, Fraction) and isinstance(lower.content, Fraction) and upper.unit == lower.unit:
        return lower.content - upper.content
    return None


def _members(content: Content) -> frozenset[object]:
    return frozenset(content) if isinstance(content, tuple) else frozenset()
