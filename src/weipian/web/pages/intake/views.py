"""下发入库: a package is uploaded, what would come of it is shown, then it is taken in; what came in is listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.store.actors import may, require_may, who_can
from weipian.store.queries.layers import all_layers
from weipian.store.queries.patches import batches
from weipian.terms.acting import Act, Register
from weipian.terms.errors import InputError
from weipian.web.command.given import given_in
from weipian.web.command.jobs import new_job
from weipian.web.command.port import Dialog, Kind
from weipian.web.command.spoken import spoken
from weipian.web.frame.here import here
from weipian.web.frame.route import Opens, Route
from weipian.web.pages.rehearsing.running import rehearse

HIDDEN = frozenset({"dry_run", "errors"})


@dataclass(frozen=True, slots=True)
class Taking:
    """One sort of what comes in. `often`: the fields that are asked at first sight, the others open on demand."""

    name: str
    title: str
    words: tuple[str, ...]
    act: Act
    opens: Opens | Act | Register
    often: tuple[str, ...]
    note: str


BATCHES = Taking(
    "batches",
    "下发批次",
    ("patches", "add"),
    Act.BATCH_ADDED,
    Register.IMPORTS,
    ("source", "issued", "received", "batch"),
    "下发的压缩包，或 Shapefile（.shp、.shx、.dbf、.prj 一起选中）、GeoPackage、GeoJSON、"
    "带 WKT 列的 Excel；FileGDB 请压缩成 zip。"
    "同名批次再导入就是重新下发，会列出与上一版的差异。",
)
LAYERS = Taking(
    "layers",
    "图层",
    ("layers", "add"),
    Act.LAYER_ADDED,
    Register.LAYERS,
    ("source", "kind", "as_of", "secrecy", "coverage"),
    "地类、永久基本农田、生态保护红线、用地批准红线等。每次导入是一个有日期的版本，旧版本保留。",
)
RECORDS = Taking(
    "records",
    "项目、主体、批文、村",
    ("records", "import"),
    Act.RECORD_KEPT,
    Act.RECORD_KEPT,
    ("source", "kind"),
    "Excel 或 CSV，一行一条；表头按名称认，次序不限。",
)
ALL = (BATCHES, LAYERS, RECORDS)


def page_of(taking: Taking) -> Any:
    """The page's view."""

    def view(request: Any) -> HttpResponse:
        if request.method == "POST":
            return _rehearsed(request, taking)
        return _shown(request, taking)

    return view


def _shown(request: Any, taking: Taking) -> HttpResponse:
    asked, desk = here().commands.dialog(taking.words), request.desk
    refused = may(desk.policy, desk.actor, taking.act)
    told = {
        "taking": taking,
        "fields": [(spoken(one).field, one.first) for one in asked.fields if one.name in taking.often],
        "more": [(spoken(one).field, one.first) for one in _others(asked, taking)],
        "can": refused is None,
        "who": who_can(desk.policy, taking.act),
        "tabs": [(one, _address(one)) for one in ALL if _route(one).lets_in(desk.policy, desk.actor)],
        "batches": list(reversed(batches())) if taking is BATCHES else [],
        "layers": all_layers() if taking is LAYERS else [],
    }  # fmt: skip
    return render(request, "intake/page.html", told)


def _others(asked: Dialog, taking: Taking) -> list[Any]:
    return [one for one in asked.fields if one.name not in (*taking.often, *HIDDEN)]


def _rehearsed(request: Any, taking: Taking) -> HttpResponse:
    """Raises InputError for who may not, and where there is no one file."""
    desk = request.desk
    require_may(desk.policy, desk.actor, taking.act)
    asked = here().commands.dialog(taking.words)
    if not request.FILES.getlist("source"):
        raise InputError("upload_missing", where=taking.title)
    job = new_job(desk.actor.account, asked.title, asked.path)
    given = given_in(request, asked, job)
    for field in asked.fields:
        if field.kind is Kind.UPLOAD and len(given[field.name]) > 1:
            names = "、".join(path.rpartition("/")[2] for path in given[field.name])
            raise InputError("upload_several", where=field.label, count=len(given[field.name]), names=names)
    return rehearse(request, asked, job, given)


def _route(taking: Taking) -> Route:
    """The one that the table of addresses has for it."""
    return next(one for one in ROUTES if one.name == ("intake" if taking is BATCHES else f"intake-{taking.name}"))


def _address(taking: Taking) -> str:
    return "/intake/" if taking is BATCHES else f"/intake/{taking.name}"


ROUTES = (
    Route("intake/", page_of(BATCHES), "intake", BATCHES.opens, label="下发入库", group="工作台"),
    Route("intake/layers", page_of(LAYERS), "intake-layers", LAYERS.opens),
    Route("intake/records", page_of(RECORDS), "intake-records", RECORDS.opens),
)
