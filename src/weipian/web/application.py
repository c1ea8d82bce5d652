"""The workspace's pages as an application, their scripts and styles beside them; what serves it is another matter."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from weipian.policy import load
from weipian.store.start import start
from weipian.terms.errors import InputError
from weipian.web.bringing import are_here

BY_HTTPS = {
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_NAME": "__Host-weipian",
    "CSRF_COOKIE_SECURE": True,
    "CSRF_COOKIE_NAME": "__Host-csrf",
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 30 * 86400,
    "SILENCED_SYSTEM_CHECKS": ["security.W005", "security.W021"],
}
"""Django's settings behind HTTPS. Other names below ours, and lists of browsers' makers, are not ours to bind: the two
checks that ask for it are silent."""


def application(
    folder: Path,
    commands: Any,
    *,
    hosts: tuple[str, ...] = (),
    shown_off: bool = False,
    day: date | None = None,
    passwords: str = "ordinary",
    secure: bool = False,
) -> Callable[..., Any]:
    """The workspace's pages as a WSGI application, its scripts and styles beside them. Raises InputError."""
    if not are_here():
        raise InputError("assets_missing", where="网页工作台")
    workspace = start(folder)
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from whitenoise import WhiteNoise

    from weipian.store.door import place
    from weipian.web.frame import assets
    from weipian.web.frame.here import Here, be

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *hosts]
    settings.WEIPIAN_PASSWORDS = passwords
    for name, value in (BY_HTTPS if secure else {}).items():
        setattr(settings, name, value)
    place.stand_at(workspace.folder)
    settings.SECRET_KEY = _key(workspace.folder)
    be(Here(workspace, load(workspace.policy), commands, shown_off, day))
    served = WhiteNoise(
        WSGIHandler(), max_age=365 * 86400, allow_all_origins=False, autorefresh=False, add_headers_function=_fenced
    )
    served.add_files(str(assets.STATIC), prefix=f"static/{assets.version()}/")
    return served  # type: ignore[no-any-return]


def _fenced(headers: Any, _path: str, _url: str) -> None:
    """Files carry what pages carry."""
    from weipian.web.frame.fence import HEADERS

    for name, value in HEADERS.items():
        headers[name] = value


def _key(folder: Path) -> str:
    """The key that sessions are signed with, the same after the next start."""
    from weipian.store.door.kept import keep, kept

    found = kept(folder, 0, "key").get("sessions")
    if found is None:
        found = secrets.token_urlsafe(50)
        keep(folder, 0, "key", "sessions", found)
    return str(found)
