"""Who comes in, who does not, and for how long; with the times set in the door's own book."""

from __future__ import annotations

import re
import sqlite3
import stat
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from made_people import add_person, administrator_of
from web.conftest import Clients
from weipian.terms.acting import Role
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("A3")
GOOD = "秋水-Changtian-9"


@pytest.fixture
def door(bench: Any) -> Path:
    """The workspace, with nobody let in without a password."""
    from weipian.web.frame.here import be, here

    be(replace(here(), shown_off=False))
    return Path(bench.workspace.folder)


def book(folder: Path, text: str, *values: object, of: str = "door") -> list[Any]:
    with closing(sqlite3.connect(folder / f"door/{of}.sqlite3")) as found, found:
        return found.execute(text, values).fetchall()


def browser() -> Any:
    from django.test import Client

    return Client()


def tries(name: str, password: str, address: str = "10.0.0.1", onward: str = "/") -> Any:
    one = browser()
    given = {"name": name, "password": password, "next": onward}
    return one, one.post("/login", given, REMOTE_ADDR=address)


def given_link(folder: Path, name: str, made: float | None = None) -> str:
    from weipian.store.accounts import Change, change_account
    from weipian.store.tokens import new_link

    token = new_link(made)
    change_account(administrator_of(folder), name, Change(link=token))
    return f"/link/{token}"


def with_password(folder: Path, name: str, password: str = GOOD) -> Any:
    one = browser()
    address = given_link(folder, name)
    answer = one.post(address, {"password": password, "again": password})
    assert answer.status_code == 302, answer.content.decode()
    return one, address


def test_a_link_is_spent_once_and_the_password_lets_in(door: Path) -> None:
    first, address = with_password(door, "lu")
    assert first.get("/").status_code == 200
    for method in ("get", "post"):
        spent = getattr(browser(), method)(address, {"password": GOOD, "again": GOOD})
        assert spent.status_code == 400
        assert "链接" in spent.content.decode()
    _, answer = tries("lu", GOOD)
    assert answer.status_code == 302
    assert tries("lu", GOOD + "x")[1].status_code == 400
    stored = book(door, "SELECT hash FROM password")
    assert all(GOOD not in one and one.startswith("scrypt$") for (one,) in stored)


def test_a_link_is_too_late_after_the_hours_of_the_policy(door: Path) -> None:
    from weipian.store.accounts import redeem
    from weipian.web.frame.here import here

    hours = here().policy.value("acting.link_hours").whole
    old = given_link(door, "lu", time.time() - hours * 3600 - 60)
    for method in ("get", "post"):
        said = getattr(browser(), method)(old, {"password": GOOD, "again": GOOD})
        assert said.status_code == 400
        assert "已经过期" in said.content.decode()
        assert f"{hours} 小时" in said.content.decode()
    with pytest.raises(InputError) as late:
        redeem(administrator_of(door), old)
    assert late.value.code == "link_late"
    moved = old.replace(old.split("-")[0], f"/link/{int(time.time()):08x}")
    assert "不对或已经用过" in browser().get(moved).content.decode()
    assert browser().get(given_link(door, "lu", time.time() - hours * 3600 + 60)).status_code == 200


@pytest.mark.parametrize("anew", ["link", "new_credential"])
def test_a_new_link_or_credential_ends_password_and_session(door: Path, anew: str) -> None:
    from weipian.store.accounts import Change, change_account

    one, _ = with_password(door, "lu")
    change_account(
        administrator_of(door), "lu", Change(link="another") if anew == "link" else Change(new_credential=True)
    )
    assert one.get("/").status_code == 302
    assert tries("lu", GOOD)[1].status_code == 400


def test_who_is_switched_off_is_out_at_once(door: Path) -> None:
    from weipian.store.accounts import Change, change_account

    one, _ = with_password(door, "lu")
    change_account(administrator_of(door), "lu", Change(active=False))
    assert one.get("/").status_code == 302
    assert tries("lu", GOOD)[1].status_code == 400


