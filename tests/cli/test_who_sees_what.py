"""Every command × every role: nobody is shown what is not theirs, in no file, no sentence, no JSON (A3)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from cli.reachable import ACTS, GIVEN, OUT, OUTSIDE, READS, Read, Shows, commands
from law_roles import law_roles
from made_books import TOWNSHIPS, Given, issue, made_desk
from made_evidence import photo
from made_people import add_person
from made_pressing import drafted, out
from weipian.cli.frame import program
from weipian.terms.acting import Act, Register, Role
from weipian.terms.errors import WeipianError

SOURCE = Path(__file__).resolve().parents[2] / "src" / "weipian"
LAW: dict[str, Any] = law_roles()
OWN = ("A1", "A2", "甲方公路", "甲方公司", "甲批〔2023〕1号", "甲村")
OTHERS = ("BETA-7Q", "乙方隐秘项目", "乙方隐秘公司", "乙批〔2023〕9号", "乙隐村")
HANDED = ("HAND-水", "丙方水库", "丙方公司", "丙批〔2023〕3号", "丙村")
ELSEWHERE = ("HAND-林", "丁方林场")
CLERK = "clerk"


@dataclass(frozen=True)
class World:
    """A workspace, and everybody's credential."""

    folder: Path
    credentials: dict[Role, str]


def made_world(folder: Path, *, others: bool) -> World:
    """Township 星原镇 with two patches; where there are others, 麦浪乡 with three, two of them handed over."""
    desk = made_desk(folder, CLERK)
    issue(desk, [Given("A1"), Given("A2")])
    recorded(desk, "甲", "甲方公路", "甲方公司", "甲批〔2023〕1号", ("甲村", TOWNSHIPS[0]), "A1")
    credentials = {
        role: add_person(folder, f"a-{role.value}", role, TOWNSHIPS[0] if role.value.startswith("township") else "")
        for role in Role
    }
    kept(desk, "A1", folder.with_name(f"{folder.name}-甲.jpg"))
    prosecuted(desk, "A1", "A-1")
    if others:
        wanted = [Given(number, TOWNSHIPS[1]) for number in ("BETA-7Q", "HAND-水", "HAND-林")]
        issue(desk, wanted, "202308乙", date(2023, 8, 2))
        recorded(desk, "乙", *OTHERS[1:4], (OTHERS[4], TOWNSHIPS[1]), "BETA-7Q")
        recorded(desk, "丙", *HANDED[1:4], (HANDED[4], TOWNSHIPS[1]), "HAND-水")
        recorded(desk, "丁", ELSEWHERE[1], "丁方公司", "丁批〔2023〕4号", ("丁村", TOWNSHIPS[1]), "HAND-林")
        from weipian.programme.rectification.handover.giving import Handing, hand_over

        for number in ("BETA-7Q", "HAND-水", "HAND-林"):
            kept(desk, number, folder.with_name(f"{number}.jpg"))
            prosecuted(desk, number, f"{number}案")
        hand_over(desk, ["HAND-水"], Handing("水利", "河道内建房"))
        hand_over(desk, ["HAND-林"], Handing("林业"))
        listed_above(desk, ["BETA-7Q", "HAND-水", "HAND-林"])
    reviewed(desk, ["A1", "A2", *(("BETA-7Q", "HAND-水", "HAND-林") if others else ())])
    objected(desk, ["A1", *(("BETA-7Q", "HAND-水", "HAND-林") if others else ())])
    closed(desk)
    out(desk, drafted(desk), who=("a-county_reviewer", "a-county_leader"))
    return World(folder, credentials)


def objected(desk: Any, plots: list[str]) -> None:
    """An answered objection to each, by a party whose name is its project's; a clue near each."""
    from weipian.office.objecting.kept import keeping
    from weipian.programme.intake.acts.clues import Finding, keep_clues
    from weipian.programme.report.objection.answering import Answering, answer, take_up
    from weipian.programme.report.objection.raising import Raising, raise_objection
    from weipian.store.actors import Door
    from weipian.store.models import Account
    from weipian.store.queries.people import actor_of
    from weipian.terms.objection import ObjectedTo, ObjectionResult
    from weipian.terms.places import ClueSource

    row = Account.objects.get(name="a-county_reviewer")
    reviewer, day = replace(desk, actor=replace(actor_of(row), door=Door.CREDENTIAL)), date(2023, 9, 7)
    for plot in plots:
        number = raise_objection(desk, Raising(plot, ObjectedTo.AREA, f"{plot}面积不对", day, f"{plot}的当事人"))
        take_up(reviewer, number, taken=True, reason="", day=day)
        answer(reviewer, number, Answering(ObjectionResult.REJECTED, f"{plot}无误", "1号", day), keeping())
        town = TOWNSHIPS[0] if plot == "A1" else TOWNSHIPS[1]
        keep_clues(desk, [Finding(town, day, ClueSource.PATROL, "110.6005,26.0005", told=f"{plot}旁堆沙")])


