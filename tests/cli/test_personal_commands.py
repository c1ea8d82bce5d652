"""People's numbers and telephones in wrong cells: in no sentence, no note, no column of the chain."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import shapely

from cli.conftest import Run, Weipian
from made_people import add_person
from weipian.terms.acting import Role

CITIZEN, PHONE = "11010519491231002X", "13812345678"
X, Y = 37_464_000.0, 2_881_000.0
BATCH = ("--issued", "2023-08-01", "--category", "其他变化类")


@pytest.fixture
def county(weipian: Weipian, tmp_path: Path) -> Path:
    assert weipian("new", "county", "--policy", "demo-2023").code == 0
    return tmp_path / "county"


def issued(path: Path, **cells: str) -> Path:
    """Two patches; the second has what is given in its cells."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4525"}}
    plain = {"JCBH": "T1", "XZQMC": "星原镇", "JCMJ": "15", "YDZT": "张三", "LXDH": PHONE, "SFZH": CITIZEN}
    features = [
        {
            "type": "Feature",
            "properties": {**plain, **more},
            "geometry": json.loads(shapely.to_geojson(shapely.box(X + at, Y, X + at + 100, Y + 100))),
        }
        for at, more in ((0, {}), (300, {"JCBH": "T2", **cells}))
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}), encoding="utf-8")
    return path


def chain(county: Path) -> str:
    """Every column of the log that an export shows without its payload."""
    with closing(sqlite3.connect(county / "weipian.sqlite3")) as database:
        return str(database.execute("SELECT seq, at, actor, act, subject, prev, hash, rows FROM event").fetchall())


