"""Several rows at once: their numbers are brought into the dialog of an act on many, or into a table to be pasted."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from weipian.store.acting import Desk
from weipian.store.actors import may
from weipian.store.queries.patch_list import listed
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.web.command.acts import DIALOGS, RowOf
from weipian.web.frame.route import Route
from weipian.web.pages.patches.asked import asked_of

MANY = frozenset({"plots", "patches", "numbers"})
"""Fields that take several numbers."""
MOST = 1000
PASTE = "paste"


def bulk_acts(desk: Desk) -> list[Act]:
    """The acts on many patches or plots that this person may do."""
    ground = (act for act, asks in DIALOGS.items() if asks.row is not RowOf.OTHER and asks.field in MANY)
    return sorted((act for act in ground if may(desk.policy, desk.actor, act) is None), key=list(Act).index)


def act_on_many(request: Any) -> HttpResponse:
    """On to the dialog. Raises InputError where nothing is chosen, or too much."""
    numbers = request.GET.getlist("number")
    if request.GET.get("every"):
        wanted = asked_of(request)
        numbers = [one.number for one in listed(wanted.wanted)]
    if not numbers:
        raise InputError("rows_none_chosen", where="图斑清单")
    if len(numbers) > MOST:
        raise InputError("rows_too_many", where="图斑清单", count=len(numbers), most=MOST)
    act = request.GET.get("act", "")
    if act == PASTE:
        rows = "\n".join(["图斑编号", *numbers])
        return redirect(f"{reverse('paste')}?{urlencode({'rows': rows})}")
    wanted_act = next((one for one in bulk_acts(request.desk) if one.value == act), None)
    if wanted_act is None:
        raise InputError("act_none_chosen", where="图斑清单")
    asks = DIALOGS[wanted_act]
    query = urlencode([(asks.field, number) for number in numbers])
    return redirect(f"{reverse('dialog', args=[asks.dialog])}?{query}")


ROUTES = (Route("patches/act", act_on_many, "patches-act"),)
