"""A command run as a rehearsal, what it said shown, and then run for good with what was handed in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from weipian.terms.errors import InputError
from weipian.web.command.jobs import Job, begin, job_of, new_job
from weipian.web.command.port import Dialog, Given, Heard
from weipian.web.command.which import which
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.rehearsing.came import came_of

KEPT, ERRORS = "given.json", "-错误行.xlsx"
REHEARSED = "dry_run"


def rehearse(request: Any, asked: Dialog, job: Job, given: Given) -> HttpResponse:
    """Nothing is written; what was handed in stays with the job until it is swept away."""
    body = {"path": asked.path, "given": {name: list(values) for name, values in given.items()}}
    (job.folder / KEPT).write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    _run(request, asked, job, {**given, REHEARSED: ["1"]})
    return shown(request, job)


def do(request: Any, key: str) -> HttpResponse:
    """For good, with what was rehearsed under this key."""
    old = job_of(request.desk.actor.account, key)
    kept = old.folder / KEPT
    if request.method != "POST" or not kept.is_file():
        raise InputError("job_gone", where=old.title)
    body = json.loads(kept.read_text(encoding="utf-8"))
    asked = here().commands.dialog(body["path"])
    job = new_job(request.desk.actor.account, asked.title, asked.path)
    _run(request, asked, job, {**body["given"], REHEARSED: []}, old.folder)
    return shown(request, job)


def _run(request: Any, asked: Dialog, job: Job, given: Given, source: Path | None = None) -> None:
    """`source`: where the files lie that are read; error workbooks come to lie beside them."""
    whole = dict(given)
    if any(field.name == "errors" for field in asked.fields):
        whole["errors"] = [f"导入{ERRORS}"]
    desk, commands = request.desk, here().commands

    def work() -> Heard:
        heard = commands.run(desk, asked.path, whole, job.out)
        for path in (source or job.folder).glob(f"in-*/*{ERRORS}"):
            heard.files.append(path.rename(job.out / path.name))
        return heard

    begin(job, work)


def look(request: Any, key: str) -> HttpResponse:
    return shown(request, job_of(request.desk.actor.account, key))


def shown(request: Any, job: Job) -> HttpResponse:
    """A part of the page that asked, or a page of its own."""
    running = not job.done.is_set()
    told = {
        "job": job,
        "running": running,
        "came": None if running or job.heard is None else came_of(job),
        "rehearsed": (job.folder / KEPT).is_file(),
        "back": _back(request),
        "which": which(job),
    }
    partial = request.headers.get("HX-Request") == "true"
    return render(request, "rehearsing/_came.html" if partial else "rehearsing/came.html", told)


def _back(request: Any) -> str:
    """The page that asked, to be looked at anew."""
    page = str(request.headers.get("HX-Current-URL", ""))
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}) else ""


ROUTES = (
    Route("rehearsed/<str:key>", look, "rehearsed"),
    Route("rehearsed/<str:key>/do", do, "rehearsed-do"),
)
