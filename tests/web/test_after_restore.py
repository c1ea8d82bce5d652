"""After a restore nobody's web password is there: the way back in, from the shell to everybody's own page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import as_command
from made_people import administrator_of
from weipian.cli.dialogs import Dialogs

pytestmark = pytest.mark.requirement("A3", "F2")
GOOD = "秋水-Changtian-9"


def test_the_way_back_in_after_a_restore(bench: Any, tmp_path: Path) -> None:
    from weipian.store.backup.taking import take
    from weipian.web.application import application

    folder, copy = Path(bench.workspace.folder), tmp_path / "还原"
    _set_by(_linked(folder, "administrator"))
    refused = as_command.run("account", "rescue", cwd=folder)
    assert (refused.code, "设着网页密码" in refused.err) == (1, True)
    take(bench, tmp_path / "b.zip", lambda _: None)
    restored = as_command.run("restore", str(tmp_path / "b.zip"), str(copy), cwd=tmp_path)
    assert restored.code == 0, restored.err
    assert "weipian account rescue" in restored.err

    said = as_command.run("account", "rescue", cwd=copy)
    assert said.code == 0, said.err
    application(copy, Dialogs(), hosts=("testserver",))
    assert _comes_in("administrator").status_code == 400
    administrator = _set_by(re.search(r"/link/[\w-]+", said.out)[0])  # type: ignore[index]
    given = {"name": "lu", "new_link": "1"}
    told = administrator.post("/do/account/change", given, headers={"HX-Request": "true"}).content.decode()
    _set_by(re.search(r"/link/[\w-]+", told)[0])  # type: ignore[index]
    assert (_comes_in("administrator").status_code, _comes_in("lu").status_code) == (302, 302)
    assert as_command.run("account", "rescue", cwd=copy).code == 1
    from weipian.store.models import Event

    actors = Event.objects.filter(subject="account:administrator").order_by("seq").values_list("actor", flat=True)
    assert [one for one in actors if "管理员进不去，在本机重发链接" in one]
    assert "没有发现改动" in as_command.run("audit", "verify", cwd=copy).out


def _linked(folder: Path, name: str) -> str:
    from weipian.store.accounts import Change, change_account
    from weipian.store.tokens import new_link

    token = new_link()
    change_account(administrator_of(folder), name, Change(link=token))
    return f"/link/{token}"


def _set_by(address: str) -> Any:
    from django.test import Client

    one = Client()
    answer = one.post(address, {"password": GOOD, "again": GOOD})
    assert answer.status_code == 302, answer.content.decode()
    return one


def _comes_in(name: str) -> Any:
    from django.test import Client

    return Client().post("/login", {"name": name, "password": GOOD})


def test_only_an_administrator_is_rescued(bench: Any) -> None:
    folder = Path(bench.workspace.folder)
    said = as_command.run("account", "rescue", "lu", cwd=folder)
    assert (said.code, "administrator" in said.err) == (1, True)