def table(path: Path, *rows: tuple[str, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def clean_of(run: Run, *, phones: bool = True) -> None:
    said = run.out + run.err
    assert CITIZEN not in said
    assert PHONE not in (said if phones else run.err)


@pytest.mark.requirement("A3", "F3")
def test_no_canary_leaves_by_any_sentence(weipian: Weipian, county: Path, tmp_path: Path) -> None:
    here = ("--workspace", county, "--json")
    runs = [
        weipian("patches", "add", issued(tmp_path / "a.geojson", TBLX=CITIZEN), "--issued", "2023-08-01", *here),
        weipian("patches", "add", issued(tmp_path / "b.geojson", XZQMC=CITIZEN, JCMJ=PHONE), *BATCH, *here),
        weipian("patches", "add", issued(tmp_path / "b.geojson", LXDH="", QSX=CITIZEN), *BATCH, *here),
        weipian("patches", "list", "--township", CITIZEN, *here),
        weipian("explain", PHONE, *here),
        weipian("explain", "T1", *here),
        weipian("duties", "--today", PHONE, *here),
        weipian("records", "add", "party", f"名称={CITIZEN}", f"备注={PHONE}", *here),
        weipian("records", "add", "party", "名称=张三", "类型=农户", f"证件号码={CITIZEN}", *here),
        weipian("records", "add", "approval", f"文号={PHONE}", f"批准日期={CITIZEN}", *here),
        weipian("records", "add", "party", f"{CITIZEN}={PHONE}", *here),
        weipian("records", "attach", CITIZEN, "--party", PHONE, *here),
        weipian("records", "attach", "T1", "--party", "张三", *here),
        weipian("records", "show", "party", PHONE, *here),
        weipian("records", "show", "party", "张三", *here),
        weipian("records", "list", "party", *here),
        weipian("account", "add", CITIZEN, "--role", PHONE, *here),
    ]
    book = table(
        tmp_path / "批文.xlsx", ("文号", "批准日期", "部系统查到"), ("批1", CITIZEN, "是"), ("批2", "2023-01-01", PHONE)
    )
    wrong = weipian("records", "import", book, "--kind", "approval", *here)
    assert wrong.code == 3
    for run in (*runs, wrong):
        clean_of(run)
    assert {run.code for run in runs} == {0, 1, 2, 3}
    returned = openpyxl.load_workbook(tmp_path / "批文-错误行.xlsx").active
    assert returned is not None
    cells = {str(cell) for row in returned.iter_rows(values_only=True) for cell in row}
    assert {CITIZEN, PHONE} <= cells, "what was handed in goes back whole, to be mended"
    assert CITIZEN not in chain(county)
    assert PHONE not in chain(county)
    assert weipian("audit", "verify", "--workspace", county).code == 0


@pytest.mark.requirement("A3")
def test_calculators_are_as_quiet(weipian: Weipian, tmp_path: Path) -> None:
    header = "plot,township,determination,cultivated_mu,outcome\n"
    (tmp_path / "a.csv").write_text(f"{header}P1,星原镇,{CITIZEN},1,\nP2,星原镇,lawful_new,{PHONE}亩,\n", "utf-8")
    run = weipian("calc", "ratio", "a.csv", "--policy", "demo-2023", "--json")
    assert run.code in (1, 3)
    clean_of(run)


@pytest.mark.requirement("A3")
def test_a_full_view_as_a_person_asks_for_it(weipian: Weipian, county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = ("--workspace", county)
    assert weipian("records", "add", "party", "名称=张三", "类型=农户", f"证件号码={CITIZEN}", *here).code == 0
    asked = ("records", "show", "party", "张三")
    shown = weipian(*asked, *here, "--json").json["record"]
    assert (shown["name"], shown["number"]) == ("张三", "1101**********002X")
    bare = weipian(*asked, "--full", *here, "--json")
    assert (bare.code, bare.json["errors"][0]["code"]) == (2, "personal_reason_missing")
    whole = weipian(*asked, "--full", "--reason", "送达处罚决定书", *here, "--json")
    assert (whole.code, whole.json["record"]["number"]) == (0, CITIZEN)
    assert "已记入日志" in whole.err
    assert CITIZEN in weipian(*asked, "--full", "--reason", "送达处罚决定书", *here).out
    assert chain(county).count("personal_data_viewed") == 2
    assert "送达" not in chain(county)
    monkeypatch.setenv("WEIPIAN_CREDENTIAL", add_person(county, "wang", Role.TECHNICIAN))
    seen = weipian(*asked, *here, "--as", "wang", "--json").json["record"]
    assert seen["name"] == "张*"
    refused = weipian(*asked, "--full", "--reason", "送达处罚决定书", *here, "--as", "wang", "--json")
    assert (refused.code, refused.json["errors"][0]["code"]) == (1, "act_not_of_role")
    monkeypatch.delenv("WEIPIAN_CREDENTIAL")
    add_person(county, "li", Role.COUNTY_REVIEWER)
    stood_in = weipian(*asked, "--full", "--reason", "送达处罚决定书", *here, "--as", "li", "--json")
    assert stood_in.json["errors"][0]["code"] == "act_in_person"


@pytest.mark.requirement("F3")
def test_a_note_of_the_unforeseen_holds_nobodys_values() -> None:
    from weipian.cli.frame import unforeseen

    name, secret = "张三", f"{CITIZEN}和{PHONE}"
    try:
        try:
            dict[str, str]()[name]
        except KeyError:
            raise ValueError(f"could not read '{secret}' of {name}: {PHONE}") from None
    except ValueError as error:
        error.add_note(secret)
        found = unforeseen(error)
    path = Path(str(found.params["note"]))
    try:
        text = path.read_text(encoding="utf-8")
        mode = path.stat().st_mode
    finally:
        path.unlink()
    assert "ValueError: could not read … of …: …" in text
    assert "test_personal_commands.py" in text
    assert not re.search(rf"{CITIZEN}|{PHONE}", text.replace("could not read '{secret}' of {name}: {PHONE}", ""))
    assert mode & 0o077 == 0
    assert name not in str(found)


def test_a_databases_words_hold_no_values() -> None:
    from django.db import DataError

    from weipian.store.failures import told

    error: Any = DataError(f'invalid input syntax for type integer: "{CITIZEN}"')
    assert CITIZEN not in str(told(error, "数据库"))
