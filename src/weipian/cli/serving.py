"""Shows the papers on this machine only: the folder's own files and its lists, never a workspace beside them."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import click

from weipian.cli.answer import say
from weipian.programme.report.listing import FOLDER
from weipian.terms.errors import InputError

HOST = "127.0.0.1"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class PaperHandler(SimpleHTTPRequestHandler):
    """Serves the front page at / and the other papers by name; no listings, no folder but that of the lists."""

    def __init__(self, *args: object, front: str, folder: Path, **more: object) -> None:
        self.front, self.papers = front, papers_of(folder)
        super().__init__(*args, directory=str(folder), **more)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        name = unquote(urlsplit(path).path).lstrip("/") or self.front
        return super().translate_path(f"/{quote(name)}") if name in self.papers else "/dev/null/none"

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path: object) -> None:
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Silent: the terminal is the user's."""


def papers_of(folder: Path) -> set[str]:
    """What may be seen, by its path in the folder."""
    found = [*folder.iterdir(), *(folder / FOLDER).glob("*.html")]
    return {path.relative_to(folder).as_posix() for path in found if path.is_file()}


def serve_papers(folder: Path, front: str, port: int) -> None:
    """Serves until Ctrl-C. Raises InputError `port_taken`."""
    handler = partial(PaperHandler, front=front, folder=folder)
    try:
        server = ThreadingHTTPServer((HOST, port), handler)
    except OSError:
        raise InputError("port_taken", port=port) from None
    with server:
        click.echo(f"请在浏览器打开 http://{HOST}:{server.server_port}/ ，按 Ctrl-C 结束。")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say(["已结束展示，成果仍在文件夹中。"])
