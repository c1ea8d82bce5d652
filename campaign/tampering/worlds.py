"""Workspaces to be altered: some history, older copies of it, exports, papers that were printed on the way."""

from __future__ import annotations

import hashlib
import io
import random
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

from weipian.policy import load
from weipian.record.audit import DATABASE
from weipian.record.evidence import place_of
from weipian.record.head import NAME, head_mark, head_of
from weipian.record.paper import Mark, mark_of
from weipian.store.making import make
from weipian.terms.acting import Act

POLICY, USER = "demo-2023", "clerk"
KEY = "secret/signing.key"
LAYERS = ("land_use", "ecological_redline", "rural_road")
PHOTOS = 3
DATE_TIME, TAKEN = 0x0132, "2023:08:05 10:00:00"


@dataclass(frozen=True, slots=True)
class Moment:
    """How the workspace stood once: its database and head put aside, the mark that a paper of that day shows."""

    database: Path
    head: Path
    seq: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class World:
    """A workspace, and what others hold of it. `earlier`: an export of an earlier day; `other`: another workspace."""

    folder: Path
    moments: tuple[Moment, ...]
    export: Path
    earlier: Path
    other: Path

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(moment.mark for moment in self.moments)


def made(place: Path, seed: int) -> World:
    """A world of its own for each seed."""
    chance = random.Random(seed)  # noqa: S311 - the same world each time
    other = _desk(place / "other")
    _kept(other, chance)
    desk = _desk(place / "county")
    folder, moments = desk.workspace.folder, []
    for number, step in enumerate((_kept, _layers, _issued, _photos, _changed, _split, _kept)):
        step(desk, chance)
        moments.append(_moment(folder, place / f"moment-{number}"))
        if number == 3:
            earlier = _exported(desk, place / "earlier" / "log.jsonl")
    export = _exported(desk, place / "export" / "log.jsonl")
    moments.append(_moment(folder, place / "moment-last"))
    return World(folder, tuple(moments), export, earlier, other.workspace.folder)


def _desk(folder: Path) -> Any:
    workspace = make(folder, POLICY, USER).workspace
    from weipian.store.acting import Desk
    from weipian.store.queries.people import actor_of_system_user

    return Desk(workspace, load(POLICY), actor_of_system_user(USER))


def _exported(desk: Any, path: Path) -> Path:
    from weipian.store.queries.log import export_log

    path.parent.mkdir(parents=True)
    export_log(desk, path)
    return path


def _moment(folder: Path, place: Path) -> Moment:
    place.mkdir(parents=True)
    shutil.copyfile(folder / DATABASE, place / DATABASE)
    shutil.copyfile(folder / NAME, place / NAME)
    head = head_of((folder / NAME).read_text("utf-8"))
    return Moment(place / DATABASE, place / NAME, head.seq, mark_of(head_mark(head)))


def _kept(desk: Any, chance: random.Random) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Approval, Party, Project, Village

    ends = ("公司", "某", "𠮷", "O'B\"\\")
    names = [f"{chance.choice('甲乙丙丁')}{chance.choice(ends)}{n}" for n in range(3)]
    with acting(desk, Act.RECORD_KEPT, "party:*") as act:
        keys = act.add_many(Party, [{"name": name, "kind": "企业", "number": str(n)} for n, name in enumerate(names)])
    with acting(desk, Act.RECORD_KEPT, "project:*") as act:
        road = act.add(Project, name="环县公路", kind="交通", level="县级", party_id=keys[0])
        act.add(Approval, number="桂〔2023〕1号", effective=date(2023, 2, 28), in_systems=False, project_id=road)
        act.add(Village, name=f"村{chance.randrange(99)}", township="星原镇")
    with acting(desk, Act.RECORD_KEPT, "party:1") as act:
        act.change(Party, keys[1], note="换行\n已迁居")
        act.replace(Party, [keys[2]], [{"name": "甲集团", "kind": ""}])


