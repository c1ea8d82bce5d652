"""What every answer carries and what no request gets past, also where something fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from web.conftest import Clients
from weipian.cli.dialogs import Dialogs

pytestmark = pytest.mark.requirement("A3", "F5")
CARRIED = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


def fenced(answer: Any) -> str:
    """Its text; every answer is fenced, Chinese, and shows no traceback."""
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert {name: answer[name] for name in CARRIED if name in answer} | {"Cache-Control": answer["Cache-Control"]}
    text = answer.content.decode()
    assert "Traceback" not in text
    return str(text)


def test_every_answer_is_fenced(client: Clients, bench: Any) -> None:
    one = client(bench.actor.name)
    for address in ("/", "/login", "/nowhere", "/do/no/such", "/job/none", "/link/none", "/patches/"):
        answer = one.get(address)
        fenced(answer)
        assert {name: answer[name] for name in CARRIED} == CARRIED, address


def test_a_name_that_is_not_ours_is_refused(client: Clients, bench: Any) -> None:
    """A page elsewhere whose name was pointed to this machine reaches nothing."""
    one = client(bench.actor.name)
    answer = one.get("/", HTTP_HOST="evil.example")
    assert answer.status_code == 400
    assert "不是本工作台登记的网址" in fenced(answer)
    assert one.post("/login", {"as": "lu"}, HTTP_HOST="evil.example").status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client: Clients, bench: Any, method: str) -> None:
    answer = client(bench.actor.name).generic(method, "/patches/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, POST"
    fenced(answer)


def test_head_is_like_get_without_a_body(client: Clients, bench: Any) -> None:
    answer = client(bench.actor.name).head("/law/")
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_form_without_our_mark_is_not_done(bench: Any) -> None:
    from django.test import Client

    one = Client(enforce_csrf_checks=True)
    answer = one.post("/login", {"as": "lu"})
    assert answer.status_code == 403
    assert "打开太久" in fenced(answer)
    one.get("/login")
    given = {"as": "lu", "csrfmiddlewaretoken": one.cookies["csrftoken"].value}
    assert one.post("/login", given, HTTP_ORIGIN="http://evil.example").status_code == 403
    assert one.post("/login", given).status_code == 302


def test_what_fails_says_a_number_and_no_more(client: Clients, bench: Any, caplog: Any) -> None:
    """In a view, and outside of all views, where the door's own book is broken."""
    from weipian.web import urls

    one = client(bench.actor.name)
    one.raise_request_exception = False
    book = Path(bench.workspace.folder) / "door/door.sqlite3"
    kept = book.read_bytes()
    book.write_bytes(b"no database" * 500)
    try:
        answer = one.get("/patches/")
    finally:
        book.write_bytes(kept)
    assert answer.status_code == 500
    assert "没有料到" in fenced(answer)
    assert "sqlite" not in answer.content.decode()
    assert urls.handler500


def test_too_much_in_one_upload_is_no_part_of_it(client: Clients, bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    monkeypatch.setattr("weipian.web.frame.uploads.MOST", 1000)
    one = client(bench.actor.name)
    files = [SimpleUploadedFile("a.csv", b"x" * 900), SimpleUploadedFile("b.csv", b"y" * 900)]
    answer = one.post("/do/ledger/import", {"source": files})
    assert answer.status_code == 400
    assert "太大" in fenced(answer)


def test_names_of_uploads_say_nothing_of_a_folder() -> None:
    from weipian.web.command.given import plain

    for name in ("../../etc/passwd", "..\\..\\x", "/x", "..", ".hidden", "a\0b", "长" * 300 + ".geojson", ""):
        kept = plain(name)
        assert "/" not in kept
        assert "\\" not in kept
        assert not kept.startswith(".")
        assert len(kept.encode()) < 255
    assert plain("台账.xlsx") == "台账.xlsx"


def test_files_carry_what_pages_carry(bench: Any) -> None:
    from weipian.web.application import application
    from weipian.web.frame.assets import asset

    served = application(bench.workspace.folder, Dialogs(), hosts=("testserver",))
    for name in ("style.css", "workbench.js", "icon.svg", "brought/htmx.min.js"):
        status, headers = asked(served, asset(name))
        assert status == "200 OK"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "max-age=31536000" in headers["Cache-Control"]
        assert "Access-Control-Allow-Origin" not in headers
    assert asked(served, asset("../serving.py"))[0].startswith("404")
    assert asked(served, "/static/x/../../serving.py")[0].startswith("404")


def asked(served: Any, address: str) -> tuple[str, dict[str, str]]:
    from wsgiref.util import setup_testing_defaults

    environ: dict[str, Any] = {"PATH_INFO": address, "HTTP_HOST": "testserver", "REQUEST_METHOD": "GET"}
    setup_testing_defaults(environ)
    found: list[Any] = []
    for part in served(environ, lambda status, headers, *_: found.extend((status, dict(headers)))):
        assert isinstance(part, bytes)
    return found[0], found[1]


def test_no_deployment_check_complains_behind_https(bench: Any) -> None:
    from django.conf import settings
    from django.core.checks import run_checks

    from weipian.web.application import BY_HTTPS, application

    before = {name: getattr(settings, name) for name in BY_HTTPS}
    try:
        application(bench.workspace.folder, Dialogs(), secure=True)
        said = run_checks(include_deployment_checks=True)
        assert [one for one in said if not one.is_silenced()] == []
        assert {one.id for one in said} <= {"security.W005", "security.W021"}
    finally:
        for name, value in before.items():
            setattr(settings, name, value)


def test_no_dialog_works_as_the_machines_own_user() -> None:
    """What is offered sits at a desk, takes no path of the server's disk, and writes to its own folder alone."""
    from weipian.terms.errors import UsageError
    from weipian.web.command.port import Kind

    every = {path for group in Dialogs().groups() for path, _ in group.dialogs}
    assert len(every) > 150
    of_machine = {"serve", "restore", "upgrade", "doctor", "demo", "new", "backup", "setup"}
    assert {path[0] for path in every} & of_machine == set()
    for path in every:
        for field in Dialogs().dialog(path).fields:
            if field.name in ("source", "coverage", "files", "folder") and not field.choices:
                assert field.kind is Kind.UPLOAD, (path, field.name)
            if field.name in ("target", "output", "errors"):
                assert field.kind is not Kind.UPLOAD, (path, field.name)
    for path in (("serve",), ("backup", "make"), ("restore",), ("placeholder", "open")):
        with pytest.raises(UsageError):
            Dialogs().dialog(path)
    with pytest.raises(UsageError):
        Dialogs().of_machine(None, ("serve",))  # type: ignore[arg-type]
