"""The page of a patch and of a plot; what is not in sight is as if it were not there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from weipian.figures.duty_values import Light
from weipian.office.places.before import Before, before, decimals_mu, judged_text
from weipian.office.places.repeated import Earlier
from weipian.programme.report.explain.answer import Told, told
from weipian.programme.report.explain.seen import seen as masked
from weipian.programme.report.explain.text import outcome
from weipian.programme.submission.standing import SEEN_WHEN_DONE
from weipian.store.acting import Desk
from weipian.store.eyes import eyes_of
from weipian.store.queries.about import about_plot
from weipian.store.queries.evidence import evidence_of, listed, plot_of
from weipian.store.queries.explain import stories_of
from weipian.store.queries.layers import all_layers
from weipian.store.queries.overlay import PlotHere, open_plots, plot_numbered
from weipian.store.seeing import seen
from weipian.terms.acting import State
from weipian.terms.area import Area, decimals
from weipian.terms.errors import InputError
from weipian.vault.kinds import BY_TYPE
from weipian.vault.places import SIZES, Places
from weipian.vault.viewing import view_of
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.patch.able import acts_of
from weipian.web.pages.patch.blocks import blocks
from weipian.web.pages.patch.findings import findings_of
from weipian.web.pages.patch.ground import areas, laid
from weipian.web.pages.patch.history import history
from weipian.web.pages.said import marks_of

Shown = dict[str, Any]
MAP = ("map/map.html", "patch/no_map.html")
"""The first of them that is there."""


def patch(request: Any, number: str) -> HttpResponse:
    """A patch: of the plot that it is, or of the first one with the others beside it."""
    plots = open_plots([number], seen(request.desk))
    own = [one for one in plots if one.patch == number]
    if not own:  # it is a part's number
        return _shown(request, plots[0], plots)
    return _shown(request, next((one for one in own if one.number == number), own[0]), own)


def plot(request: Any, number: str) -> HttpResponse:
    """A plot, a closed one too."""
    sight = seen(request.desk)
    one = plot_numbered(number, sight)
    return _shown(request, one, [each for each in open_plots([one.patch], sight) if each.patch == one.patch])


def _shown(request: Any, one: PlotHere, plots: Sequence[PlotHere]) -> HttpResponse:
    desk, day = request.desk, here().today()
    story = masked(next(stories_of([one], seen(desk))), eyes_of(desk.policy, desk.actor))
    found = told(story, all_layers(), desk.policy, day)
    who = {event.seq: event.actor for event in story.events.values()}
    told_of = {
        "plot": one,
        "whole": Area.of_um2(one.area_um2),
        "map_template": MAP,
        "plots": plots if len(plots) > 1 else [],
        "open": plots,
        "story": story,
        "determined": _determined(found),
        "proposal": _proposal(found),
        "laid": laid(found.figures, one.area_um2),
        "areas": areas(found.figures, who),
        "findings": findings_of(found.findings),
        "duties": [(duty, _known(duty.duty)) for duty in found.duties if duty.duty not in found.done],
        "evidence": _evidence(desk, one) if "evidence" in story.booked or one.parent is not None else [],
        "blocks": blocks(desk, one, story.booked, day),
        "before": _before(before(desk, one.patch_id)),
        "history": history(story.events.values()),
        **acts_of(desk, about_plot(one), {"plot": one.number, "patch": one.patch}),
    }
    return render(request, "patch/page.html", told_of)


def _known(duty: str) -> str:
    """Of a duty whose doing no book shows, a past date is not called overdue."""
    return "" if duty in SEEN_WHEN_DONE else Light.PAST.name


def _determined(found: Told) -> Shown | None:
    written = found.story.determined
    if written is None:
        return None
    values, event = written.values, found.story.events.get(written.event)
    word = values["determination"] or values["conclusion"] or ""
    return {"marks": marks_of(word), "review": values["review"], "reviewed": values["reviewed"],
            "because": values["because"], "by": event.actor if event else ""}  # fmt: skip


def _proposal(found: Told) -> Shown | None:
    if found.story.proposed is None:
        return None
    answer = found.story.proposed.values["answer"]
    return {"marks": marks_of(answer["conclusion"]), "outcome": outcome(answer), "because": answer["because"],
            "missing": answer["missing"], "doubts": answer.get("doubts", []), "hints": answer["hints"]}  # fmt: skip


def _evidence(desk: Desk, one: PlotHere) -> list[Shown]:
    """With its place on the vault's shelf; what is personal in names and notes masked, as everywhere."""
    if one.state is State.WITHDRAWN:
        return []
    sight, eyes = seen(desk), eyes_of(desk.policy, desk.actor)
    rows = listed(sight, plot_of(one.number, sight))
    return [
        {"id": row.id, "kind": row.kind.label, "name": eyes.deep(row.name), "note": eyes.deep(row.note), "by": row.by,
         "at": row.at.strftime("%Y-%m-%d %H:%M"), "taken": (row.taken_at or "").replace("T", " ")[:16],
         "plot": row.plot, "picture": bool(BY_TYPE[row.media_type].pillow) if row.media_type in BY_TYPE else False}
        for row in rows
    ]  # fmt: skip


def _before(found: Before) -> Shown:
    rows = []
    for one in found.rows:
        old = one.before
        earlier = isinstance(old, Earlier)
        judged = "往年怎样判定，图层里没有" if earlier else "；".join(map(judged_text, one.history)) or "还没有判定"
        rows.append({
            "number": old.number or "（没有编号）", "linked": not earlier,
            "from": "往年图斑图层" if earlier else getattr(old, "batch", ""), "issued": str(old.issued or "日期不明"),
            "shared": decimals_mu(one.shared_um2), "share": decimals(one.share * 100, 1), "judged": judged,
        })  # fmt: skip
    return {"rows": rows, "looked": found.looked}


def copy(request: Any, number: int, which: str) -> HttpResponse:
    """A copy to look at, made where it is missing; it holds no place and no device. The original is another act."""
    if which not in SIZES:
        raise InputError("page_not_there", where=which)
    found = evidence_of(number, seen(request.desk))
    path = view_of(Places(request.desk.workspace.folder), found.sha256, found.media_type, which)
    answer = FileResponse(path.open("rb"), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=600"
    return answer


ROUTES = (
    Route("patches/<path:number>", patch, "patch"),
    Route("plots/<path:number>", plot, "plot"),
    Route("copies/<int:number>/<str:which>", copy, "copy"),
)