def _layers(desk: Any, chance: random.Random) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import LayerVersion

    for kind in LAYERS:
        content = chance.randbytes(500)
        (desk.workspace.layers / f"{kind}-1.parquet").write_bytes(content)
        with acting(desk, Act.LAYER_ADDED, f"layer:{kind}") as act:
            act.add(
                LayerVersion, kind=kind, version=1, as_of=date(2022, 12, 31), name=kind, source_sha256="",
                kept=f"layers/{kind}-1.parquet", kept_sha256=hashlib.sha256(content).hexdigest(), crs="EPSG:4490",
                columns={}, features=1, vertices=4, area_um2=10**12, refused=[], repaired=[], coverage=None,
                coverage_note="", secrecy="internal",
            )  # fmt: skip


def _photos(desk: Any, chance: random.Random) -> None:
    """Photos with what a camera writes down, in the vault and in the register."""
    from weipian.store.acting import acting
    from weipian.store.models import Evidence, Patch, Plot

    plot, patch = Plot.objects.values_list("id", "patch_id").order_by("id")[0]
    assert Patch.objects.filter(id=patch).exists()
    for number in range(PHOTOS):
        content = _photo(chance)
        sha256 = hashlib.sha256(content).hexdigest()
        path = desk.workspace.folder / place_of(sha256)
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        with acting(desk, Act.EVIDENCE_ADDED, "evidence") as act:
            act.add(
                Evidence, sha256=sha256, size=len(content), media_type="image/jpeg", name=f"{number}.jpg",
                kind="site_photo", plot_id=plot, patch_id=patch, facts={}, account_id=1,
            )  # fmt: skip


def _photo(chance: random.Random) -> bytes:
    image, exif, out = Image.new("RGB", (16, 16), tuple(chance.randbytes(3))), Image.Exif(), io.BytesIO()
    exif[DATE_TIME] = TAKEN
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def _issued(desk: Any, chance: random.Random) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Batch, Patch, Plot, Standing

    day, number = date(2023, 8, 1), 6
    with acting(desk, Act.BATCH_ADDED, "batch:202308") as act:
        batch = act.add(
            Batch, name="202308", version=1, year=2023, period="2023-08", issued=day, received=day, source="x.shp",
            source_sha256="", patches=number, refused=0,
        )  # fmt: skip
        same = {"category": "new_nonfarm_construction", "township": "星原镇", "area_um2": 2_333_000_000}
        shapes = [
            {
                **same, "number": f"P{n}", "version": 1, "batch_id": batch, "supplementary": False, "issued": day,
                "issued_area": "3.5", "issued_unit": "mu", "attributes": {"序号": n}, "crs": "EPSG:4490",
                "wkb": chance.randbytes(93), "west": 0, "south": 0, "east": n, "north": 1,
            }
            for n in range(number)
        ]  # fmt: skip
        keys = act.add_many(Patch, shapes)
        plots = [
            {"number": f"P{n}", "patch_id": key, "area_um2": 10**9 + n, "township": "星原镇", "state": "issued"}
            for n, key in enumerate(keys)
        ]
        act.add_many(Plot, plots)
        standings = [
            {**same, "number": f"P{n}", "patch_id": key, "batch_id": batch, "issued": day, "state": "issued"}
            for n, key in enumerate(keys)
        ]
        act.add_many(Standing, standings)


def _changed(desk: Any, chance: random.Random) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Standing

    for key in chance.sample(range(1, 7), 3):
        with acting(desk, Act.MEASURED, f"patch:{key}") as act:
            act.change(Standing, key, state="measured", due=date(2023, 9, key), cultivated_um2=chance.randrange(10**9))


def _split(desk: Any, chance: random.Random) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot

    key = chance.randrange(1, 7)
    with acting(desk, Act.PLOT_SPLIT, f"plot:P{key - 1}") as act:
        act.change(Plot, key, closed=True)
        part = {"patch_id": key, "parent_id": key, "how": "line", "township": "星原镇", "state": "issued"}
        act.add_many(Plot, [{**part, "number": f"P{key - 1}-{n}", "wkb": b"%d" % n, "area_um2": n} for n in (1, 2)])
