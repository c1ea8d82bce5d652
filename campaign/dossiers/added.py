"""What the lived year has none of: a split plot, names of rare characters, a plot without an image, many photos."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pyproj
import shapely

from campaign.dossiers.photos import photo
from weipian.demo.places import EPSG
from weipian.terms.here import BEIJING

DAY = date(2024, 2, 6)
"""The day after the lived year's last."""
RARE = "虚𠮷㐂䶮（虚构）"
PROJECT = "龑㙍𬭎𡒄镕喆堃玥生态设施农业科技示范产业园及配套冷链仓储一期工程（虚构）"
OFFICER = "虚𠮷镕（虚构）"
MANY = 23
ISSUED, BARE, WHOLE = date(2023, 12, 28), "4599LP231299001", "4599LP231299002"
FOUND = (
    ("实地是否变化", "是"),
    ("实际用途", "住宅"),
    ("动工时间", "2023-10-12"),
    ("新增建构筑物", "是"),
    ("疑似违法", "是"),
)
Desks = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Added:
    """The plots that were worked on."""

    split: tuple[str, ...]
    bare: str


def add(desks: Desks, folder: Path, rare: str, full: str) -> Added:
    """`rare`: gets names and words of rare characters; `full`: many photos."""
    folder.mkdir(parents=True, exist_ok=True)
    _issued(desks, folder)
    parts = _split(desks, WHOLE)
    _looked_at(desks, folder, [BARE, *parts])
    _judged(desks, folder, [BARE, *parts])
    _named(desks, rare)
    _photographed(desks, folder, full)
    return Added(parts, BARE)


def _split(desks: Desks, number: str) -> tuple[str, ...]:
    from weipian.programme.overlay.acts.measuring import overlay_plots
    from weipian.programme.overlay.acts.splitting import split_plot
    from weipian.programme.rectification.carrying import carry

    _, whole = _places()
    west, south, east, north = whole.bounds
    middle = west * 0.45 + east * 0.55
    line = f"LINESTRING ({middle} {south - 1}, {middle} {north + 1})"
    done = split_plot(desks["clerk"], number, line, EPSG, carry)
    overlay_plots(desks["technician"])
    return tuple(name for name, _ in done.parts)


def _issued(desks: Desks, folder: Path) -> None:
    """A late batch of two: one where no image was drawn, one where there is, to be split."""
    from weipian.office.taking_in import checked_batch
    from weipian.programme.intake import batches
    from weipian.programme.intake.comparing import compared
    from weipian.programme.overlay.acts.measuring import overlay_plots

    path = folder / "虚构数据_202312补充图斑.geojson"
    features = [_feature(*one) for one in zip((BARE, WHOLE), _places(), strict=True)]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), "utf-8")
    order = batches.Order(str(path), DAY, issued=ISSUED, year=2023, encoding="UTF-8")
    checked_batch(desks["clerk"], compared(batches.read_batch(order))).book(desks["clerk"])
    overlay_plots(desks["technician"])


def _feature(number: str, place: Any) -> dict[str, Any]:
    to_degrees = pyproj.Transformer.from_crs(EPSG, 4490, always_xy=True)
    shape = shapely.transform(place, partial(_degrees, to_degrees), interleaved=False)
    properties = {"JCBH": number, "TBLX": "补充图斑", "XFSJ": f"{ISSUED}", "JCMJ": f"{place.area * 3 / 2000:.2f}"}
    return {"type": "Feature", "properties": properties, "geometry": json.loads(shapely.to_geojson(shape))}


def _places() -> tuple[Any, Any]:
    """A house far from every patch, where no image is drawn; and a neighbour of a large patch, where one is."""
    from weipian.store.models import Patch

    rows = Patch.objects.exclude(batch__issued=ISSUED).order_by("id").values_list("wkb", flat=True)
    shapes = [shapely.from_wkb(bytes(one)) for one in rows]
    tree, (west, south, east, north) = shapely.STRtree(shapes), shapely.total_bounds(shapes).tolist()
    spots = [
        shapely.Point(west + (east - west) * across / 40, south + (north - south) * up / 40)
        for across in range(12, 29)
        for up in range(12, 29)
    ]
    bare = max(spots, key=lambda one: float(shapely.distance(one, shapes[tree.nearest(one)])))
    block = max((one for one in shapes if one.area < 9000), key=lambda one: float(one.area))
    beside = shapely.box(block.bounds[2] + 12, block.bounds[1], block.bounds[2] + 66, block.bounds[1] + 40)
    return shapely.box(bare.x, bare.y, bare.x + 44, bare.y + 30), beside


def _degrees(to_degrees: Any, x: Any, y: Any) -> Any:
    return to_degrees.transform(x, y)


def _looked_at(desks: Desks, folder: Path, plots: Sequence[str]) -> None:
    from weipian.office.ledger.following import follow
    from weipian.office.proposing import gates_asked
    from weipian.programme.determination.acts import propose_plots
    from weipian.programme.inspection.acts.recording import Visit, record
    from weipian.programme.inspection.site import fact
    from weipian.terms.inspection import InspectionKind

    facts = dict(fact(name, text) for name, text in FOUND)
    said = "现场为在建住宅一处，砖混结构，四邻无争议；丈量后由村委会签字确认（虚构）"
    visits = [Visit(plot, DAY, f"{OFFICER}、虚丑山（虚构）", said, facts) for plot in plots]
    record(desks["clerk"], InspectionKind.SITE, visits, follow)
    propose_plots(desks["clerk"], plots, gates_asked())
    for at, plot in enumerate(plots):
        _put_in(desks, folder, plot, range(at * 40, at * 40 + 2))


