"""A workspace whose plots are fit to be released, written through acting(), and the people of the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from copied_desks import copied
from made_books import TOWNSHIPS, Given, issue, made_desk
from made_evidence import ZIYUAN, docx, photo, rational
from made_people import add_person
from weipian.terms.acting import Act, Role, State
from weipian.terms.evidence import EvidenceKind

UNCHANGED = {"conclusion": "other_use", "nature": "no_change_on_site", "determination": "other_use"}
SITE = {
    "inspected": "2023-08-05", "inspector": "张三", "changed": "0", "photos": "8", "reason": "翻耕",
    "account": "现场未变化，系翻耕",
}  # fmt: skip
DAY = date(2023, 9, 10)
IMAGES = (date(2022, 7, 1), date(2023, 7, 1))


def numbered(count: int) -> tuple[Given, ...]:
    return tuple(Given(f"P{at}", TOWNSHIPS[0], proposal=UNCHANGED, images=IMAGES) for at in range(1, count + 1))


def county(folder: Path, patches: Sequence[Given] = numbered(2), *, papers: bool = True) -> Any:
    """Issued, measured, seen and determined as 实地未变化; the clerk at the desk. `papers`: with evidence, each
    piece of which is read by a process of its own."""
    key = ("returns", repr(patches), papers)
    return copied(key, lambda place: _built(place, patches, papers), folder)


def _built(folder: Path, patches: Sequence[Given], papers: bool) -> Any:
    desk = made_desk(folder)
    issue(desk, patches)
    determine(desk)
    for name, role in (("reviewer", Role.COUNTY_REVIEWER), ("leader", Role.COUNTY_LEADER)):
        add_person(folder, name, role)
    if papers:
        for at, one in enumerate(patches):
            if one.proposal:
                put_in(desk, folder.parent, one.number, at)
    return desk


def determine(desk: Any) -> None:
    """What visits and a review would have written."""
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Filed, Measurement, Plot, SiteFacts

    plots = list(Plot.objects.exclude(state=State.MEASURED.value).order_by("id").values_list("id", flat=True))
    decided = {
        "determination": "other_use",
        "nature": "no_change_on_site",
        "review": "H1",
        "reviewed": date(2023, 8, 20),
    }
    areas = {"area": "3.5", "cultivated": "3", "farmland": "0", "redline": "0"}
    zero = {"checked": "none", "area_um2": 0, "detail": {}}
    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plots") as act:
        act.add_many(SiteFacts, [{"plot_id": plot, "facts": SITE} for plot in plots])
        act.add_many(Determination, [{"plot_id": plot, **decided} for plot in plots])
        act.add_many(Filed, [{"plot_id": plot, "areas": areas, "marks": {}} for plot in plots])
        for kind in ("permanent_basic_farmland", "ecological_redline"):
            act.add_many(Measurement, [{"plot_id": plot, "kind": kind, **zero} for plot in plots])
        act.change_many(Plot, {plot: {"state": State.DETERMINED.value} for plot in plots})


PAPERS = (EvidenceKind.ACCOUNT, EvidenceKind.INSPECTION, EvidenceKind.OVERLAY_MAP)
IMAGES_OF = (EvidenceKind.IMAGE_EARLIER, EvidenceKind.IMAGE_LATER)


def shot(turn: int, at: int) -> bytes:
    """A photo that no other plot has."""
    return photo(
        {**ZIYUAN, 17: rational(turn)}, taken=f"2023:08:05 10:{at % 60:02d}:{turn // 10:02d}", size=(40, 30 + at)
    )


def put_in(desk: Any, folder: Path, plot: str, at: int = 0) -> None:
    """Photos of four directions and the papers that the ground needs."""
    from weipian.programme.inspection.acts.evidence import about, add_evidence

    kinds = [
        (EvidenceKind.PHOTO_FAR if turn < 150 else EvidenceKind.PHOTO_NEAR, shot(turn, at), ".jpg")
        for turn in (10, 100, 190, 280)
    ]
    kinds += [(kind, docx(), ".docx") for kind in PAPERS]
    kinds += [(kind, photo(size=(8, 8 + at)), ".jpg") for kind in IMAGES_OF]
    for number, (kind, data, suffix) in enumerate(kinds):
        path = folder / f"{plot}-{number}{suffix}"
        path.write_bytes(data)
        add_evidence(desk, [path], about(desk, plot, kind, ""), int)


CELLS = {"other_farm": "0.25", "unused": "0", "construction": "0.25"}


def as_person(desk: Any, name: str) -> Any:
    """The same desk with another account at it, in person."""
    from weipian.store.models import Account
    from weipian.store.queries.people import actor_of

    return replace(desk, actor=actor_of(Account.objects.get(name=name)))
