"""A production server for one workspace, on Windows and Linux."""

from __future__ import annotations

import secrets
import select
import threading
from collections.abc import Callable
from dataclasses import replace
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
BEHIND = {"url_scheme": "https", "trusted_proxy_headers": {"x-forwarded-for"}, "trusted_proxy_count": 1}
"""Behind it all is HTTPS, and whom a request is from is what the proxy says: an address is shut, not the proxy."""
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
THREADS = 16
"""Requests at a time: most of them wait, for the disk, for the one writer, or for the county to be counted."""
CONNECTIONS = 1000 if hasattr(select, "poll") else 400
"""Browsers keep theirs open between requests: at 100, waitress's own, a hundred people shut the door for the others.
Windows' `select` takes 512 files."""
BODY = 220 << 20
"""Bytes of a request that the server takes; what a page takes of it is its own matter."""


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


def _ahead(workspace: Path) -> None:
    """The map's layers, while nobody has come in yet."""
    from django.db import connections

    from weipian.office.mapping.tiles import open_ahead

    try:
        open_ahead(workspace)
    finally:
        connections.close_all()


def serve(made: Callable[..., Any], host: str, port: int, proxy: str = "") -> None:
    """Until Ctrl-C. `proxy`: the address of the HTTPS server before us, which says whom it asks for. Raises InputError
    `port_taken`."""
    from waitress.server import create_server

    from weipian.web.aside.counting import Setting
    from weipian.web.aside.keeping import Keeping
    from weipian.web.frame.here import be, here

    own = here()
    beside = Keeping(Setting(own.workspace.folder, own.commands, own.shown_off, own.day))
    be(replace(own, beside=beside))
    threading.Thread(target=_ahead, args=(own.workspace.folder,), daemon=True).start()
    try:
        server = create_server(
            made,
            host=host,
            port=port,
            threads=THREADS,
            connection_limit=CONNECTIONS,
            asyncore_use_poll=hasattr(select, "poll"),
            ident="weipian",
            max_request_body_size=BODY,
            clear_untrusted_proxy_headers=True,
            **(BEHIND | {"trusted_proxy": proxy} if proxy else {}),
        )
    except OSError:
        raise InputError("port_taken", port=port) from None
    try:
        server.run()
    finally:
        server.close()
        beside.close()
