"""A production server for one workspace, on Windows and Linux."""

from __future__ import annotations

import select
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from weipian.terms.errors import InputError

BEHIND = {"url_scheme": "https", "trusted_proxy_headers": {"x-forwarded-for"}, "trusted_proxy_count": 1}
"""Behind it all is HTTPS, and whom a request is from is what the proxy says: an address is shut, not the proxy."""
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
THREADS = 16
"""Requests at a time, of which few are at work (`frame.turns`): most of them wait, for the disk, for the one writer, or
for the county to be counted."""
CONNECTIONS = 1000 if hasattr(select, "poll") else 400
"""Browsers keep theirs open between requests: at 100, waitress's own, a hundred people shut the door for the others.
Windows' `select` takes 512 files."""
TURN = 0.0005
"""Seconds that a thread computes before another one may, ten times less than Python's own: a page asks the database
some thirty times, each time it gives its turn away, and it may not have it back from one that computes a long page."""
BODY = 220 << 20
"""Bytes of a request that the server takes; what a page takes of it is its own matter."""


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
    from weipian.web.frame.turns import in_turn

    own = here()
    beside = Keeping(Setting(own.workspace.folder, own.commands, own.shown_off, own.day))
    be(replace(own, beside=beside))
    sys.setswitchinterval(TURN)
    threading.Thread(target=_ahead, args=(own.workspace.folder,), daemon=True).start()
    try:
        server = create_server(
            in_turn(made),
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
