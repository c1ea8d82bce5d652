"""What goes wrong with a server is said in Chinese, with exit code 1 and without a password or a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from weipian.record.head import Head
from weipian.terms.errors import InputError

pytestmark = [pytest.mark.requirement("F4"), pytest.mark.tool("postgres")]
SECRET = "hunter2-秘密"


def weipian(folder: Path, url: str, *words: str, code: int = 1) -> str:
    """One command with an address in the environment; all that it said."""
    done = subprocess.run(
        [sys.executable, "-m", "weipian", *words],
        cwd=folder,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    said = done.stdout + done.stderr
    assert done.returncode == code, said
    assert "Traceback" not in said
    assert SECRET not in said
    return said


@pytest.fixture
def made(tmp_path: Path, postgresql: str) -> Path:
    weipian(tmp_path, postgresql, "new", "county", "--policy", "demo-2023", code=0)
    return tmp_path / "county"


def test_the_card_tells_no_address_and_the_kept_one_is_the_owners(made: Path, postgresql: str) -> None:
    card = (made / "weipian.toml").read_text(encoding="utf-8")
    assert 'database = "postgresql"' in card
    assert "postgresql:" not in card
    kept = made / "secret/database.url"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "相符" in weipian(made, "", "audit", "verify", code=0)
    kept.chmod(0o644)
    assert "别人也能读" in weipian(made, "", "ratio")
    kept.unlink()
    assert "没有数据库地址" in weipian(made, "", "ratio")
    assert "不在文件夹里" in elsewhere(made)


def elsewhere(folder: Path) -> str:
    """The audit for who has Python and nothing else."""
    asked = [sys.executable, "-m", "weipian.record", str(folder)]
    done = subprocess.run(asked, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    return done.stdout


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (f"postgresql://u:{SECRET}@127.0.0.1:1/x", "连不上"),
        (f"postgresql://u:{SECRET}@no-such-host.invalid/x", "连不上"),
        (f"postgresql://u:{SECRET}%zz@127.0.0.1/x", "写法不对"),
        (f"mysql://u:{SECRET}@127.0.0.1/x", "不是认得的数据库"),
    ],
)
def test_no_server_leaves_no_folder(tmp_path: Path, url: str, words: str) -> None:
    assert words in weipian(tmp_path, url, "new", "county", "--policy", "demo-2023")
    assert not (tmp_path / "county").exists()


def test_another_database_or_user_is_named(made: Path, postgresql: str) -> None:
    assert "没有这个库" in weipian(made, postgresql.replace("/postgres?", "/nowhere?"), "ratio")
    who = postgresql.split("//")[1].split("@")[0]
    assert "用户名或密码" in weipian(made, postgresql.replace(f"//{who}@", f"//nobody-here:{SECRET}@"), "ratio")
    assert "没有这个工作区的数据" in weipian(made, postgresql.replace("/postgres?", "/template1?"), "ratio")


def test_doctor_says_what_is_risky(tmp_path: Path, postgresql: str) -> None:
    said = weipian(tmp_path, postgresql, "doctor", code=0)
    assert "PostgreSQL：" in said
    assert "fsync 已关闭" in said
    assert "full_page_writes 已关闭" in said
    assert "没有加密" not in said
    from weipian.store.postgresql.health import risks

    good = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "server_encoding": "UTF8"}
    assert risks(good, 150_000, True) == []
    assert [risk.found for risk in risks({**good, "server_encoding": "SQL_ASCII"}, 130_000, False)] != []
    assert len(risks({**good, "synchronous_commit": "off"}, 130_000, False)) == 3


class Said(Exception):
    """As psycopg raises it."""


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("55P03", "database_busy"), ("40P01", "database_busy"), ("53100", "database_full"), ("08006", "database_gone"),
        ("57P01", "database_gone"), (None, "database_gone"), ("25006", "database_read_only"),
        ("XX000", "database_failed"),
        ("22021", "value_not_kept"), ("42501", "database_no_right"), ("53300", "database_crowded"),
    ],
)  # fmt: skip
def test_every_failure_has_its_sentence(state: str | None, code: str) -> None:
    from psycopg import OperationalError

    from weipian.store.failures import told

    error, cause = Said("x"), OperationalError("x")
    cause.sqlstate = state
    error.__cause__ = cause
    assert told(error, "y").code == code
    assert "。" in str(told(error, "y"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgresql: str) -> Any:
    from made_books import made_desk

    monkeypatch.setenv("DATABASE_URL", postgresql)
    return made_desk(tmp_path / "county")


def ended(victim: int, address: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [victim])


def test_who_loses_the_server_in_an_act_has_done_nothing(
    desk: Any, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connection

    from weipian.store.acting import acting
    from weipian.store.auditing import audit_workspace
    from weipian.store.models import Party
    from weipian.terms.acting import Act

    def closed_and_gone(close: Callable[[], Head], server: int) -> Head:
        head = close()
        ended(server, postgresql)
        return head

    def keep(at: str) -> None:
        with acting(desk, Act.RECORD_KEPT) as act:
            server, close = connection.connection.info.backend_pid, act.close
            if at == "before":
                ended(server, postgresql)
            act.add(Party, name="甲")
            if at == "commit":
                monkeypatch.setattr(act, "close", lambda: closed_and_gone(close, server))

    def cut(at: str) -> str:
        with pytest.raises(InputError) as told:
            keep(at)
        connection.close()
        return told.value.code

    assert cut("before") == "database_gone"
    assert cut("commit") == "database_in_doubt"
    assert Party.objects.count() == 0
    assert audit_workspace(desk.workspace.folder).findings == []


def test_a_value_that_the_server_can_not_keep(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Party
    from weipian.terms.acting import Act

    def keep() -> None:
        with acting(desk, Act.RECORD_KEPT) as act:
            act.add(Party, name="甲\0乙")

    with pytest.raises(InputError) as told:
        keep()
    assert told.value.code == "value_not_kept"


def test_too_old_or_not_utf8_is_refused(tmp_path: Path, postgresql: str) -> None:
    import psycopg

    from weipian.store.postgresql.laying import require

    with pytest.raises(InputError) as told:
        require(13, "UTF8")
    assert told.value.code == "database_too_old"
    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute("CREATE DATABASE plain ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0")
    address = postgresql.replace("/postgres?", "/plain?")
    assert "编码是 SQL_ASCII" in weipian(tmp_path, address, "new", "county", "--policy", "demo-2023")
    assert not (tmp_path / "county").exists()


def test_without_the_driver_it_is_said_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "psycopg.py").write_text("raise ImportError", encoding="utf-8")
    path = f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}"
    done = subprocess.run(
        [sys.executable, "-m", "weipian", "new", "county", "--policy", "demo-2023"],
        cwd=tmp_path,
        env={**os.environ, "DATABASE_URL": f"postgresql://u:{SECRET}@h/x", "PYTHONPATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert 'pip install "weipian[postgresql]"' in done.stderr