def test_an_account_is_shut_after_five_and_open_after_the_window(door: Path) -> None:
    with_password(door, "lu")
    for number in range(5):
        assert "不对" in tries("lu", "x", f"10.0.1.{number}")[1].content.decode()
    shut = tries("lu", GOOD, "10.0.2.1")[1]
    assert shut.status_code == 400
    assert re.search(r"请 1[0-5] 分钟后再试", shut.content.decode())
    assert tries("nobody-here", GOOD, "10.0.2.1")[1].status_code == 400
    book(door, "UPDATE failure SET at = at - 901")
    assert tries("lu", GOOD, "10.0.2.1")[1].status_code == 302


def test_an_unknown_name_is_shut_alike_and_takes_as_long(door: Path) -> None:
    with_password(door, "lu")

    def used(name: str) -> float:
        begun = time.process_time()
        assert "账号或密码不对" in tries(name, "x")[1].content.decode()
        return time.process_time() - begun

    known, unknown = min(used("lu") for _ in range(4)), min(used("nobody") for _ in range(4))
    assert 0.5 < known / unknown < 2
    for _ in range(1):
        tries("lu", "x"), tries("nobody", "x")
    assert all("暂停登录" in tries(name, "x")[1].content.decode() for name in ("lu", "nobody"))


def test_an_address_is_shut_after_twenty_whatever_the_names(door: Path) -> None:
    from weipian.store.door import failures

    now = time.time()
    for number in range(20):
        assert failures.tried(door, f"n{number}", "10.9.9.9", now + number) == 0
    assert failures.tried(door, "one more", "10.9.9.9", now + 20) == 15
    assert failures.tried(door, "one more", "10.9.9.8", now + 20) == 0
    assert failures.tried(door, "one more", "10.9.9.9", now + failures.WINDOW + 1) == 0


def test_a_right_password_forgives_the_account_not_the_address(door: Path) -> None:
    with_password(door, "lu")
    for _ in range(4):
        tries("lu", "x", "10.3.3.3")
    for number in range(4):
        tries(f"m{number}", "x", "10.3.3.3")
    assert tries("lu", GOOD, "10.3.3.3")[1].status_code == 302
    assert book(door, "SELECT count(*) FROM failure WHERE address = '10.3.3.3'") == [(4,)]
    assert tries("lu", "x", "10.3.3.3")[1].status_code == 400
    assert tries("lu", GOOD, "10.3.3.3")[1].status_code == 302


def test_the_session_from_before_is_not_the_one_after(door: Path) -> None:
    with_password(door, "lu")
    one = browser()
    one.get("/login")
    one.cookies["weipian"] = "chosenbysomebodyelse0000000000000"
    token = one.cookies["csrftoken"].value
    answer = one.post("/login", {"name": "lu", "password": GOOD})
    assert answer.status_code == 302
    assert one.cookies["weipian"].value != "chosenbysomebodyelse0000000000000"
    assert one.cookies["csrftoken"].value != token
    kept = one.cookies["weipian"]
    assert (kept["httponly"], kept["samesite"], kept["max-age"]) == (True, "Strict", "")
    number = kept.value
    one.post("/logout")
    one.cookies["weipian"] = number
    assert one.get("/").status_code == 302


def test_half_an_hour_idle_and_twelve_hours_at_all(door: Path) -> None:
    one, _ = with_password(door, "lu")
    [(until,)] = book(door, "SELECT until FROM session", of="sessions")
    assert 1790 < until - time.time() <= 1800
    book(door, "UPDATE session SET until = ?", time.time() - 1, of="sessions")
    assert one.get("/").status_code == 302
    one, _ = with_password(door, "lu")
    session = one.session
    session["came"] = time.time() - 12 * 3600 - 1
    session.save()
    assert one.get("/").status_code == 302


