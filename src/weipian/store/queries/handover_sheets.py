"""Tables of handovers and answers as they were taken in, and what an undoing has to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from weipian.store import models
from weipian.store.actors import About
from weipian.store.queries.about import about_patches
from weipian.store.queries.patches import AT_ONCE
from weipian.terms.handover import HandoverSheet


@dataclass(frozen=True, slots=True)
class HandoverSheetHere:
    """A table; `name`, `rows` None once a patch of those days was lawfully erased. `rows_here`: its handovers."""

    number: int
    kind: HandoverSheet
    name: str | None
    rows: int | None
    undone: bool
    rows_here: tuple[int, ...] = ()


def handover_sheets() -> list[HandoverSheetHere]:
    """Every one, in order."""
    kinds = [kind.value for kind in HandoverSheet]
    wanted = models.SheetTaken.objects.filter(kind__in=kinds).order_by("id")
    rows = list(wanted.values_list("id", "kind", "name", "rows", "current"))
    given: dict[int, list[int]] = {}
    written = models.HandoverGiven.objects.exclude(sheet=None).order_by("id")
    for sheet, handover in written.values_list("sheet_id", "handover_id"):
        given.setdefault(sheet, []).append(handover)
    return [
        HandoverSheetHere(key, HandoverSheet(kind), name, count, not current, tuple(given.get(key, ())))
        for key, kind, name, count, current in rows
    ]


@dataclass(frozen=True, slots=True)
class Former:
    """What a handover had replaced: its row and how it had been made, as they are written anew."""

    row: dict[str, Any]
    given: dict[str, Any]


ROW = ("patch_id", "department", "matter", "due", "answerer")
GIVEN = ("day", "document", "replaces_id", "sheet_id")


def former_rows(keys: Sequence[int]) -> dict[int, Former]:
    """Handover → what it had replaced, where it had replaced one."""
    replaced = {
        key: before
        for some in _some(keys)
        for key, before in models.HandoverGiven.objects.filter(handover_id__in=some)
        .exclude(replaces=None)
        .order_by("id")
        .values_list("handover_id", "replaces_id")
    }
    olds = sorted(set(replaced.values()))
    rows = {
        row.pop("id"): row
        for some in _some(olds)
        for row in models.Handover.objects.filter(id__in=some).order_by("id").values("id", *ROW)
    }
    given = {
        row.pop("handover_id"): row
        for some in _some(olds)
        for row in models.HandoverGiven.objects.filter(handover_id__in=some)
        .order_by("id")
        .values("handover_id", *GIVEN)
    }
    nothing = {"day": None, "document": None, "replaces_id": None, "sheet_id": None}
    return {
        key: Former(rows[old], {**nothing, **given.get(old, {}), "sheet_id": None}) for key, old in replaced.items()
    }


def built_on(keys: Sequence[int]) -> list[str]:
    """Patches that can't lose these handovers: answered in the same matter, or handed over anew since."""
    rows = [
        row
        for some in _some(keys)
        for row in models.Handover.objects.filter(id__in=some)
        .order_by("id")
        .values_list("id", "patch__number", "department", "matter", "current")
    ]
    answered = _answered([row[1] for row in rows])
    former = {key: one.row["matter"] for key, one in former_rows(keys).items()}
    return sorted(
        number
        for key, number, department, matter, current in rows
        if not current or ((number, department, matter) in answered and former.get(key) != matter)
    )


def _answered(numbers: Sequence[str]) -> set[tuple[str, str, str]]:
    columns = ("handover__patch__number", "handover__department", "handover__matter")
    return {
        row
        for some in _some(sorted(set(numbers)))
        for row in models.HandoverAnswer.objects.filter(current=True, patch__number__in=some).values_list(*columns)
    }


def still_assigned(keys: Sequence[int]) -> list[str]:
    """Patches whose inspection lies with the department that would no longer see them."""
    pairs = {
        pair
        for some in _some(keys)
        for pair in models.Handover.objects.filter(id__in=some).values_list("patch__number", "department")
    }
    held = {
        pair
        for some in _some(sorted({number for number, _ in pairs}))
        for pair in models.Assignment.objects.filter(current=True, patch__number__in=some).values_list(
            "patch__number", "department"
        )
    }
    return sorted(number for number, _ in pairs & held)


def answers_of_sheet(number: int) -> tuple[list[int], list[int]]:
    """The answers of a table that stand, and what was said of them."""
    answers = models.HandoverAnswer.objects.filter(sheet_id=number, current=True).order_by("id")
    verdicts = models.HandoverVerdict.objects.filter(current=True, answer__in=answers.values("id")).order_by("id")
    return list(answers.values_list("id", flat=True)), list(verdicts.values_list("id", flat=True))


def abouts_of_sheet(sheet: HandoverSheetHere) -> set[About]:
    """What the rows of a table are about, each sort once."""
    if sheet.kind is HandoverSheet.ANSWERS:
        rows = models.HandoverAnswer.objects.filter(sheet_id=sheet.number, current=True)
    else:
        rows = models.HandoverGiven.objects.filter(sheet_id=sheet.number)
    column = "patch__number" if sheet.kind is HandoverSheet.ANSWERS else "handover__patch__number"
    return set(about_patches(sorted(set(rows.values_list(column, flat=True)))).values())


def _some(values: Sequence[Any]) -> list[Sequence[Any]]:
    return [values[at : at + AT_ONCE] for at in range(0, len(values), AT_ONCE)]
