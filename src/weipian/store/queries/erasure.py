"""What hangs on a patch, wherever it is kept; requests to erase; what has to be told of copies."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Min

from weipian.store import models
from weipian.store.erasing import AT_ONCE, Doomed
from weipian.store.writing import Model
from weipian.terms.personal import ERASABLE

OF_BATCH = frozenset({"source", "source_sha256", "patches", "refused", "said"})
OF_IMPORT = frozenset({"name", "sha256", "rows"})
OF_COPY = frozenset({"name", "sha256"})
OF_GENERAL = frozenset({"evidence_id", "says", "pages", "gaps"})
OF_REVIEW = frozenset({"scan", "scan_sha256"})
"""Columns that follow from a package, a workbook or a file as a whole."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request to erase; `patches`, `columns` (table → id → names) are empty once it was answered."""

    number: int
    event: int
    ground: str
    state: str
    asked_by: str
    answered_by: str
    at: str
    patches: tuple[str, ...]
    columns: Mapping[str, Mapping[str, Sequence[str]]]
    account: int


@dataclass(frozen=True, slots=True)
class CopyHere:
    """A copy that left the house; `name`, `sha256` None where an erasure took them away."""

    number: int
    kind: str
    name: str | None
    sha256: str | None
    event: int
    at: str
    actor: str


def requests() -> list[Request]:
    """Every request, in order."""
    labels = dict(models.Account.objects.values_list("id", "label"))
    times = _times(models.Erasure)
    return [_request(row, labels, times) for row in models.Erasure.objects.order_by("id")]


def _request(row: models.Erasure, labels: Mapping[int, str], times: Mapping[int, tuple[str, str]]) -> Request:
    wanted = json.loads(row.wanted) if row.wanted else {}
    return Request(
        number=row.id,
        event=row.event,
        ground=row.ground,
        state=row.state,
        asked_by=labels.get(row.asked_by, ""),
        answered_by=labels.get(row.answered_by or 0, ""),
        at=times[row.event][0],
        patches=tuple(wanted.get("patches", ())),
        columns=wanted.get("columns", {}),
        account=row.asked_by,
    )


def _times(model: Any) -> dict[int, tuple[str, str]]:
    """Event → when and by whom, of a table's rows."""
    wanted = models.Event.objects.filter(seq__in=model.objects.values("event"))
    return {seq: (at, actor) for seq, at, actor in wanted.values_list("seq", "at", "actor")}


def copies(since: int = 0) -> list[CopyHere]:
    """Copies that left the house after an event, in order."""
    times = _times(models.Copy)
    rows = models.Copy.objects.filter(event__gte=since).order_by("id")
    return [CopyHere(row.id, row.kind, row.name, row.sha256, row.event, *times[row.event]) for row in rows]


def unknown_patches(numbers: Collection[str]) -> list[str]:
    """Those of the numbers that no patch has."""
    found = set(models.Standing.objects.filter(number__in=list(numbers)).values_list("number", flat=True))
    return [number for number in numbers if number not in found]


def party_rows(name: str) -> list[int]:
    """A party's rows, former ones too."""
    return list(models.Party.objects.filter(name=name).order_by("id").values_list("id", flat=True))


def emptiable(table: str) -> list[str]:
    """The columns of a table that hold personal data and may be taken away."""
    return list(ERASABLE[table])


def _model(table: str) -> Model:
    from django.apps import apps

    found: Model = next(model for model in apps.get_models() if model._meta.db_table == table)
    return found


def doomed_by(request: Request) -> Doomed:
    """All that goes when a request is confirmed, the request's own text too."""
    doomed = doomed_patches(request.patches) if request.patches else Doomed()
    for table, rows in request.columns.items():
        doomed.columns[_model(table)] = {int(key): frozenset(names) for key, names in rows.items()}
    mentioning = [
        one.number
        for one in requests()
        if one.number == request.number or set(one.patches) & set(request.patches) or _same(one, request)
    ]
    doomed.columns[models.Erasure] = dict.fromkeys(mentioning, frozenset({"wanted"}))
    return doomed


def _same(one: Request, other: Request) -> bool:
    return any(set(rows) & set(other.columns.get(table, ())) for table, rows in one.columns.items())


def since_of(request: Request) -> int:
    """The event with which the first of what is to go came in."""
    found = [models.Patch.objects.filter(number__in=list(request.patches)).aggregate(Min("event"))["event__min"]]
    for table, rows in request.columns.items():
        asked = _model(table)._default_manager.filter(id__in=[int(key) for key in rows])
        found.append(asked.aggregate(Min("event"))["event__min"])
    return min((one for one in found if one is not None), default=0)


