"""Rows out of a spreadsheet are rehearsed first, and written only when somebody agrees."""

from __future__ import annotations

import re
from typing import Any

import pytest

from web.conftest import Clients
from weipian.web.pages.patches.paste import rows_in

pytestmark = pytest.mark.requirement("F3")


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow machine is waited for, as a person waits for the page that asks again."""
    monkeypatch.setattr("weipian.web.command.jobs.AT_ONCE", 60.0)


def test_cells_are_read_as_a_spreadsheet_copies_them() -> None:
    text = '编号\t说明\r\nA1\t"两行\n的 ""话"""\r\n\t\r\nA2\t 短 \r\n'
    assert rows_in(text) == [["编号", "说明"], ["A1", '两行\n的 "话"'], ["A2", "短"]]


def test_nothing_is_written_before_it_is_agreed(client: Clients, bench: Any) -> None:
    from weipian.store.models import Village

    browser = client(bench.actor.name)
    form = {"kind": "村", "rows": "村名\t乡镇\n新村甲\t星原镇\n\t星原镇"}
    answer = browser.post("/paste/records/import", form)
    text = answer.content.decode()
    assert "演练，还没有写入" in text
    assert "没有采用的行" in text
    assert not Village.objects.filter(name="新村甲").exists()
    key = re.search(r"/rehearsed/([\w-]+)/do", text)
    assert key is not None
    done = browser.post(f"/rehearsed/{key.group(1)}/do").content.decode()
    assert Village.objects.filter(name="新村甲").exists(), done


def test_another_persons_rehearsal_is_not_run(client: Clients, bench: Any) -> None:
    text = (
        client(bench.actor.name)
        .post("/paste/records/import", {"kind": "村", "rows": "村名\t乡镇\n新村乙\t星原镇"})
        .content.decode()
    )
    key = re.search(r"/rehearsed/([\w-]+)/do", text)
    assert key is not None
    assert client("lu").post(f"/rehearsed/{key.group(1)}/do").status_code == 400


@pytest.mark.parametrize("rows", ["", "村名", "\n\n"])
def test_no_rows_are_told(client: Clients, bench: Any, rows: str) -> None:
    answer = client(bench.actor.name).post("/paste/records/import", {"kind": "村", "rows": rows})
    assert "没有粘贴任何行" in answer.content.decode()
