"""备份和体检: what was backed up and how it is done; what is missing or risky, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from weipian.store.backup.newest import newest_of, on_one_disk
from weipian.store.queries.log_list import LogWanted, log_count, log_page
from weipian.terms.acting import Act
from weipian.terms.here import BEIJING
from weipian.web.command.jobs import begin, job_of, new_job
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.system.paging import SIZE, page_of

SIGNS = {"missing": ("✕", "缺少"), "risk": ("△", "留意"), "good": ("✓", "正常")}
"""In the order in which they are shown."""


def backups(request: Any) -> HttpResponse:
    """The newest, with what is to be known of it; all that were made."""
    folder, wanted = here().workspace.folder, LogWanted(act=Act.BACKED_UP.value)
    newest, count = newest_of(folder), log_count(wanted)
    page, pages = page_of(request, count)
    told = {
        "newest": newest,
        "at": datetime.fromisoformat(newest.at).astimezone(BEIJING) if newest else None,
        "megabytes": newest.bytes / 1e6 if newest else 0,
        "one_disk": newest is not None and on_one_disk(folder, Path(newest.path)),
        "rows": log_page(wanted, (page - 1) * SIZE, SIZE),
        "count": count,
        "page": page,
        "pages": pages,
        "folder": folder,
    }
    return render(request, "system/backups.html", told)


@dataclass(frozen=True, slots=True)
class Finding:
    """A line of the check-up with its sign."""

    what: str
    health: str
    sign: str
    word: str
    found: str
    mend: str


def doctor(request: Any) -> HttpResponse:
    """Looked at when somebody asks, as a job: it takes seconds."""
    if request.method == "POST":
        job, desk, commands = new_job(request.desk.actor.account, "体检"), request.desk, here().commands
        begin(job, lambda: commands.of_machine(desk, ("doctor",)))
        return redirect(f"{reverse('doctor')}?job={job.key}")
    asked = request.GET.get("job")
    found = job_of(request.desk.actor.account, asked) if asked else None
    if found is not None and found.error is not None:
        raise found.error
    rows = checked(found.heard.answer["checks"]) if found and found.heard else []
    bad = sum(one.health != "good" for one in rows)
    return render(request, "system/doctor.html", {"rows": rows, "bad": bad, "job": found})


def checked(checks: list[dict[str, str]]) -> list[Finding]:
    """What the command says, what is wrong first."""
    found = [Finding(**one, sign=SIGNS[one["health"]][0], word=SIGNS[one["health"]][1]) for one in checks]
    return sorted(found, key=lambda one: list(SIGNS).index(one.health))


ROUTES = (
    Route("system/backups/", backups, "backups", Act.BACKED_UP, "备份", "系统"),
    Route("system/doctor/", doctor, "doctor", Act.BACKED_UP, "体检", "系统"),
)
