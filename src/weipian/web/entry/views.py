"""Log in, set a password by a one-time link, log out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from weipian.store.acting import Desk
from weipian.store.actors import Actor
from weipian.store.door import failures, passwords
from weipian.store.queries.people import accounts
from weipian.terms.errors import InputError
from weipian.web.entry.rules import PROFILES, Profile, require_password
from weipian.web.frame.here import here
from weipian.web.frame.person import come_in
from weipian.web.frame.route import Opens, Route


def log_in(request: HttpRequest) -> HttpResponse:
    """Name and password; a made-up county also shows who there is to come in as."""
    onward = request.POST.get("next") or request.GET.get("next") or "/"
    said: InputError | None = None
    if request.method == "POST":
        try:
            come_in(request, recognised(request).account)
            return HttpResponseRedirect(safe(request, onward))
        except InputError as error:
            said = error
    people = [one for one in accounts() if one.active] if here().shown_off else []
    told: dict[str, Any] = {"error": said, "onward": onward, "people": people, "name": request.POST.get("name", "")}
    return render(request, "entry/login.html", told, status=400 if said else 200)


def recognised(request: HttpRequest) -> Actor:
    """Who it is. Raises InputError, and remembers the failure."""
    name, folder = request.POST.get("name", "").strip(), here().workspace.folder
    if here().shown_off and (found := _shown_off(request.POST.get("as", ""))):
        return found
    address = str(request.META.get("REMOTE_ADDR", ""))
    if minutes := failures.tried(folder, name, address):
        raise InputError("login_shut", where="登录", minutes=minutes)
    person = passwords.person_with(folder, name, request.POST.get("password", ""))
    if person is None:
        raise InputError("login_wrong", where="登录")
    failures.forgiven(folder, name, address)
    return person


def _shown_off(name: str) -> Actor | None:
    return next((one.person for one in accounts() if one.active and one.person.name == name), None) if name else None


def safe(request: HttpRequest, onward: str) -> str:
    """An address of ours, else the first page."""
    return onward if url_has_allowed_host_and_scheme(onward, {request.get_host()}) else "/"


def log_out(request: Any) -> HttpResponse:
    if request.method == "POST":
        request.session.flush()
    return HttpResponseRedirect("/login")


def link(request: HttpRequest, token: str) -> HttpResponse:
    """The way in for who has no password yet: once, and then it is spent."""
    person, said = passwords.person_of_link(here().policy, token), None
    profile = Profile(settings.WEIPIAN_PASSWORDS)
    if request.method == "POST":
        try:
            first = request.POST.get("password", "")
            require_password(profile, person.name, first, request.POST.get("again", ""))
            desk = Desk(here().workspace, here().policy, person)
            come_in(request, passwords.set_by_link(desk, token, first).account)
            return HttpResponseRedirect("/")
        except InputError as error:
            said = error
    told = {"who": person, "error": said, "asks": PROFILES[profile]}
    return render(request, "entry/link.html", told, status=400 if said else 200)


ROUTES = (
    Route("login", log_in, "login", Opens.ANYBODY),
    Route("logout", log_out, "logout", Opens.ANYBODY),
    Route("link/<str:token>", link, "link", Opens.ANYBODY),
)