def reviewed(desk: Any, plots: list[str]) -> None:
    """A review of all of them, with something said of each; and a request for instructions on each."""
    from weipian.office.inspecting.gates import gates_open
    from weipian.programme.determination.review.attending import Came, attend
    from weipian.programme.determination.review.convening import Convening, convene, put_on_agenda
    from weipian.programme.determination.review.deciding import Decided, decide
    from weipian.programme.determination.review.instructing import Asking, ask
    from weipian.programme.determination.review.speaking import Spoken, speak
    from weipian.terms.review import ReviewForm

    convene(desk, Convening("HS-1", ReviewForm.MEETING, date(2023, 9, 5), "会审"))
    put_on_agenda(desk, "HS-1", plots)
    attend(desk, "HS-1", [Came("林业")])
    speak(desk, "HS-1", [Spoken(plot, "林业", "合法", f"{plot}的意见") for plot in plots])
    decide(desk, "HS-1", [Decided(plot, "未判定", f"{plot}的理由") for plot in plots], gates_open)
    leader = replace(desk, actor=replace(desk.actor, roles=frozenset({Role.COUNTY_LEADER})))
    for plot in plots:
        ask(leader, Asking(plot, f"{plot}的请示", "市卫片办", "1号", date(2023, 9, 6)))


def prosecuted(desk: Any, number: str, case: str) -> None:
    """A stop order, a case, a handling without one, an approval; all of one plot."""
    from weipian.store.acting import acting
    from weipian.store.models import Case, CaseLess, CaseMove, LaterApproval, Plot, StopOrder

    plot = Plot.objects.get(number=number)
    own = {"plot_id": plot.id, "patch_id": plot.patch_id, "day": date(2023, 9, 1), "account_id": 1}
    enforcer = replace(desk, actor=replace(desk.actor, roles=frozenset({Role.BUREAU_ENFORCER})))
    with acting(enforcer, Act.CASE_OPENED, "case") as act:
        act.add(StopOrder, **own, number=f"{number}停", found=f"{number}复查")
        key = act.add(Case)
        named = {"breach": "occupation", "body": "自然资源", "reason": f"{number}立案", "approver": f"{number}批"}
        act.add(CaseMove, case_id=key, turn=1, step="opened", number=case, **own, **named)
        act.add(CaseLess, **own, how="not_opened", reason=f"{number}不立", approver=f"{number}批")
        act.add(LaterApproval, **own, stage="applied", reason=f"{number}补办")


def listed_above(desk: Any, numbers: list[str]) -> None:
    """The platform's list and a problem list name them."""
    from weipian.programme.submission.acts.problems import Given as Said
    from weipian.programme.submission.acts.problems import take_problems
    from weipian.programme.submission.acts.reconciling import Listed, take_platform
    from weipian.terms.submission import PlatformStatus, ProblemLevel

    take_platform(desk, [Listed(one, PlatformStatus.PENDING, {}) for one in numbers], date(2023, 9, 20))
    rows = [Said(one, f"{one}照片不清") for one in numbers]
    take_problems(desk, rows, ProblemLevel.REGION, date(2023, 9, 20))


def closed(desk: Any) -> None:
    """The month in which all of it is reported."""
    from made_closing import close

    close(desk, "2023-09", today=date(2023, 9, 20))


def kept(desk: Any, plot: str, path: Path) -> None:
    """A photo of a plot in the vault."""
    from weipian.programme.inspection.acts.evidence import about, add_evidence
    from weipian.terms.evidence import EvidenceKind

    path.write_bytes(photo())
    added = add_evidence(desk, [path], about(desk, plot, EvidenceKind.SITE_PHOTO, f"{plot}照"), int)
    assert not added.refused


def recorded(
    desk: Any, note: str, project: str, party: str, approval: str, village: tuple[str, str], patch: str
) -> None:
    """Records that one patch hangs on."""
    from weipian.store.acting import acting
    from weipian.store.models import Approval, Party, Project, Standing, Village

    with acting(desk, Act.RECORD_KEPT, "records") as act:
        owner = act.add(Party, name=party, note=f"{note}记")
        work = act.add(Project, name=project, party_id=owner)
        act.add(Approval, number=approval, project_id=work)
        act.add(Village, name=village[0], township=village[1])
        act.change(Standing, Standing.objects.get(number=patch).id, project_id=work)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return made_world(tmp_path_factory.mktemp("with") / "w", others=True)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The same without the other township's patches and records."""
    return made_world(tmp_path_factory.mktemp("without") / "w", others=False)