@pytest.mark.parametrize(
    ("onward", "to"),
    [("/patches/?page=2", "/patches/?page=2"), ("//elsewhere.cn/", "/"), ("https://elsewhere.cn/", "/"),
     ("/\\elsewhere.cn", "/"), ("javascript:alert(1)", "/"), ("http:///elsewhere.cn", "/")],
)  # fmt: skip
def test_onward_only_to_ourselves(door: Path, onward: str, to: str) -> None:
    with_password(door, "lu")
    assert tries("lu", GOOD, onward=onward)[1]["Location"] == to


def test_a_part_of_a_page_sends_the_whole_page_to_the_log_in_and_back(door: Path) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://elsewhere.cn/do/split?plot=A1"}
    answer = browser().post("/do/split", headers=headers)
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/login?next=%2Fdo%2Fsplit%3Fplot%3DA1"


@pytest.mark.parametrize(
    ("profile", "password", "code"),
    [
        ("ordinary", "abc123", "password_short"), ("ordinary", "abcdefghij", "password_simple"),
        ("ordinary", "1234567890", "password_simple"), ("ordinary", "password123", "password_simple"),
        ("ordinary", "xx-Lu-2023-xx", "password_simple"), ("ordinary", "kaolu-shui7", ""),
        ("strict", "kaoxu-shui7", "password_short"), ("strict", "kaoxu-shuishui", "password_simple"),
        ("strict", "Kaoxu-shuishui7", ""),
    ],
)  # fmt: skip
def test_what_a_password_has_to_be(bench: Any, profile: str, password: str, code: str) -> None:
    from weipian.web.entry.rules import Profile, require_password

    name = "lu" if "Lu" in password else "somebody"
    if not code:
        require_password(Profile(profile), name, password, password)
        return
    with pytest.raises(InputError) as refused:
        require_password(Profile(profile), name, password, password)
    assert refused.value.code == code


def test_a_credential_lets_in_too_and_only_its_own_account(door: Path) -> None:
    credential = add_person(door, "wei", Role.AUDITOR)
    assert tries("wei", credential)[1].status_code == 302
    assert tries("lu", credential)[1].status_code == 400


def test_nobody_is_let_in_by_name_where_it_is_no_show(door: Path) -> None:
    one = browser()
    assert one.post("/login", {"as": "lu"}).status_code == 400
    assert 'name="as"' not in one.get("/login").content.decode()


def test_two_on_one_thing_are_told_of_each_other(client: Clients, bench: Any) -> None:
    """What was taken meanwhile is not taken twice: who was quicker, and with what, is said on the page."""
    from weipian.store.acting import acting
    from weipian.store.models import Account, Party
    from weipian.terms.acting import Act
    from weipian.web.command.jobs import begin, new_job
    from weipian.web.command.port import Heard

    with acting(bench, Act.RECORD_KEPT, "party:7") as act:
        act.add(Party, name="某某")
    one = client(bench.actor.name)

    def work() -> Heard:
        with acting(bench, Act.RECORD_KEPT, "party:7") as act:
            act.add(Account, name="lu", label="", roles=[])
        return Heard()

    job = new_job(bench.actor.account, "登记")
    begin(job, work)
    said = one.get(f"/job/{job.key}").content.decode()
    assert "登记项目、主体、批文或村" in said
    assert bench.actor.label in said
    assert job.error is not None
    assert job.error.code == "changed_meanwhile_by"


def test_sessions_that_a_power_cut_left_broken_are_begun_anew(door: Path) -> None:
    """Nobody waits for the disk for them; passwords are in a file of their own."""
    from weipian.store.door.book import SESSIONS, opened

    with opened(door, SESSIONS) as found:
        found.execute("INSERT INTO session VALUES ('a', 'b', 1e12)")
    broken = door / "door/sessions.sqlite3"
    half = broken.with_name("half")
    half.write_bytes(broken.read_bytes()[:5000])
    half.replace(broken)
    with opened(door, SESSIONS) as found:
        assert found.execute("SELECT COUNT(*) FROM session").fetchone() == (0,)
    assert stat.S_IMODE(broken.stat().st_mode) == 0o600
