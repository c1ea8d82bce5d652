"""Exactly what a clerk uploads: a workbook a category with the platform's columns, the attachments named and sized."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from weipian.fence.field import Kind
from weipian.office.submitting.writing import write_table
from weipian.programme.submission.acts.loading import Here, here
from weipian.programme.submission.columns import COLUMNS, headers, mu_text, shown
from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import note_copy
from weipian.store.queries.evidence import EvidenceHere, listed
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError
from weipian.terms.evidence import CustodyKind, EvidenceKind
from weipian.terms.submission import ReturnState
from weipian.terms.words import Category
from weipian.vault.keeping import handed_out
from weipian.vault.places import Places
from weipian.work.progress import Step

ORDER = tuple(EvidenceKind)
"""Attachments in the order of their kinds: photos, images, papers."""
SUFFIX = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}
LIST = "附件清单.csv"


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment as it goes out: of which plot, under which name; `large`: beyond the platform's limit."""

    plot: str
    name: str
    evidence: EvidenceHere
    large: bool


@dataclass(frozen=True, slots=True)
class Package:
    """What was written: plots, workbooks, attachments."""

    plots: tuple[str, ...]
    books: tuple[str, ...]
    attached: tuple[Attached, ...]


def export(
    desk: Desk, folder: Path, plots: Sequence[str], begin: Callable[[int], Step], *, accepted: bool = False
) -> Package:
    """Of the returns that the platform is still to accept (or the named ones of all that are out; `accepted`: all)
    into a new folder. `begin` is told how many attachments there are. Raises InputError; then there is no folder, nor
    when it is cancelled.
    """
    require_may(desk.policy, desk.actor, Act.SUBMISSION_EXPORTED)
    chosen = _chosen(desk, plots, accepted=accepted)
    attached = _attached(desk, chosen)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("folder_not_empty", where=str(folder))
    if not folder.absolute().parent.is_dir():
        raise InputError("output_no_folder", where=str(folder), folder=str(folder.parent))
    partial = folder.with_name(f".{folder.name}.{os.getpid()}.partial")
    try:
        partial.mkdir()
        books = _books(desk, partial, chosen)
        sheet = _files(desk, partial, attached, begin(len(attached)))
        with acting(desk, Act.SUBMISSION_EXPORTED, "copy") as act:
            said = {"what": CustodyKind.GIVEN.value, "account_id": desk.actor.account, "why": None, "sheet": sheet}
            act.add_many(models.Custody, [{"evidence_id": one.evidence.id, **said} for one in attached])
            note_copy(act, CopyKind.SUBMISSION, folder.name, sheet)
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    except OSError as error:
        code = "output_disk_full" if error.errno == 28 else "output_locked"
        raise InputError(code, where=str(folder)) from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return Package(tuple(one.line.plot for one in chosen), books, tuple(attached))


def _chosen(desk: Desk, plots: Sequence[str], *, accepted: bool) -> list[Here]:
    every = here(desk.policy, seen(desk))
    for plot in plots:
        if plot not in every:
            raise InputError("plot_unknown", where=plot)
        if not every[plot].state.is_out:
            raise InputError("submission_not_released", where=plot, state=every[plot].state.label)
    if plots:
        return [every[plot] for plot in dict.fromkeys(plots)]
    there = [one for one in every.values() if one.state.is_out]
    found = [one for one in there if accepted or one.state is not ReturnState.ACCEPTED]
    if not found:
        raise InputError("submission_all_accepted" if there else "submission_none_released")
    return found


def _books(desk: Desk, folder: Path, chosen: Iterable[Here]) -> tuple[str, ...]:
    """One workbook a category, rows by number."""
    by: dict[Category, list[Here]] = {}
    for one in chosen:
        by.setdefault(one.line.category, []).append(one)
    names = []
    for category in [each for each in Category if each in by]:
        columns = headers(desk.policy, category)
        rows = [_cells(one, [column.column.key for column in columns]) for one in by[category]]
        name = f"{category.label}.xlsx"
        keys = [("plot", "图斑编号"), *((column.column.key, column.text) for column in columns)]
        write_table(folder / name, "填报", keys, rows, keyed=False)
        names.append(name)
    return tuple(names)


def _cells(one: Here, keys: Sequence[str]) -> list[str]:
    entries: Mapping[str, str] = one.sub.entries if one.sub else {}
    return [one.line.plot, *(_for_platform(key, entries.get(key, "")) for key in keys)]


def _for_platform(key: str, text: str) -> str:
    """Areas with two places, as the platform shows them; what was released is never rounded."""
    if COLUMNS[key].field.kind is not Kind.MU or not text:
        return shown(key, text)
    exact = Fraction(text)
    return mu_text(exact) if exact * 100 == int(exact * 100) else text


def _attached(desk: Desk, chosen: Sequence[Here]) -> list[Attached]:
    """Each plot's evidence by kind and number; what is kept of its patch goes with each part."""
    largest = desk.policy.value("submission.attachment_largest").whole << 20
    held: dict[str, list[EvidenceHere]] = {}
    for piece in listed(seen(desk)):
        held.setdefault(piece.plot, []).append(piece)
    found = []
    for one in chosen:
        own = {each.id: each for plot in (one.line.plot, one.line.patch) for each in held.get(plot, ())}
        ranked = sorted(own.values(), key=lambda each: (ORDER.index(each.kind), each.id))
        for number, each in enumerate(ranked, start=1):
            suffix = SUFFIX.get(each.media_type, Path(each.name).suffix.lower())
            name = f"{_plain(one.line.plot)}-{number:02d}-{each.kind.label}{suffix}"
            found.append(Attached(one.line.plot, name, each, each.size > largest))
    return found


def _files(desk: Desk, folder: Path, attached: Sequence[Attached], step: Step) -> str:
    """The attachments and their list; gives the list's SHA-256."""
    places = Places(desk.workspace.folder)
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("图斑编号", "文件", "种类", "字节", "SHA-256", "超过平台上限"))
    for one in attached:
        inner = folder / "附件" / _plain(one.plot)
        inner.mkdir(parents=True, exist_ok=True)
        handed_out(places, one.evidence.sha256, inner / one.name)
        large = "是" if one.large else "否"
        found = one.evidence
        table.writerow(
            (one.plot, f"附件/{_plain(one.plot)}/{one.name}", found.kind.label, found.size, found.sha256, large)
        )
        step()
    sheet = out.getvalue().encode("utf-8-sig")
    (folder / LIST).write_bytes(sheet)
    return hashlib.sha256(sheet).hexdigest()


def _plain(number: str) -> str:
    """A number as it may stand in a file's name."""
    return re.sub(r"[^\w.-]", "_", number).strip(".") or "_"
