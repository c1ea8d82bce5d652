"""The outermost: what every answer carries, and what a failure looks like."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from weipian.terms.errors import InputError
from weipian.web.frame.failing import answer_of, said
from weipian.web.frame.outside import HOSTS, is_asked

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self';"
    " connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing from another host."""
_FROM = " ".join(("'self'", *HOSTS))
OUTSIDE = POLICY.replace("img-src 'self'", f"img-src {_FROM}").replace("connect-src 'self'", f"connect-src {_FROM}")
"""The profile of pages with a map where the office has signed for 天地图: its hosts by name, and nothing else."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
METHODS = ("GET", "HEAD", "POST")


class Fence:
    """Middleware."""

    def __init__(self, inner: Callable[[HttpRequest], HttpResponse]) -> None:
        self.inner = inner

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = _refused(request) or self.inner(request)
        if is_asked(request):
            answer.headers["Content-Security-Policy"] = OUTSIDE
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        answer.headers.setdefault("Cache-Control", "no-store")
        if not answer.streaming:  # the connection is kept for the next page
            answer.headers.setdefault("Content-Length", str(len(answer.content)))
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse:
        return answer_of(request, error)


def _refused(request: HttpRequest) -> HttpResponse | None:
    """What no page is asked about: another host's name (a page elsewhere that had its name point to us), and methods
    that we have no use for."""
    try:
        request.get_host()
    except DisallowedHost:
        return said(request, InputError("host_unknown", where="网址"), 400)
    if request.method in METHODS:
        return None
    answer = said(request, InputError("method_unknown", where="网页"), 405)
    answer["Allow"] = ", ".join(METHODS)
    return answer
