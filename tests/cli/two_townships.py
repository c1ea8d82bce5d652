"""A county whose two townships and two departments each have something that the others must not be shown."""

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
from click.testing import CliRunner, Result

from cli.reachable import GIVEN, OUT
from made_books import TOWNSHIPS, Given, issue, made_desk
from made_evidence import photo
from made_people import add_person
from made_pressing import drafted, out
from weipian.cli.frame import program
from weipian.terms.acting import Act, Role
from weipian.terms.errors import WeipianError

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
