"""审计: the log as a list, and its check."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from weipian.store.queries.log import head_now
from weipian.store.queries.log_list import LogWanted, log_count, log_page
from weipian.terms.acting import Act
from weipian.web.command.jobs import begin, new_job
from weipian.web.command.port import Heard
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.system.paging import SIZE, page_of

VERIFY = "核验"


def log(request: Any) -> HttpResponse:
    """Who did what when; the filter is in the address."""
    asked = request.GET
    act = asked.get("act", "")
    wanted = LogWanted(
        asked.get("actor", "").strip(),
        act if act in {one.value for one in Act} else "",
        asked.get("subject", "").strip(),
        _day(asked.get("since", "")),
        _day(asked.get("until", "")),
    )
    count = log_count(wanted)
    page, pages = page_of(request, count)
    rows = log_page(wanted, (page - 1) * SIZE, SIZE)
    told = {"rows": rows, "count": count, "page": page, "pages": pages, "acts": list(Act), "asked": asked}
    return render(request, "system/log.html", told)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2023-09-24") else None
    except ValueError:
        return None


def verify(request: Any) -> HttpResponse:
    """Where the log stands; its check runs as a job that can be watched and stopped."""
    if request.method != "POST":
        return render(request, "system/verify.html", {"head": head_now()})
    job, desk, commands = new_job(request.desk.actor.account, VERIFY), request.desk, here().commands

    def work() -> Heard:
        heard = commands.of_machine(desk, ("audit", "verify"))
        told = "\n".join(f"{one['where']}：{one['message']}" for one in heard.answer["findings"])
        return Heard(0, heard.answer, f"{heard.text}\n{told}".strip())

    begin(job, work)
    return redirect("job", key=job.key)


ROUTES = (
    Route("audit/", log, "log", Act.LOG_EXPORTED, "办理日志", "审计"),
    Route("audit/verify/", verify, "verify", Act.LOG_EXPORTED, VERIFY, "审计"),
)
