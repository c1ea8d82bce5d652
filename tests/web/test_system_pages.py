"""系统, 审计, 政策 and 查找 show what is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from backup.conftest import nothing
from made_people import add_person
from web.conftest import Clients
from weipian.terms.acting import Act, Role

pytestmark = pytest.mark.requirement("A3", "F1")


@pytest.fixture
def auditor(client: Clients, bench: Any) -> Any:
    add_person(Path(bench.workspace.folder), "wei", Role.AUDITOR)
    return client("wei")


def text_of(answer: Any) -> str:
    assert answer.status_code == 200, answer.content.decode()
    return str(answer.content.decode())


def done(browser: Any, answer: Any) -> str:
    """The page of a job, once it is done."""
    from weipian.web.command.jobs import _jobs

    address = answer.redirect_chain[-1][0]
    assert _jobs[re.split("[/=]", address)[-1]].done.wait(120)
    return text_of(browser.get(address))


def test_the_log_is_listed_narrowed_and_paged(auditor: Any, bench: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.queries.log import head_now

    count = head_now().seq
    assert f"共 {count} 条" in text_of(auditor.get("/audit/"))
    accounts = text_of(auditor.get("/audit/?act=account_made&actor=administrator"))
    assert re.findall(r"<td>([^<]*)</td><td class=\"long\">", accounts) == [Act.ACCOUNT_MADE.label] * 2
    assert "account:lu" in accounts
    assert "没有符合条件" in text_of(auditor.get("/audit/?until=2001-01-01"))
    assert f"共 {count} 条" in text_of(auditor.get("/audit/?since=2001-01-01&until=9999-12-31&page=nonsense"))
    for number in range(60):
        with acting(bench, Act.RECORD_KEPT, f"x:{number}"):
            pass
    first, second = (text_of(auditor.get(f"/audit/?act=record_kept&page={page}")) for page in (1, 2))
    assert "x:59" in first
    assert "x:59" not in second
    assert "x:0<" in second


def test_the_check_runs_as_a_job_and_says_what_it_found(auditor: Any) -> None:
    assert "现在的日志头" in text_of(auditor.get("/audit/verify/"))
    assert "核验日志" in done(auditor, auditor.post("/audit/verify/", follow=True))


def test_the_administrator_sets_up_a_person_who_comes_in_by_the_link(client: Clients, bench: Any) -> None:
    from django.test import Client

    boss = client("administrator")
    assert "设立账号" in text_of(boss.get("/system/people/"))
    assert "设立账号</a>" not in text_of(client(bench.actor.name).get("/system/people/"))
    given = {"name": "zhou", "label": "周某", "roles": ["auditor"]}
    said = text_of(boss.post("/do/account/add", given, follow=True))
    link = re.search(r"/link/[\w-]+", said)
    assert link, said
    one = Client()
    done = one.post(link[0], {"password": "长天-Qiushui-77", "again": "长天-Qiushui-77"}, follow=True)
    assert "周某" in text_of(done)
    assert "周某" in text_of(boss.get("/system/people/?q=周"))
    off = boss.post("/do/account/change", {"name": "zhou", "off": "--off"}, follow=True)
    assert "已变更" in text_of(off)
    assert one.get("/").status_code == 302
    assert "已停用" in text_of(boss.get("/system/people/?q=zhou"))


def test_layers_say_what_they_cover_and_which_are_missing(auditor: Any) -> None:
    page = text_of(auditor.get("/system/layers/"))
    assert "DLTB" in page
    assert "没有的图层（套合时记为「没有查」）" in page


def test_backups_and_the_check_up(client: Clients, bench: Any, tmp_path: Path) -> None:
    from weipian.store.backup.taking import take

    clerk = client(bench.actor.name)
    assert "还没有做过备份" in text_of(clerk.get("/system/backups/"))
    take(bench, tmp_path / "备份.zip", nothing)
    page = text_of(clerk.get("/system/backups/"))
    assert "备份.zip" in page
    assert "共 1 次" in page
    assert "开始体检" in text_of(clerk.get("/system/doctor/"))
    found = done(clerk, clerk.post("/system/doctor/", follow=True))
    assert "不连任何别的主机" in found
    assert found.index("△ 留意") < found.index("✓ 正常")


def test_the_law_is_searched_and_compared(auditor: Any, bench: Any) -> None:
    whole = text_of(auditor.get("/law/"))
    count = sum(len(dated) for dated in bench.policy.entries.values())
    assert f"<small>{count} 条</small>" in whole
    found = text_of(auditor.get("/law/?q=gates.a.cultivated"))
    value = next(key for key in bench.policy.keys("gates.") if key.endswith(".cultivated"))
    assert bench.policy.value(value).clause in text_of(auditor.get(f"/law/?q={value}"))
    assert "没有符合的规则" in text_of(auditor.get("/law/?q=没有这样的词"))
    assert found
    assert "没有本县上一年度" in text_of(auditor.get("/law/other/"))
    other = next(name for name in ("ziyuan-2023", "demo-2023") if name != bench.policy.name)
    assert "处不同" in text_of(auditor.get(f"/law/other/?other={other}"))
    assert "处不同" not in text_of(auditor.get("/law/other/?other=../../etc"))
