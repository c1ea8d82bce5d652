"""What went wrong, as a page or a notice: what, where, how to mend; never a traceback."""

from __future__ import annotations

import logging
import secrets

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import Error as DatabaseFailure
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string

from weipian.terms.errors import InputError, WeipianError

logger = logging.getLogger("weipian.web")
NOT_ALLOWED = {
    "act_not_of_role",
    "act_not_of_township",
    "act_in_person",
    "register_closed",
    "page_not_for_you",
    "other_township",
    "sees_no_patches",
    "sums_not_handed",
}
UNREADABLE: dict[type[Exception], str] = {
    RequestDataTooBig: "upload_too_big",
    TooManyFieldsSent: "upload_too_many",
    TooManyFilesSent: "upload_too_many",
    SessionInterrupted: "form_too_old",
}
NOT_THERE = {"page_not_there", "patch_unknown", "plot_unknown", "dossier_unknown"}


def answer_of(request: HttpRequest, error: Exception) -> HttpResponse:
    """The page that says it, with the status that goes with it."""
    if isinstance(error, Http404):
        error = InputError("page_not_there", where=request.path)
    if isinstance(error, SuspiciousOperation | BadRequest | MultiPartParserError):
        return unreadable(request, error)
    if isinstance(error, WeipianError):
        return said(request, error, code_of(error))
    number = secrets.token_hex(4)
    logger.error("%s %s %s", number, request.method, request.path, exc_info=error)
    what = "database_busy" if isinstance(error, DatabaseFailure) else "web_unforeseen"
    return said(request, InputError(what, where=request.path, number=number), 500)


def code_of(error: WeipianError) -> int:
    """The status that goes with an error."""
    if error.code in NOT_ALLOWED:
        return 403
    return 404 if error.code in NOT_THERE else 400


def said(request: HttpRequest, error: WeipianError, code: int) -> HttpResponse:
    """A notice into the page that is open, or a page of its own: with the tree beside it for who is in."""
    partial = request.headers.get("HX-Request") == "true"
    inside = getattr(request, "desk", None) is not None and code < 500
    page = "notice.html" if partial else "failed_inside.html" if inside else "failed.html"
    text = render_to_string(page, {"error": error, "code": code}, request)
    answer = HttpResponse(text, status=code)
    if partial:
        answer["HX-Retarget"], answer["HX-Reswap"] = "#notices", "beforeend"
    return answer


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's own check of forms failed: mostly a page that lay open overnight."""
    return said(request, InputError("form_too_old", where=request.path), 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer_of(request, Http404())


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent is no form of ours: too much of it, cut off, or a session that has just ended elsewhere."""
    return said(request, InputError(UNREADABLE.get(type(exception), "form_unreadable"), where="提交的内容"), 400)


def failed(request: HttpRequest) -> HttpResponse:
    return answer_of(request, RuntimeError("unhandled"))
