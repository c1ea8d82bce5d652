"""Run in a process of its own: the workbench as it is served, and in the same server a view of bare Django.

`python -m benchmarks.web_server WORKSPACE PORT`
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.web_county import DAY
from benchmarks.web_people import FLOOR


def main() -> None:
    from weipian.cli.dialogs import Dialogs
    from weipian.web.application import application
    from weipian.web.serving import serve

    pages = application(Path(sys.argv[1]), Dialogs(), shown_off=True, day=DAY)
    bare = floor()

    def both(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        found: Iterable[bytes] = (bare if environ["PATH_INFO"] == FLOOR else pages)(environ, start)
        return found

    serve(both, "127.0.0.1", int(sys.argv[2]))


def floor() -> Callable[..., Any]:
    """Django with one view and nothing around it."""
    from django.core.handlers.exception import convert_exception_to_response
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpResponse
    from django.urls import path

    from weipian.web import urls

    urls.urlpatterns.append(path(FLOOR.strip("/") + "/", lambda _: HttpResponse("ok")))

    class Bare(WSGIHandler):
        def load_middleware(self, is_async: bool = False) -> None:
            none: list[Any] = []
            self._view_middleware = self._template_response_middleware = self._exception_middleware = none
            self._middleware_chain = convert_exception_to_response(self._get_response)

    return Bare()


if __name__ == "__main__":
    main()
