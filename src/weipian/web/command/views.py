"""A dialog for every command: asked, run as the person who asks, answered, its files to take away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from weipian.terms.errors import InputError
from weipian.web.command.given import given_in
from weipian.web.command.jobs import Job, begin, given_up, job_of, new_job
from weipian.web.command.meanwhile import Meanwhile, looked, meanwhile
from weipian.web.command.port import Dialog, FieldAsked, Heard, Kind
from weipian.web.command.spoken import form_of, named
from weipian.web.command.which import which
from weipian.web.frame.here import here
from weipian.web.frame.route import Route

OFFICE_DAYS = ("today", "day")
"""Fields that mean today where nothing is put in."""
NO_WAY_BACK = ("/do/", "/job/", "/rehearsed/", "/login", "/link/")
REHEARSED = "dry_run"


def everything(request: Any) -> HttpResponse:
    """All there is to be done, by word."""
    groups = [
        replace(one, dialogs=tuple((path, named(told)) for path, told in one.dialogs))
        for one in here().commands.groups()
    ]
    return render(request, "command/all.html", {"groups": groups})


def dialog(request: Any, command: str) -> HttpResponse:
    """The form, with what the address says already in it; or what came of it."""
    asked = here().commands.dialog(command.split("/"))
    asked = replace(asked, title=named(asked.title))
    if request.method == "POST":
        return _run(request, asked)
    first = {field.name: _first(request, field) for field in asked.fields}
    return _page(request, asked, first, looked=looked(asked))


def _page(request: Any, asked: Dialog, first: dict[str, str], **more: Any) -> HttpResponse:
    """The form, with what its fields say at first."""
    from weipian.web.command.facts import facts_of  # asks the books; forms alone need none

    name, _, beside = asked.title.partition("；")
    told = {
        "dialog": asked,
        "name": name,
        "beside": beside,
        "form": form_of(asked, first),
        "facts": facts_of(request.desk, asked, first),
        "draft": "?".join(filter(None, (asked.key, request.GET.urlencode()))),
        "back": _back(request),
        **more,
    }
    return render(request, "command/dialog.html", told)


def _back(request: Any) -> str:
    """The page of ours from which somebody came here."""
    page = str(request.headers.get("Referer", ""))
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    path = urlsplit(page)
    return f"{path.path}?{path.query}".rstrip("?") if ours and not path.path.startswith(NO_WAY_BACK) else ""


def _first(request: Any, field: FieldAsked) -> str:
    given = request.GET.getlist(field.name)
    if not given and field.kind is Kind.DAY and field.name in OFFICE_DAYS and here().day is not None:
        return here().today().isoformat()  # the commands know the machine's day alone
    return "\n".join(given) if given else field.first


def _run(request: Any, asked: Dialog) -> HttpResponse:
    job = new_job(request.desk.actor.account, asked.title, asked.path)
    try:
        given = given_in(request, asked, job)
        found = meanwhile(request, asked, given)
    except BaseException:
        given_up(job)
        raise
    if found:
        given_up(job)
        return _told_first(request, asked, found)
    if given.get(REHEARSED):
        from weipian.web.pages.rehearsing.running import rehearse

        return rehearse(request, asked, job, given)
    desk, commands = request.desk, here().commands
    job.given = given

    def work() -> Heard:
        return commands.run(desk, asked.path, given, job.out)

    begin(job, work)
    return redirect("job", key=job.key) if request.headers.get("HX-Request") != "true" else _shown(request, job)


def _told_first(request: Any, asked: Dialog, found: Meanwhile) -> HttpResponse:
    """Beside the form that is open; or, without scripts, the form again with what was put into it."""
    told: dict[str, Any] = {"meanwhile": found, "looked": found.looked}
    if request.headers.get("HX-Request") == "true":
        return render(request, "command/_told_first.html", told)
    return _page(
        request, asked, {field.name: "\n".join(request.POST.getlist(field.name)) for field in asked.fields}, **told
    )


def job(request: Any, key: str) -> HttpResponse:
    """How far it is, or what came of it."""
    return _shown(request, job_of(request.desk.actor.account, key))


def stop(request: Any, key: str) -> HttpResponse:
    found = job_of(request.desk.actor.account, key)
    if request.method == "POST":
        found.stopping = True
        found.done.wait(1.0)
    return redirect("job", key=key)


def _shown(request: Any, found: Job) -> HttpResponse:
    whole = "command/job.html" if request.headers.get("HX-Request") != "true" else "command/_job.html"
    told: dict[str, Any] = {
        "job": found,
        "running": not found.done.is_set(),
        "files": _files(found),
        "which": which(found),
    }
    return render(request, whole, told)


def _files(found: Job) -> Iterable[tuple[int, str]]:
    paths = found.heard.files if found.heard else []
    return [(number, path.relative_to(found.out).as_posix()) for number, path in enumerate(paths)]


def take(request: Any, key: str, number: int) -> HttpResponse:
    """A file that came of it."""
    found = job_of(request.desk.actor.account, key)
    paths = found.heard.files if found.heard else []
    if number >= len(paths) or not paths[number].is_file():
        raise InputError("download_gone", where=found.title)
    return FileResponse(paths[number].open("rb"), as_attachment=True, filename=paths[number].name)


ROUTES = (
    Route("do/", everything, "everything", label="全部办理事项", group="系统"),
    Route("do/<path:command>", dialog, "dialog"),
    Route("job/<str:key>", job, "job"),
    Route("job/<str:key>/stop", stop, "job-stop"),
    Route("job/<str:key>/<int:number>", take, "job-file"),
)
