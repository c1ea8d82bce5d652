"""Photos as plates: each with its place, heading and time, as the camera wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.sections.words import NONE, Pictures, gaps, heading, rows, said
from weipian.papers.model import Part, Plate, Plates, Text
from weipian.store.queries.evidence import EvidenceHere
from weipian.terms.dossier import Section

ABSENT = "照片里没有"


def photos(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    yield heading(Section.PHOTOS, d.whole)
    found = [one for one in d.evidence if one.kind.is_photo and not one.kind.value.endswith(("_before", "_after"))]
    yield from plates(found, d, pictures)
    yield from gaps(Section.PHOTOS, d.whole, d.township)


def plates(found: Sequence[EvidenceHere], d: Dossier, pictures: Pictures, name: str = "照片") -> Iterator[Part]:
    if not found:
        yield Text(("没有存入照片。",))
        return
    yield Plates(tuple(_plate(f"{name} {at}", one, d, pictures) for at, one in enumerate(found, 1)))


def _plate(title: str, one: EvidenceHere, d: Dossier, pictures: Pictures) -> Plate:
    content = d.pictures.get(one.sha256)
    note = said(one.note)
    facts = [
        ("证据号", str(one.id)),
        ("拍摄时间", (one.taken_at or "").replace("T", " ") or ABSENT),
        ("位置", _place(one)),
        ("方位角", _heading(one)),
        ("存入", f"{one.by}　{one.at:%Y-%m-%d}"),
        ("散列值", f"{one.sha256[:16]}…"),
    ]
    return Plate(
        title=f"{title}　{one.kind.label}",
        picture=pictures.put(f"photo-{one.id}", content) if content else "",
        alt=f"{one.kind.label}，{one.taken_at or '时间不明'}",
        why="" if content else "原件读不出查看副本",
        rows=rows([*facts, *([("说明", note)] if note != NONE else [])]),
    )


def _place(one: EvidenceHere) -> str:
    """Six places of a degree: a decimetre."""
    gps = one.facts.get("gps") or {}
    if "latitude" not in gps or "longitude" not in gps:
        return ABSENT
    north, east = float(gps["latitude"]), float(gps["longitude"])
    return f"{'北纬' if north >= 0 else '南纬'} {abs(north):.6f}°，{'东经' if east >= 0 else '西经'} {abs(east):.6f}°"


def _heading(one: EvidenceHere) -> str:
    heading = (one.facts.get("gps") or {}).get("heading")
    return ABSENT if heading in (None, "") else f"{round(float(heading)) % 360}°"