def doomed_patches(numbers: Collection[str]) -> Doomed:
    """Every version of the patches, all rows that hang on them, and what other rows say of them."""
    patches = models.Patch.objects.filter(number__in=list(numbers))
    keys, since = set(patches.values_list("id", flat=True)), patches.aggregate(Min("event"))["event__min"] or 0
    whole = hanging(models.Patch, keys)
    plots = whole.get(models.Plot, set())
    _add_quota(whole, plots)
    names = set(numbers) | set(models.Plot.objects.filter(id__in=plots).values_list("number", flat=True))
    for model, keys in _nobodys(names).items():
        for each, rows in hanging(model, keys).items():
            whole[each] = whole.get(each, set()) | rows
    doomed = Doomed(whole=whole)
    _add_general(doomed, since)
    batches = list(models.Batch.objects.filter(name__in=patches.values("batch__name")).order_by("id"))
    doomed.columns[models.Batch] = {row.id: OF_BATCH for row in batches}
    doomed.anew[models.Batch] = {row.id: {"differences": _differences(row.differences, names)} for row in batches}
    imports = list(models.LedgerImport.objects.filter(event__gte=since).order_by("id"))
    doomed.columns[models.LedgerImport] = {row.id: OF_IMPORT for row in imports}
    doomed.anew[models.LedgerImport] = {row.id: {"edits": _edits(row.edits, names, plots)} for row in imports}
    sheets = models.SheetTaken.objects.filter(event__gte=since).order_by("id").values_list("id", flat=True)
    doomed.columns[models.SheetTaken] = dict.fromkeys(sheets, OF_IMPORT)
    heard = models.AgendaItem.objects.filter(plot_id__in=plots).values("review")
    reviews = models.Review.objects.filter(id__in=heard).order_by("id").values_list("id", flat=True)
    doomed.columns[models.Review] = dict.fromkeys(reviews, OF_REVIEW)
    given = models.Copy.objects.filter(event__gte=since).order_by("id").values_list("id", flat=True)
    doomed.columns[models.Copy] = dict.fromkeys(given, OF_COPY)
    return doomed


def _nobodys(names: Collection[str]) -> dict[Model, set[int]]:
    """Rows of the platform's and of problem lists that say one of the numbers, or a part's, where no key says it: the
    list came before the patch, or named a part that was never cut.
    """
    parts = re.compile("|".join(rf"{re.escape(name)}(-\d+)*" for name in sorted(names)) or "(?!)")
    return {
        model: {key for key, number in model._default_manager.exclude(number=None).values_list("id", "number")
                if parts.fullmatch(number)}
        for model in (models.PlatformRow, models.Problem)
    }  # fmt: skip


def _add_general(doomed: Doomed, since: int) -> None:
    """The bytes of general volumes that were issued since go: what they count may be made of it. That there was an
    edition stays, so that its number is not given again."""
    made = list(models.GeneralIssue.objects.filter(event__gte=since).order_by("id").values_list("id", "evidence_id"))
    files = {file for _, file in made if file is not None}
    custody = models.Custody.objects.filter(evidence_id__in=files).values_list("id", flat=True)
    for model, keys in ((models.Evidence, files), (models.Custody, set(custody))):
        if keys:
            doomed.whole.setdefault(model, set()).update(keys)
    doomed.columns[models.GeneralIssue] = {key: OF_GENERAL for key, _ in made}


def _add_quota(whole: dict[Model, set[int]], plots: Collection[int]) -> None:
    """A line of a notice goes with any plot that it names, since its area tells of it; a notice with its last line."""
    named = models.QuotaLinePlot.objects.filter(plot_id__in=sorted(plots))
    lines = set(named.values_list("line_id", flat=True))
    notices = set(models.QuotaLine.objects.filter(id__in=sorted(lines)).values_list("notice_id", flat=True))
    left = models.QuotaLine.objects.filter(notice_id__in=sorted(notices)).exclude(id__in=sorted(lines))
    notices -= set(left.values_list("notice_id", flat=True))
    for root, keys in ((models.QuotaLine, lines), (models.QuotaNotice, notices)):
        for model, found in hanging(root, keys).items():
            whole.setdefault(model, set()).update(found)


def hanging(model: Model, keys: Iterable[int]) -> dict[Model, set[int]]:
    """Rows and all that refers to them, by the models' own foreign keys: a table that comes later is in it."""
    found: dict[Model, set[int]] = {}
    waiting = [(model, set(keys))]
    while waiting:
        at, fresh = waiting.pop()
        fresh = fresh - found.setdefault(at, set())
        found[at] |= fresh
        for link in at._meta.related_objects if fresh else ():
            name, other = link.field.attname, link.related_model
            rows = (
                other._default_manager.filter(**{f"{name}__in": some}).values_list("id", flat=True)
                for some in _some(fresh)
            )
            waiting.append((other, {key for some in rows for key in some}))
    return {model: ids for model, ids in found.items() if ids}


def _some(keys: Iterable[int]) -> Iterator[list[int]]:
    every = sorted(keys)
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))


def _differences(text: str, names: Collection[str]) -> list[Any]:
    return [one for one in json.loads(text) if one["patch"] not in names]


def _edits(text: str, names: Collection[str], plots: Collection[int]) -> dict[str, Any]:
    """An import without some plots: what it wrote of the others can still be undone."""
    said = json.loads(text)
    kept = {key: [one for one in said[key] if one["plot"] not in names] for key in ("edits", "conflicts")}
    return {**kept, "written": [row for row in said["written"] if row[1] not in plots]}
