"""今日: what waits for this person, the most urgent first; then the calendar of duties; what they did lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.figures.duty_values import Light
from weipian.office.duty_sheet import Shared, short
from weipian.office.figures.duties import light_of
from weipian.office.ledger.standing import duties_now
from weipian.policy import Policy
from weipian.policy.spelling import word as spelt
from weipian.programme.submission.standing import SEEN_WHEN_DONE
from weipian.store.acting import Desk
from weipian.store.queries.on_map import plots_on_map
from weipian.store.queries.own_acts import own_acts
from weipian.web.aside.alike import Aside
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.kept import kept
from weipian.web.pages.stages.waiting import waits_of

SHOWN, LATELY = 200, 100
ORDER = {Light.OVERDUE: 0, Light.SOON: 1, Light.LATER: 2, Light.PAST: 3}
TABS = (("todo", "待办"), ("late", "逾期"), ("done", "已办"))
STEPS = (
    ("law", "看本年规则", "期限、数值和各条的把握，先核对一遍"),
    ("people", "设立账号", "系统管理员给各人设账号，发一次性链接"),
    ("intake-layers", "导入图层", "地类、基本农田、生态红线、批准红线等；没有的图层，套合时记为「没有查」"),
    ("intake-records", "登记项目、主体、批文、村", "判定建议要用；以后也可补"),
    ("intake", "导入下发批次", "先演练，看清有多少、哪些行没有采用，再入库；入库后到「图斑清单」套合"),
)
"""What is done first in a new workspace: the page, the work, what it is for."""
LIGHTS = (Light.OVERDUE, Light.SOON, Light.LATER)


@dataclass(frozen=True, slots=True)
class DutyShown:
    """A duty of the calendar. `own`: this person's own township's."""

    light: Light
    due: date
    label: str
    subject: str
    plots: int
    owner: str
    who: str
    clause: str
    first: str
    own: bool


def today(request: Any) -> HttpResponse:
    """`tab`: what waits, what of it is late, what was done."""
    desk, tab = request.desk, request.GET.get("tab", "todo")
    waits = waits_of(desk, here().today())
    duties = kept(desk, "duties", lambda: duties_of(desk, here().today()), whose=desk.sight)
    late = [one for one in waits if one.late]
    shown = [one for one in duties if one.light is Light.OVERDUE] if tab == "late" else duties
    told = {
        "tab": tab if tab in dict(TABS) else "todo",
        "tabs": [(name, label, {"todo": len(waits), "late": len(late)}.get(name)) for name, label in TABS],
        "waits": late if tab == "late" else waits,
        "done": own_acts(desk.actor.signed, LATELY) if tab == "done" else [],
        "rows": shown[:SHOWN],
        "more": len(shown) - SHOWN,
        "first_steps": first_steps(request) if tab == "todo" and not waits else [],
        "counts": [(light, sum(row.light is light for row in duties)) for light in LIGHTS],
    }
    return render(request, "pages/today.html", told)


def first_steps(request: Any) -> list[tuple[str, str, str]]:
    """(page, what, why) in a workspace without a patch, of the pages that are open to this person."""
    from weipian.web.urls import TABLE

    desk = request.desk
    if desk.sight.is_nothing or plots_on_map(desk.sight, most=1):
        return []
    open_now = {one.name for one in TABLE if one.lets_in(desk.policy, desk.actor)}
    return [one for one in STEPS if one[0] in open_now]


def duties_of(desk: Desk, day: date) -> list[DutyShown]:
    """The calendar of who sees patches, the own and the most urgent first; of nobody else."""
    if desk.sight.is_nothing:
        return []
    found = [one for one in duties_now(desk, None, day) if one.duty.effective_due is not None]
    rows = [_shown(one, desk, day) for one in found]
    return sorted(rows, key=lambda row: (ORDER[row.light], not row.own, row.due))


def _shown(one: Shared, desk: Desk, day: date) -> DutyShown:
    duty, owner = one.duty, one.owner
    due = duty.effective_due or day
    light, _ = light_of(due, day, duty.duty in SEEN_WHEN_DONE)
    own = bool(owner) and owner == desk.sight.township
    first = one.owing[0] if len(one.owing) == 1 else ""
    who = _who(one, desk.policy)
    clause = short(duty.clause, desk.policy)
    return DutyShown(light, due, duty.label, one.subject, one.plots, owner, who, clause, first, own)


def _who(one: Shared, policy: Policy) -> str:
    """Whose it is: of a plot of one township, that township's name."""
    return one.owner if one.owner and one.duty.who == "township" else spelt(one.duty.who, policy.schema)


ROUTES = (Route("", today, "today", label="今日", group="工作台", aside=Aside.OWN),)