def _judged(desks: Desks, folder: Path, plots: Sequence[str]) -> None:
    from weipian.demo.days.papers import Hands, add_paper
    from weipian.office.inspecting.gates import gates_open
    from weipian.office.ledger.following import follow
    from weipian.programme.determination.review.attending import OFFICE, Came, attend
    from weipian.programme.determination.review.convening import Convening, convene, put_on_agenda
    from weipian.programme.determination.review.deciding import Decided, decide
    from weipian.programme.determination.review.determining import determine
    from weipian.programme.determination.review.ending import confirm, lock
    from weipian.programme.determination.review.speaking import Spoken, speak
    from weipian.terms.evidence import EvidenceKind
    from weipian.terms.review import ReviewForm
    from weipian.vault.looking.eye import Eye

    clerk, number = desks["clerk"], "会审2024-02"
    convene(
        clerk, Convening(number, ReviewForm.MEETING, DAY, "补充图斑会审", desks["leader"].actor.label), by_itself=False
    )
    put_on_agenda(clerk, number, list(plots))
    attend(clerk, number, [Came(OFFICE, OFFICER, "经办"), Came("自然资源", desks["bureau"].actor.label, "执法")])
    words = ["新增建设用地违法", "新增建设用地违法", "其他用地"]
    reasons = [
        "现场已建成住宅，没有用地批准文件；部审批备案系统没有查到。",
        "未经批准占用耕地建房，动工晚于2022年末，无论是否取得村委会同意，均应按新增建设用地违法认定；乡镇所称旧宅翻建没有证据。",
        "为村内通行道路，路面宽不足规定宽度，属于农村道路。",
    ]
    decided = [
        Decided(plot, words[at], reasons[at], "农村道路" if at == 2 else "", at + 1) for at, plot in enumerate(plots)
    ]
    said = [Spoken(one.plot, "自然资源", one.word, one.because, row=one.row) for one in decided]
    speak(desks["bureau"], number, said)
    done = decide(clerk, number, decided, gates_open)
    assert not done.refused, done.refused
    confirm(desks["reviewer"], number)
    with Eye() as eye:
        scan = add_paper(clerk, plots[0], EvidenceKind.MINUTES, DAY, Hands(folder, eye))
    lock(desks["leader"], number, scan)
    assert not determine(desks["leader"], number, follow).refused


def _named(desks: Desks, plot: str) -> None:
    """Rare characters in the project's and the officers' names and in words; a person among the parties."""
    from weipian.office.dossier.listing import made_account
    from weipian.office.ledger.following import follow
    from weipian.programme.inspection.acts.recording import Visit, record
    from weipian.programme.intake.acts.records import attach, keep
    from weipian.programme.intake.record_fields import said_of
    from weipian.programme.report.dossier.wording import reword
    from weipian.terms.inspection import InspectionKind
    from weipian.terms.records import RecordKind

    clerk = desks["clerk"]
    keep(clerk, RecordKind.PARTY, [said_of(RecordKind.PARTY, [f"责任主体={RARE}", "主体类型=个人"])])
    keep(clerk, RecordKind.PROJECT, [said_of(RecordKind.PROJECT, [f"项目名称={PROJECT}", f"责任主体={RARE}"])])
    attach(clerk, [plot], {RecordKind.PROJECT: PROJECT, RecordKind.PARTY: RARE})
    told = "现场由㐂田村委会指界，设施为𬭎架大棚；业主镕喆公司（虚构）提供备案，另有古地名「𠀀𪛖」𰻝𱁬各一处（虚构）。"
    record(clerk, InspectionKind.SITE, [Visit(plot, DAY, f"{OFFICER}、虚䶮（虚构）", told)], follow)
    made, _ = made_account(clerk, plot, DAY)
    words = (
        f"{told}\n经与备案核对，设施种类、面积和用途一致；没有硬化耕作层。\n"
        + "设施内部未发现住宿、餐饮等非农用途。" * 6
    )
    reword(clerk, plot, words, made, DAY)


def _photographed(desks: Desks, folder: Path, plot: str) -> None:
    _put_in(desks, folder, plot, range(1000, 1000 + MANY))


def _put_in(desks: Desks, folder: Path, plot: str, seeds: Sequence[int]) -> None:
    from weipian.programme.inspection.acts.evidence import about, add_evidence
    from weipian.terms.evidence import EvidenceKind
    from weipian.vault.looking.eye import Eye

    kinds = (EvidenceKind.PHOTO_FAR, EvidenceKind.PHOTO_NEAR, EvidenceKind.PHOTO_NEAR, EvidenceKind.PHOTO_INSIDE)
    with Eye() as eye:
        for at, seed in enumerate(seeds):
            when = datetime(2024, 2, 5, 9, 10, tzinfo=BEIJING) + timedelta(minutes=7 * at)
            place = None if seed % 7 == 6 else (26.04 + seed % 90 * 1e-4, 110.65 + seed % 80 * 1e-4)
            heading = None if seed % 5 == 4 else seed * 37 % 360 + 0.4
            path = photo(folder / f"{plot}-现场照片-第{at + 1}张-{seed}.jpg", seed, when, place, heading)
            note = (
                "由东南向西北拍摄，可见在建房屋、堆料和进出道路，右侧为未动工的水田，远处为村道" if at % 3 == 0 else ""
            )
            done = add_evidence(desks["clerk"], [path], about(desks["clerk"], plot, kinds[at % 4], note), int, eye=eye)
            assert not done.refused, done.refused