@dataclass(frozen=True)
class Ran:
    """What came of a call: its code, and every byte that a person got, compressed ones opened."""

    code: str
    shown: bytes
    json: Any = None


def ran(world: World, role: Role, words: Sequence[str], out: Path) -> Ran:
    """A call by a person with that role, in this process."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "given.csv").write_text("图斑编号,WKT\nX,\n", encoding="utf-8")
    told = [word.replace(OUT, str(out)).replace(GIVEN, str(out / "given.csv")) for word in words]
    place = ["--workspace", str(world.folder), "--as", f"a-{role.value}"]
    env = {"WEIPIAN_CREDENTIAL": world.credentials[role]}
    result: Result = CliRunner().invoke(program, [*told, *place, "--json"], env=env, standalone_mode=False)
    error = result.exception
    if error is not None and not isinstance(error, WeipianError):
        raise error
    files = b"".join(opened(path) for path in sorted(out.rglob("*")) if path.is_file() and path.name != "given.csv")
    shown = result.output.encode() + result.stderr.encode() + str(error or "").encode() + files
    return Ran(error.code if error else "", shown, None if error else json.loads(result.stdout))


def opened(path: Path) -> bytes:
    """A file's name and bytes, and what is packed in it."""
    whole = path.read_bytes()
    if path.suffix == ".parquet":
        whole += str(pyarrow.parquet.read_table(path).to_pydict()).encode()
    if path.suffix == ".dbf":
        whole = whole.decode("gb18030", "replace").encode()
    if zipfile.is_zipfile(io.BytesIO(whole)):
        with zipfile.ZipFile(io.BytesIO(whole)) as packed:
            whole += b"".join(packed.read(name) for name in packed.namelist())
    return path.name.encode() + whole


def found_of(words: Sequence[str], shown: bytes) -> list[str]:
    """The words that stand in what was shown, plain or as JSON and HTML escape them."""
    forms = {
        word: (word, json.dumps(word).strip('"'), word.encode("ascii", "xmlcharrefreplace").decode()) for word in words
    }
    return [word for word, each in forms.items() if any(form.encode() in shown for form in each)]


OF_A1 = {
    "A1": "plot_unknown", "A-1": "case_unknown", "甲方公路": "record_unknown", "1": "evidence_unknown",
    "01": "objection_unknown", "001": "letter_unknown",
}  # fmt: skip
"""What is asked for of the one township's patch → what somebody else is told."""
CALLS = [
    pytest.param(read, id="-".join(read.words[:3]).replace(OUT, "").replace("/", ""))
    for reads in READS.values()
    for read in reads
]


def roles_of(family: str, name: str) -> set[str]:
    return set(LAW[family][name]["value"])


def refused(read: Read, role: Role) -> str:
    """The code that the tables say; "" where this role is shown something."""
    if isinstance(read.shows, Register):
        return "" if role.value in roles_of("registers", read.shows.value) else "register_closed"
    if read.act is not None and role.value not in roles_of("acts", read.act.value):
        return "act_not_of_role"
    sees = LAW["sees"][role.value]["value"]
    if sees == "escalation" and read.shows is Shows.ESCALATION:
        return ""
    if sees not in ("county", "township", "handed"):
        return "sees_no_patches"
    if sees == "handed" and read.shows is Shows.SUMS:
        return "sums_not_handed"
    if sees != "handed":
        return ""
    return next((code for word, code in OF_A1.items() if word in read.words), "")


@pytest.mark.requirement("A3")
def test_every_command_is_in_one_table() -> None:
    """A command that nobody classified fails here."""
    tables = [*READS, *ACTS, *OUTSIDE]
    assert sorted(tables) == sorted(set(tables))
    assert sorted(commands()) == sorted(tables)


@pytest.mark.requirement("A3")
@pytest.mark.parametrize("read", CALLS)
def test_who_sees_no_patches_is_shown_none(world: World, tmp_path: Path, read: Read) -> None:
    """Also: every role is let in or refused as the tables say, and a refusal leaves no file."""
    blind = [role for role in Role if LAW["sees"][role.value]["value"] not in ("county", "township", "handed")]
    for role in blind:
        done = ran(world, role, read.words, tmp_path / role.value)
        assert done.code == refused(read, role), role
        assert found_of([*OWN[:2], *OTHERS, *HANDED, *ELSEWHERE], done.shown) == [], role


