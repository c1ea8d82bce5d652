"""账号和角色: who may come in as what; set up and changed by the administrator's own dialogs."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.store.actors import may
from weipian.store.queries.people import AccountHere, accounts
from weipian.terms.acting import Act, Register, Role
from weipian.web.frame.route import Route


def people(request: Any) -> HttpResponse:
    """Those who are in, then those who are switched off."""
    every = sorted(accounts(), key=lambda one: not one.active)
    asked = request.GET.get("q", "").strip()
    rows = [_row(one) for one in every if asked in f"{one.person.name} {one.person.label} {_place(one)}"]
    changes = may(request.desk.policy, request.desk.actor, Act.ACCOUNT_CHANGED) is None
    return render(request, "system/people.html", {"rows": rows, "asked": asked, "changes": changes})


def _row(one: AccountHere) -> dict[str, Any]:
    roles = [role.label for role in Role if role in one.person.roles]
    return {"person": one.person, "roles": roles, "place": _place(one), "os_user": one.os_user, "active": one.active}


def _place(one: AccountHere) -> str:
    return "、".join(filter(None, (one.person.township, one.person.department))) or "全县"


ROUTES = (Route("system/people/", people, "people", Register.ACCOUNTS, "账号和角色", "系统"),)
