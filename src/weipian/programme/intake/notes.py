"""What a person should know of a batch beside its refusals: nothing here stops a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from weipian.policy import Policy
from weipian.programme.intake.batches import Incoming
from weipian.programme.intake.townships import Lying
from weipian.terms.area import Area
from weipian.terms.messages import sentence

SHOWN = 5


def warnings_of(incoming: Incoming, lie: Lying, policy: Policy) -> list[str]:
    """Sentences, each with the first few patches."""
    numbers = [one.number for one in incoming.issued]
    unknown = sorted(set(lie.names) - {"", *policy.townships})
    return [
        *_told("said_area_differs", [numbers[i] for i in differing(incoming, policy)], margin=_percent(policy)),
        *_told("said_outside_townships", [numbers[i] for i in lie.outside]),
        *_told("said_same_shape", ["＝".join(numbers[i] for i in group) for group in doubled(incoming)]),
        *_told("said_township_unknown", unknown),
        *_stated(incoming),
    ]


def _told(code: str, names: Sequence[str], **more: object) -> list[str]:
    return [sentence(code, {"count": len(names), "names": "、".join(names[:SHOWN]), **more})] if names else []


def _percent(policy: Policy) -> str:
    return f"{float(policy.value('areas.issued_margin').number):.0%}"


def differing(incoming: Incoming, policy: Policy) -> list[int]:
    """Patches whose issued area is off our own by more than the margin."""
    if not incoming.unit:
        return []
    margin = policy.value("areas.issued_margin").number
    least = policy.value("areas.identity_tolerance").number
    out = []
    for index, (one, um2) in enumerate(zip(incoming.issued, incoming.found.areas.tolist(), strict=True)):
        if not one.area:
            continue
        stated = Area.of_mu(one.area) if incoming.unit == "mu" else Area.of_m2(one.area)
        off = abs(stated.mu - Fraction(um2, 1_000_000) * 3 / 2000)
        if off > margin * stated.mu and off > least:
            out.append(index)
    return out


def doubled(incoming: Incoming) -> list[list[int]]:
    """Groups of patches with the same shape."""
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for index, (box, area) in enumerate(zip(incoming.boxes.tolist(), incoming.found.areas.tolist(), strict=True)):
        groups[(*box, area)].append(index)
    return [group for group in groups.values() if len(group) > 1]


def _stated(incoming: Incoming) -> list[str]:
    """The file's own day of issue, where somebody says another."""
    said = incoming.order.issued
    if said is None or incoming.stated is None or said == incoming.stated:
        return []
    return [sentence("said_issued_differs", {"said": said, "stated": incoming.stated})]
