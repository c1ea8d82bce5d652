"""天地图: nothing is asked of anybody until the office has signed for it, and then only by pages with a map."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from made_people import add_person
from web.conftest import Clients
from weipian.terms.acting import Act, Role, Secrecy

pytestmark = pytest.mark.requirement("F5")
KEY = "ab12cd34ef56ab12cd34ef56ab12cd34"
HOSTS = {f"https://t{number}.tianditu.gov.cn" for number in range(8)}
GIVEN = {"key": KEY, "aware": "1"}


@pytest.fixture
def folder(bench: Any) -> Path:
    for name, role in (("boss", Role.COUNTY_LEADER), ("auditor", Role.AUDITOR)):
        add_person(bench.workspace.folder, name, role)
    return Path(bench.workspace.folder)


def hosts_of(policy: str) -> dict[str, set[str]]:
    """Directive → the hosts that it names."""
    parts = (part.split() for part in policy.split(";"))
    return {name: {one for one in named if "." in one} for name, *named in parts if any("." in one for one in named)}


def hosts(browser: Any, address: str) -> dict[str, set[str]]:
    return hosts_of(browser.get(address)["Content-Security-Policy"])


def offered(browser: Any) -> Any:
    return browser.get("/map/layers.json").json().get("tianditu")


def done(browser: Any, dialog: str, **given: str) -> str:
    return str(browser.post(f"/do/tianditu/{dialog}", given, headers={"HX-Request": "true"}).content.decode())


def test_nothing_is_asked_of_anybody_until_it_is_signed_for(client: Clients, folder: Path) -> None:
    boss = client("boss")
    assert hosts(boss, "/map/") == {}
    assert offered(boss) is None
    assert "tianditu" not in boss.get("/map/").content.decode()
    assert "看的是哪里" in boss.get("/do/tianditu/sign").content.decode()


@pytest.mark.parametrize(
    ("who", "given", "said"),
    [
        ("lu", GIVEN, "县卫片办负责人"),
        ("boss", {"key": KEY}, "已知悉"),
        ("boss", {"aware": "1"}, "没有给出"),
        ("boss", {"key": "不是 密钥!" + KEY, "aware": "1"}, "不像"),
    ],
)
def test_it_is_signed_for_by_who_may_and_knows(
    client: Clients, folder: Path, who: str, given: dict[str, str], said: str
) -> None:
    answer = done(client(who), "sign", **given)
    assert said in answer
    assert KEY not in answer
    assert offered(client("boss")) is None


def test_signed_it_is_for_pages_with_a_map_and_ended_for_none(client: Clients, folder: Path) -> None:
    from weipian.store.models import Event

    boss = client("boss")
    assert "✓ 已办" in done(boss, "sign", **GIVEN)
    last = Event.objects.order_by("-seq")[0]
    assert (last.act, last.actor, last.subject, last.rows) == ("tianditu_signed", "boss(boss)", "tianditu", "[]")
    assert hosts(boss, "/map/") == {"img-src": HOSTS, "connect-src": HOSTS}
    assert [hosts(boss, one) for one in ("/", "/patches/", "/do/", "/map/layers.json", "/login")] == [{}] * 5
    told = offered(client("lu"))
    assert [one["key"] for one in told["kinds"]] == ["img", "vec"]
    tiles = [one for kind in told["kinds"] for one in (*kind["tiles"], *kind["names"])]
    assert {one.split("/img_w")[0].split("/vec_w")[0].split("/c")[0] for one in tiles} == HOSTS
    assert all(f"tk={KEY}" in one and "{z}" in one and "TILEMATRIXSET=w" in one for one in tiles)
    assert boss.get("/map/layers.json")["Cache-Control"] == "no-store"
    assert (offered(client("administrator")), hosts(client("administrator"), "/map/")) == (None, {})
    assert "✓ 已办" in done(client("boss"), "end")
    assert (offered(boss), hosts(boss, "/map/")) == (None, {})
    assert "没有签准过" in done(boss, "end")
    assert KEY.encode() not in (folder / "door/door.sqlite3").read_bytes()


def test_who_has_not_come_in_gets_nothing(client: Clients, folder: Path) -> None:
    from django.test import Client

    done(client("boss"), "sign", **GIVEN)
    for address in ("/map/", "/map/layers.json", "/login"):
        answer = Client().get(address)
        assert KEY not in answer.content.decode()
        assert hosts_of(answer["Content-Security-Policy"]) == {}


def test_the_key_is_in_no_log_and_no_backup(client: Clients, folder: Path, bench: Any, tmp_path: Path) -> None:
    from weipian.store.backup.taking import take

    done(client("boss"), "sign", **GIVEN)
    take(bench, tmp_path / "b.zip", lambda _: None)
    with ZipFile(tmp_path / "b.zip") as backup:
        parts = [backup.read(name) for name in backup.namelist()]
    assert b"tianditu_signed" in b"".join(parts)
    parts += [path.read_bytes() for path in (folder / "weipian.sqlite3", *folder.glob("*.json"))]
    assert not any(KEY.encode() in part for part in parts)
    (folder / "door/door.sqlite3").unlink()  # as after a restore
    assert offered(client("boss")) is None
    assert "没有密钥" in told_by_doctor(folder)


def test_doctor_says_who_signed_when_and_what_the_profile_lets_through(client: Clients, folder: Path) -> None:
    assert "本机档" in told_by_doctor(folder)
    assert "tianditu.gov.cn" not in told_by_doctor(folder)
    done(client("boss"), "sign", **GIVEN)
    told = told_by_doctor(folder)
    assert "天地图档" in told
    assert "boss(boss) 签准" in told
    assert "涉军" in told
    assert all(one in told for one in HOSTS)
    assert KEY not in told


def told_by_doctor(folder: Path) -> str:
    from weipian.cli.checkup.outside import outside_checks

    return "\n".join(f"{one.what} {one.found} {one.mend}" for one in outside_checks(folder))


def test_a_secret_layer_forbids_it_before_and_after(client: Clients, folder: Path, bench: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import LayerVersion

    boss, key = client("boss"), LayerVersion.objects.values_list("id", flat=True)[0]
    done(boss, "sign", **GIVEN)
    with acting(bench, Act.LAYER_ADDED, "layer") as act:
        act.change(LayerVersion, key, secrecy=Secrecy.SECRET.value)
    assert (offered(boss), hosts(boss, "/map/")) == (None, {})
    assert "涉密图层" in told_by_doctor(folder)
    assert "涉密图层" in done(boss, "sign", **GIVEN)
