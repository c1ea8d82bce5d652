"""What every command lets whom see or do: a command that is not in one of these tables fails the matrix.

A new command of the workspace adds one line: to `READS` with the words of a call and who may see what, to `ACTS` with
the act that it is and the words of a call, or to `OUTSIDE` where it opens nobody's desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import click

from weipian.cli.frame import program
from weipian.terms.acting import Act, Register

OUT = "{out}"
"""In the words of a call: a place of its own for what it writes."""
OWN, TOWN = "A1", "星原镇"
TODAY = "2023-09-27"


class Shows(Enum):
    """What a command shows of the patches."""

    PATCHES = "those in sight: the county's, one's township's, one's department's"
    ESCALATION = "papers of interviews and accountability, beside what concerns oneself"
    SUMS = "sums: the county's or one's township's, nobody else's"


@dataclass(frozen=True)
class Read:
    """A call that only looks. `act`: looking that is logged, only for the roles of that act."""

    words: tuple[str, ...]
    shows: Shows | Register
    act: Act | None = None
    same_without: bool = False
    """Its JSON must be what it would be if there were no other township's patches at all."""


def day(*words: str) -> tuple[str, ...]:
    return (*words, "--today", TODAY)


READS: dict[str, list[Read]] = {
    "patches list": [
        Read(("patches", "list"), Shows.PATCHES, same_without=True),
        Read(("patches", "list", "--state", "已套合", "--limit", "9"), Shows.PATCHES, same_without=True),
    ],
    "explain": [Read(day("explain", OWN), Shows.PATCHES)],
    "handover list": [Read(("handover", "list"), Shows.PATCHES)],
    "review list": [Read(("review", "list"), Shows.PATCHES, same_without=True)],
    "review show": [Read(("review", "show", "HS-1"), Shows.PATCHES)],
    "review minutes": [Read(("review", "minutes", "HS-1"), Shows.PATCHES)],
    "instruct list": [Read(("instruct", "list"), Shows.PATCHES, same_without=True)],
    "account may": [Read(("account", "may", OWN), Shows.PATCHES, same_without=True)],
    "records list": [
        Read(("records", "list", kind), Shows.PATCHES, same_without=True)
        for kind in ("project", "party", "approval", "village")
    ],
    "duties": [Read(day("duties"), Shows.PATCHES, same_without=True)],
    "records show": [Read(("records", "show", "project", "甲方公路"), Shows.PATCHES)],
    "evidence list": [Read(("evidence", "list"), Shows.PATCHES)],
    "evidence show": [Read(("evidence", "show", "1", "-o", f"{OUT}/v.jpg"), Shows.PATCHES)],
    "evidence history": [Read(("evidence", "history", "1"), Shows.PATCHES)],
    "evidence growth": [Read(day("evidence", "growth"), Shows.PATCHES)],
    "submit list": [Read(day("submit", "list"), Shows.PATCHES)],
    "platform diff": [Read(("platform", "diff"), Shows.PATCHES)],
    "problems list": [Read(day("problems", "list"), Shows.PATCHES)],
    "ratio": [Read(("ratio",), Shows.SUMS, same_without=True)],
    "whatif": [Read(day("whatif", "--township", TOWN), Shows.SUMS, same_without=True)],
    "summary": [Read(day("summary", "-o", f"{OUT}/page"), Shows.SUMS)],
    "figure": [
        Read(day("figure", "overlay", "-o", f"{OUT}/plots"), Shows.PATCHES),
        Read(day("figure", "calendar", "-o", f"{OUT}/figures"), Shows.PATCHES),
        *(Read(day("figure", kind, "-o", f"{OUT}/figures"), Shows.SUMS) for kind in ("map", "ratio", "flow")),
    ],
    "rank": [Read(("rank", "--as-of", TODAY), Shows.SUMS, same_without=True)],
    "mechanism triggers": [Read(day("mechanism", "triggers"), Shows.SUMS, same_without=True)],
    "mechanism list": [Read(day("mechanism", "list"), Shows.ESCALATION)],
    "mechanism steps": [Read(("mechanism", "steps"), Shows.ESCALATION)],
    "mechanism referrals": [Read(("mechanism", "referrals"), Shows.ESCALATION)],
    "mechanism starts": [Read(day("mechanism", "starts"), Shows.ESCALATION)],
    "letter list": [Read(day("letter", "list"), Shows.PATCHES, same_without=True)],
    "letter show": [Read(day("letter", "show", "01"), Shows.PATCHES)],
    "bulletin": [Read(day("bulletin"), Shows.SUMS, same_without=True)],
    "remind": [Read(day("remind"), Shows.SUMS, same_without=True)],
    "close list": [Read(("close", "list"), Shows.SUMS)],
    "close show": [Read(("close", "show", "month", "2023-09"), Shows.SUMS)],
    "close blocked": [Read(day("close", "blocked", "month", "2023-09"), Shows.SUMS, same_without=True)],
    "close export": [
        Read(("close", "export", "month", "2023-09", f"{OUT}/月清.xlsx"), Shows.SUMS, Act.LEDGER_EXPORTED)
    ],
    "policy diff": [Read(("policy", "diff", "demo-2023", "ziyuan-2023", "--outcomes"), Shows.SUMS, same_without=True)],
    "ledger export": [Read(day("ledger", "export", f"{OUT}/台账.xlsx"), Shows.SUMS, Act.LEDGER_EXPORTED)],
    "patches export": [
        Read(day("patches", "export", f"{OUT}/{name}"), Shows.SUMS, Act.PATCHES_EXPORTED)
        for name in ("a.gpkg", "a.geojson", "a.parquet", "a.shp")
    ],
    "log export": [Read(("log", "export", f"{OUT}/log.jsonl"), Shows.SUMS, Act.LOG_EXPORTED)],
    "layers list": [Read(("layers", "list"), Register.LAYERS)],
    "ledger list": [Read(("ledger", "list"), Register.IMPORTS)],
    "account list": [Read(("account", "list"), Register.ACCOUNTS)],
    "inspect list": [Read(day("inspect", "list", "--done"), Shows.PATCHES, same_without=True)],
    "inspect visits": [Read(("inspect", "visits"), Shows.PATCHES, same_without=True)],
    "inspect uppers": [Read(("inspect", "uppers"), Shows.PATCHES, same_without=True)],
    "inspect gates": [Read(("inspect", "gates", "--all"), Shows.PATCHES, same_without=True)],
    "inspect marked": [
        Read(("inspect", "marked"), Shows.PATCHES, same_without=True),
        Read(("inspect", "marked", "-o", f"{OUT}/标识.xlsx"), Shows.PATCHES, Act.LEDGER_EXPORTED),
    ],
    "inspect lookups": [Read(("inspect", "lookups", "--all"), Shows.PATCHES, same_without=True)],
    "inspect sheets": [Read(("inspect", "sheets"), Register.IMPORTS)],
    "evidence check": [Read(("evidence", "check"), Register.EVIDENCE)],
}
"""Commands that show something of the books."""