@pytest.mark.requirement("A3", "A4")
@pytest.mark.parametrize("read", CALLS)
def test_a_township_never_sees_another(world: World, alone: World, tmp_path: Path, read: Read) -> None:
    role = Role.TOWNSHIP_CLERK
    done = ran(world, role, read.words, tmp_path / "out")
    assert done.code == refused(read, role)
    assert found_of([*OTHERS, *HANDED, *ELSEWHERE], done.shown) == []
    if read.same_without:
        assert done.json == ran(alone, role, read.words, tmp_path / "alone").json


@pytest.mark.requirement("A3", "D3")
@pytest.mark.parametrize("read", CALLS)
def test_a_department_sees_what_was_handed_to_it(world: World, tmp_path: Path, read: Read) -> None:
    role = Role.DEPARTMENT_CLERK
    done = ran(world, role, read.words, tmp_path / "out")
    assert done.code == refused(read, role)
    found = found_of([*OWN[:5], *OTHERS, *ELSEWHERE], done.shown)
    assert set(found) <= {*read.words, "A1"}  # what was asked for, or two letters by chance
    if read.words[:2] == ("patches", "list"):
        assert [one["patch"] for one in done.json["patches"]] == ["HAND-水"]


@pytest.mark.requirement("A3")
@pytest.mark.parametrize("read", CALLS)
def test_the_rest_are_let_in_as_the_tables_say(world: World, tmp_path: Path, read: Read) -> None:
    """The other roles of townships like their clerk; of the county's two by whom all is seen, and each that may not."""
    for role in Role:
        sees = LAW["sees"][role.value]["value"]
        if sees == "township" and role is not Role.TOWNSHIP_CLERK:
            done = ran(world, role, read.words, tmp_path / role.value)
            assert done.code == refused(read, role), role
            assert found_of([*OTHERS, *HANDED, *ELSEWHERE], done.shown) == [], role
        elif sees == "county" and (refused(read, role) or role in (Role.COUNTY_CLERK, Role.AUDITOR)):
            done = ran(world, role, read.words, tmp_path / role.value)
            assert done.code == refused(read, role), role


@pytest.mark.requirement("A3")
def test_the_canaries_are_there_to_be_found(world: World, tmp_path: Path) -> None:
    """Who sees the county is shown them: a test that looks for nothing would find nothing."""
    seen = b"".join(
        ran(world, Role.COUNTY_CLERK, read.words, tmp_path / str(number)).shown
        for number, read in enumerate(read for reads in READS.values() for read in reads)
        if "figure" not in read.words
    )
    assert set(found_of([*OWN, *OTHERS, *HANDED, *ELSEWHERE], seen)) == {*OWN, *OTHERS, *HANDED, *ELSEWHERE}


@pytest.mark.requirement("A3")
@pytest.mark.parametrize("command", ACTS)
def test_who_may_not_act_is_told_so_before_anything_is_looked_up(world: World, tmp_path: Path, command: str) -> None:
    act, words = ACTS[command]
    for role in Role:
        if role.value in roles_of("acts", act.value):
            continue
        done = ran(world, role, words, tmp_path / role.value)
        assert done.code == "act_not_of_role", role
        able = roles_of("acts", act.value)
        assert all(Role(name).label.encode() in done.shown for name in able)


@pytest.mark.requirement("A3")
@pytest.mark.parametrize(
    "words",
    [
        ("explain", "{}"),
        ("figure", "overlay", "{}", "-o", f"{OUT}/f"),
        ("account", "may", "{}"),
    ],
)
@pytest.mark.parametrize("role", [Role.TOWNSHIP_CLERK, Role.DEPARTMENT_CLERK])
def test_what_is_not_seen_is_as_if_it_were_not_there(
    world: World, tmp_path: Path, words: tuple[str, ...], role: Role
) -> None:
    """No oracle: another's plot and one that never was give the same answer, but for the number asked for."""
    told = {
        name: ran(world, role, [word.format(name) if word == "{}" else word for word in words], tmp_path / name)
        for name in ("BETA-7Q", "NOT-000")
    }
    assert {one.code for one in told.values()} == {"plot_unknown"}
    assert told["BETA-7Q"].shown.replace(b"BETA-7Q", b"NOT-000") == told["NOT-000"].shown


@pytest.mark.requirement("A3", "F3")
@pytest.mark.parametrize("words", [("patches", "list"), ("duties",), ("ratio",), ("summary", "-o", f"{OUT}/p")])
def test_another_township_asked_for_by_name_is_refused(world: World, tmp_path: Path, words: tuple[str, ...]) -> None:
    if words[0] in ("ratio", "summary"):
        words = ("whatif",) if words[0] == "ratio" else ("ledger", "export", f"{OUT}/t.xlsx")
    done = ran(world, Role.TOWNSHIP_DEPUTY, [*words, "--township", TOWNSHIPS[1]], tmp_path)
    assert done.code == "other_township"
    assert TOWNSHIPS[0].encode() in done.shown