GIVEN = "{given}"
"""In the words of a call: a small file that is there."""
ACTS: dict[str, tuple[Act, tuple[str, ...]]] = {
    "account add": (Act.ACCOUNT_MADE, ("account", "add", "x", "--role", "auditor")),
    "account change": (Act.ACCOUNT_CHANGED, ("account", "change", "x", "--off")),
    "backup make": (Act.BACKED_UP, ("backup", "make", f"{OUT}/b.zip")),
    "close month": (Act.PERIOD_CLOSED, ("close", "month", "2023-09")),
    "close quarter": (Act.PERIOD_CLOSED, ("close", "quarter", "2023-Q3")),
    "close half-year": (Act.PERIOD_CLOSED, ("close", "half-year", "2023")),
    "close year": (Act.PERIOD_CLOSED, ("close", "year", "2023")),
    "close reopen": (Act.PERIOD_REOPENED, ("close", "reopen", "month", "2023-09", "--reason", "x")),
    "erase ask": (Act.ERASURE_ASKED, ("erase", "ask", "BETA-7Q")),
    "erase confirm": (Act.ERASED, ("erase", "confirm", "1")),
    "erase copies": (Act.ERASURE_ASKED, ("erase", "copies")),
    "erase list": (Act.ERASURE_ASKED, ("erase", "list")),
    "erase take-back": (Act.ERASURE_TAKEN_BACK, ("erase", "take-back", "1")),
    "erase tidy": (Act.ERASED, ("erase", "tidy")),
    "evidence add": (Act.EVIDENCE_ADDED, ("evidence", "add", GIVEN, "--plot", "BETA-7Q", "--kind", "现场照片")),
    "evidence correct": (Act.EVIDENCE_ADDED, ("evidence", "correct", "1", "--note", "x")),
    "evidence export": (Act.EVIDENCE_GIVEN, ("evidence", "export", "--plot", "BETA-7Q", "-o", f"{OUT}/e")),
    "handover add": (Act.HANDED_OVER, ("handover", "BETA-7Q", "--to", "水利")),
    "inspect assign": (Act.INSPECTION_ASSIGNED, ("inspect", "assign", "BETA-7Q", "--to", "麦浪乡")),
    "inspect take": (Act.INSPECTION_TAKEN_OVER, ("inspect", "take", "BETA-7Q")),
    "inspect record": (Act.SITE_INSPECTED, ("inspect", "record", "BETA-7Q", "--who", "甲", "--account", "x")),
    "inspect upper": (
        Act.UPPER_CHECK_RECORDED,
        ("inspect", "upper", "BETA-7Q", "--body", "市", "--with", "甲", "--finding", "x"),
    ),
    "inspect answer": (Act.UPPER_CHECK_ANSWERED, ("inspect", "answer", "1", "--confirm")),
    "inspect opinion": (
        Act.OFFICE_OPINION_GIVEN,
        ("inspect", "opinion", "BETA-7Q", "--gate", "A", "--present", "甲", "--text", "x", "--responsible", "乙"),
    ),
    "inspect mark": (Act.PATCH_MARKED, ("inspect", "mark", "BETA-7Q", "--mark", "敏感", "--why", "x")),
    "inspect lookup": (
        Act.APPROVAL_LOOKED_UP,
        ("inspect", "lookup", "没有", "--system", "备案", "--found", "--who", "甲"),
    ),
    "inspect export": (Act.INSPECTION_ASSIGNED, ("inspect", "export", "交办", f"{OUT}/交办.xlsx")),
    "inspect import": (Act.INSPECTION_ASSIGNED, ("inspect", "import", "交办", GIVEN)),
    "inspect undo": (Act.IMPORT_UNDONE, ("inspect", "undo", "7")),
    "layers add": (Act.LAYER_ADDED, ("layers", "add", GIVEN, "--kind", "township", "--as-of", "2022-12-31")),
    "ledger import": (Act.LEDGER_IMPORTED, ("ledger", "import", GIVEN)),
    "ledger undo": (Act.IMPORT_UNDONE, ("ledger", "undo", "7")),
    "letter warning": (Act.LETTER_DRAFTED, ("letter", "warning", "--to", TOWN, "--stage", "月清")),
    "letter advice": (Act.LETTER_DRAFTED, ("letter", "advice", "--to", "水利", "--stage", "月清")),
    "letter edit": (Act.LETTER_DRAFTED, ("letter", "edit", "1", "--demand", "x")),
    "letter check": (Act.LETTER_CHECKED, ("letter", "check", "1")),
    "letter sign": (Act.LETTER_SIGNED, ("letter", "sign", "1")),
    "letter number": (Act.LETTER_SENT, ("letter", "number", "1", "--number", "1号")),
    "letter seal": (Act.LETTER_SENT, ("letter", "seal", "1")),
    "letter send": (Act.LETTER_SENT, ("letter", "send", "1")),
    "letter receive": (Act.LETTER_RECEIVED, ("letter", "receive", "1")),
    "letter reply": (Act.LETTER_REPLIED, ("letter", "reply", "1", "--text", "x")),
    "letter withdraw": (Act.LETTER_UNDONE, ("letter", "withdraw", "1", "--reason", "x")),
    "letter template": (Act.LETTER_REPLIED, ("letter", "template", f"{OUT}/l.xlsx")),
    "letter import": (Act.LETTER_REPLIED, ("letter", "import", GIVEN)),
    "letter undo": (Act.IMPORT_UNDONE, ("letter", "undo", "7")),
    "mechanism propose": (Act.MECHANISM_PROPOSED, ("mechanism", "propose", "通报提醒", "--township", TOWN)),
    "mechanism decide": (Act.MECHANISM_DECIDED, ("mechanism", "decide", "1", "--text", "x")),
    "mechanism held": (Act.MECHANISM_STEPPED, ("mechanism", "held", "1")),
    "mechanism lift": (Act.MECHANISM_LIFTED, ("mechanism", "lift", "1", "--reason", "x")),
    "mechanism withdraw": (Act.MECHANISM_PROPOSED, ("mechanism", "withdraw", "1", "--reason", "x")),
    "mechanism step": (Act.MECHANISM_STEPPED, ("mechanism", "step", "没有", "督促", "--number", "1")),
    "mechanism refer": (Act.MECHANISM_DECIDED, ("mechanism", "refer", "--number", "1", "--to", "discipline")),
    "mechanism receipt": (Act.MECHANISM_STEPPED, ("mechanism", "receipt", "1", "--text", "x")),
    "mechanism interview": (Act.TOWNSHIP_INTERVIEW_HELD, ("mechanism", "interview", "--township", TOWN)),
    "mechanism accountability": (
        Act.ACCOUNTABILITY_STARTED,
        ("mechanism", "accountability", "--township", TOWN),
    ),
    "mechanism papers": (Act.PAPERS_SENT, ("mechanism", "papers", "1", "--paper", "通知")),
    "mechanism unstart": (Act.TOWNSHIP_INTERVIEW_HELD, ("mechanism", "unstart", "1")),
    "merge": (Act.PLOT_MERGED, ("merge", "BETA-7Q", "A1")),
    "overlay": (Act.MEASURED, ("overlay", "BETA-7Q")),
    "patches add": (Act.BATCH_ADDED, ("patches", "add", GIVEN, "--issued", "2023-08-10")),
    "propose": (Act.PROPOSED, ("propose", "BETA-7Q")),
    "records add": (Act.RECORD_KEPT, ("records", "add", "project", "项目名称=某路")),
    "records attach": (Act.RECORD_KEPT, ("records", "attach", "BETA-7Q", "--project", "没有")),
    "records import": (Act.RECORD_KEPT, ("records", "import", GIVEN, "--kind", "project")),
    "review convene": (Act.REVIEW_CONVENED, ("review", "convene", "HS-9", "--on", "2023-09-05")),
    "review agenda": (Act.REVIEW_CONVENED, ("review", "agenda", "HS-9", "BETA-7Q")),
    "review attend": (Act.REVIEW_ATTENDED, ("review", "attend", "HS-9", "水利")),
    "review opinion": (Act.REVIEW_OPINION_GIVEN, ("review", "opinion", "HS-9", "BETA-7Q", "合法", "--of", "水利")),
    "review decide": (Act.REVIEW_DECIDED, ("review", "decide", "HS-9", "合法", "BETA-7Q")),
    "review export": (Act.LEDGER_EXPORTED, ("review", "export", "HS-9", f"{OUT}/r.xlsx")),
    "review import": (Act.REVIEW_DECIDED, ("review", "import", "HS-9", GIVEN)),
    "review undo": (Act.REVIEW_DECIDED, ("review", "undo", "7")),
    "review confirm": (Act.MINUTES_CONFIRMED, ("review", "confirm", "HS-9")),
    "review lock": (Act.REVIEW_LOCKED, ("review", "lock", "HS-9", "--scan", "1")),
    "review determine": (Act.DETERMINED, ("review", "determine", "HS-9")),
    "instruct ask": (
        Act.INSTRUCTION_ASKED,
        ("instruct", "ask", "BETA-7Q", "--matter", "x", "--to", "市卫片办", "--number", "1", "--on", "2023-09-05"),
    ),
    "instruct answer": (Act.INSTRUCTION_ANSWERED, ("instruct", "answer", "1", "--text", "x", "--on", "2023-09-05")),
    "final add": (
        Act.FINAL_DETERMINATION_TAKEN,
        ("final", "add", "BETA-7Q", "合法", "--level", "市级", "--document", "x", "--on", "2023-09-05"),
    ),
    "final import": (Act.FINAL_DETERMINATION_TAKEN, ("final", "import", GIVEN)),
    "platform import": (Act.PLATFORM_TAKEN, ("platform", "import", GIVEN)),
    "problems answer": (Act.PROBLEM_ANSWERED, ("problems", "answer", "1", "--text", "x")),
    "problems correct": (Act.PROBLEM_ANSWERED, ("problems", "correct", "1")),
    "problems export": (Act.SUBMISSION_EXPORTED, ("problems", "export", f"{OUT}/a.xlsx")),
    "problems import": (Act.PROBLEMS_TAKEN, ("problems", "import", GIVEN, "--level", "市级")),
    "problems undo": (Act.IMPORT_UNDONE, ("problems", "undo", "7")),
    "submit check": (Act.SUBMISSION_FILLED, ("submit", "check", "BETA-7Q")),
    "submit export": (Act.SUBMISSION_EXPORTED, ("submit", "export", f"{OUT}/s")),
    "submit fill": (Act.SUBMISSION_FILLED, ("submit", "fill", "BETA-7Q")),
    "submit import": (Act.SUBMISSION_FILLED, ("submit", "import", GIVEN)),
    "submit later": (Act.LATER_ADDED, ("submit", "later", "BETA-7Q", "--what", "拆除复耕到位", "--evidence", "1")),
    "submit release": (Act.SUBMISSION_RELEASED, ("submit", "release", "BETA-7Q", "--answers-for")),
    "submit return": (Act.SUBMISSION_RETURNED, ("submit", "return", "BETA-7Q", "--reason", "x")),
    "submit second": (Act.SUBMISSION_CHECKED, ("submit", "second", "BETA-7Q")),
    "submit template": (Act.SUBMISSION_EXPORTED, ("submit", "template", f"{OUT}/t.xlsx")),
    "submit undo": (Act.IMPORT_UNDONE, ("submit", "undo", "7")),
    "split": (Act.PLOT_SPLIT, ("split", "BETA-7Q", "--by", "township", "--dry-run")),
}
"""Commands that do something: who may not is told so before anything is looked up."""

OUTSIDE = {
    "account redeem", "audit verify", "backup check", "backup drill", "calc duties", "calc gates", "calc ratio",
    "calc whatif", "demo", "doctor", "log head", "measure", "military-form", "new", "placeholder add",
    "placeholder list", "placeholder open", "placeholder reported", "policy check", "policy list", "policy show",
    "restore", "run", "setup", "upgrade",
}  # fmt: skip
"""Commands that nobody's books are read for: their own files only, the confidential clerk's own store, or the audit of
the whole, which tells rows."""


def commands(group: click.Command = program, path: tuple[str, ...] = ()) -> list[str]:
    """Every command that can be called, by its words."""
    if not isinstance(group, click.Group):
        return [" ".join(path)]
    context = click.Context(group)
    return [
        found
        for name in group.list_commands(context)
        if (one := group.get_command(context, name)) is not None
        for found in commands(one, (*path, name))
    ]
