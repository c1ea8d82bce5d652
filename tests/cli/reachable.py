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
    "quota book": [Read(("quota", "book", "--as-of", TODAY), Shows.SUMS)],
    "quota gap": [Read(("quota", "gap", "--all", "--as-of", TODAY), Shows.SUMS)],
    "quota list": [Read(("quota", "list", "--all", "--as-of", TODAY), Shows.SUMS)],
    "quota notice list": [Read(("quota", "notice", "list"), Shows.SUMS)],
    "quota sheets": [Read(("quota", "sheets"), Register.IMPORTS)],
    "patches list": [
        Read(("patches", "list"), Shows.PATCHES, same_without=True),
        Read(("patches", "list", "--state", "已套合", "--limit", "9"), Shows.PATCHES, same_without=True),
    ],
    "explain": [Read(day("explain", OWN), Shows.PATCHES)],
    "handover list": [
        Read(day("handover", "list"), Shows.PATCHES, same_without=True),
        Read(day("handover", "list", "-o", f"{OUT}/移交.xlsx"), Shows.PATCHES, Act.LEDGER_EXPORTED),
    ],
    "handover sheets": [Read(("handover", "sheets"), Register.IMPORTS)],
    "refer sheets": [Read(("refer", "sheets"), Register.IMPORTS)],
    "share sheets": [Read(("share", "sheets"), Register.IMPORTS)],
    "suggest sheets": [Read(("suggest", "sheets"), Register.IMPORTS)],
    "case approval sheets": [Read(("case", "approval", "sheets"), Register.IMPORTS)],
    "object sheets": [Read(("object", "sheets"), Register.IMPORTS)],
    "refer list": [Read(("refer", "list"), Register.REFERRALS)],
    "share list": [Read(("share", "list"), Register.SHARINGS)],
    "suggest list": [Read(day("suggest", "list"), Register.SUGGESTIONS)],
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
    "submit later-list": [Read(("submit", "later-list"), Shows.PATCHES)],
    "platform diff": [Read(day("platform", "diff"), Shows.PATCHES)],
    "problems list": [Read(day("problems", "list"), Shows.PATCHES)],
    "ratio": [
        Read(words, Shows.SUMS, same_without=True)
        for words in (
            day("ratio"),
            ("ratio", "--open", "undetermined"),
            ("ratio", "--open", "unknown"),
            ("ratio", "--history", "--to", TODAY),
            ("ratio", "--history", "--by", "record", "--from", TODAY),
            ("ratio", "--as-of", TODAY),
            day("ratio", "--forecast"),
        )
    ],
    "average list": [Read(("average", "list"), Shows.SUMS, same_without=True)],
    "whatif": [Read(day("whatif", "--township", TOWN), Shows.SUMS, same_without=True)],
    "summary": [Read(day("summary", "-o", f"{OUT}/page"), Shows.SUMS)],
    "figure": [
        Read(day("figure", "overlay", "-o", f"{OUT}/plots"), Shows.PATCHES),
        Read(day("figure", "calendar", "-o", f"{OUT}/figures"), Shows.PATCHES),
        *(Read(day("figure", kind, "-o", f"{OUT}/figures"), Shows.SUMS) for kind in ("map", "ratio", "course", "flow")),
    ],
    "rank": [Read(("rank", "--as-of", TODAY), Shows.SUMS, same_without=True)],
    "mechanism triggers": [Read(day("mechanism", "triggers"), Shows.SUMS, same_without=True)],
    "mechanism list": [Read(day("mechanism", "list"), Shows.ESCALATION)],
    "mechanism steps": [Read(("mechanism", "steps"), Shows.ESCALATION)],
    "mechanism referrals": [Read(("mechanism", "referrals"), Shows.ESCALATION)],
    "mechanism starts": [Read(day("mechanism", "starts"), Shows.ESCALATION)],
    "letter list": [Read(day("letter", "list"), Shows.PATCHES, same_without=True)],
    "letter show": [Read(day("letter", "show", "001"), Shows.PATCHES)],
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
    "log replay": [
        Read(("log", "replay", "-o", f"{OUT}/{name}"), Shows.SUMS, Act.LOG_EXPORTED)
        for name in ("各表", "各表.sqlite3")
    ],
    "images list": [Read(("images", "list", "--all"), Register.LAYERS)],
    "images chip": [Read(("images", "chip", OWN, "-o", f"{OUT}/chips"), Shows.PATCHES, Act.IMAGE_GIVEN)],
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
    "right list": [Read(day("right", "list", "--done"), Shows.PATCHES, same_without=True)],
    "right show": [Read(day("right", "show", OWN), Shows.PATCHES)],
    "right board": [Read(day("right", "board"), Shows.SUMS, same_without=True)],
    "right map": [Read(("right", "map", "--as-of", TODAY, "-o", f"{OUT}/挂图.svg"), Shows.SUMS)],
    "case list": [Read(day("case", "list", "--all"), Shows.PATCHES, same_without=True)],
    "case show": [Read(day("case", "show", "A-1"), Shows.PATCHES)],
    "case deadlines": [Read(day("case", "deadlines", "--all"), Shows.PATCHES, same_without=True)],
    "case waiting": [Read(("case", "waiting"), Shows.PATCHES, same_without=True)],
    "case stops": [Read(("case", "stops"), Shows.PATCHES, same_without=True)],
    "case without": [Read(("case", "without"), Shows.PATCHES, same_without=True)],
    "case approval check": [Read(("case", "approval", "check", OWN), Shows.PATCHES, same_without=True)],
    "case approval list": [Read(("case", "approval", "list"), Shows.PATCHES, same_without=True)],
    "case sheets": [Read(("case", "sheets"), Register.IMPORTS)],
    "case export": [Read(("case", "export", f"{OUT}/案件.xlsx"), Shows.PATCHES, Act.LEDGER_EXPORTED)],
    "accept list": [Read(day("accept", "list"), Shows.SUMS, same_without=True)],
    "accept laggards": [Read(day("accept", "laggards"), Shows.SUMS, same_without=True)],
    "accept result": [
        Read(day("accept", "result"), Shows.SUMS, same_without=True),
        Read(day("accept", "result", "-o", f"{OUT}/成果.txt"), Shows.SUMS, Act.LEDGER_EXPORTED),
    ],
    "object list": [Read(day("object", "list"), Shows.PATCHES, same_without=True)],
    "object paper": [Read(("object", "paper", "01"), Shows.PATCHES)],
    "dossier list": [Read(("dossier", "list"), Shows.PATCHES, same_without=True)],
    "dossier general list": [Read(("dossier", "general", "list"), Shows.PATCHES)],
    "clue list": [Read(("clue", "list"), Shows.PATCHES, same_without=True)],
    "places list": [Read(("places", "list"), Shows.PATCHES, same_without=True)],
}
"""Commands that show something of the books."""

GIVEN = "{given}"
"""In the words of a call: a small file that is there."""
ACTS: dict[str, tuple[Act, tuple[str, ...]]] = {
    "account add": (Act.ACCOUNT_MADE, ("account", "add", "x", "--role", "auditor")),
    "account change": (Act.ACCOUNT_CHANGED, ("account", "change", "x", "--off")),
    "average judge": (Act.AVERAGE_JUDGED, ("average", "judge", "--text", "x", "--paper", "y")),
    "backup make": (Act.BACKED_UP, ("backup", "make", f"{OUT}/b.zip")),
    "case stop": (Act.STOP_ORDERED, ("case", "stop", "BETA-7Q", "--number", "停1号")),
    "case revisit": (Act.STOP_ORDERED, ("case", "revisit", "BETA-7Q", "--found", "已停止")),
    "case open": (Act.CASE_OPENED, ("case", "open", "BETA-7Q", "--number", "B-9", "--breach", "非法占地")),
    "case decline": (Act.CASE_NOT_OPENED, ("case", "decline", "BETA-7Q", "--reason", "x")),
    "case uncased": (Act.UNCASED_RECTIFIED, ("case", "uncased", "BETA-7Q", "--reason", "x")),
    "case step": (Act.CASE_ADVANCED, ("case", "step", "B-1", "调查")),
    "case close": (Act.CASE_CLOSED, ("case", "close", "B-1")),
    "case undo": (Act.CASE_UNDONE, ("case", "undo", "B-1")),
    "case approval apply": (Act.RETROSPECTIVE_APPLIED, ("case", "approval", "apply", "BETA-7Q")),
    "case approval grant": (Act.RETROSPECTIVE_GRANTED, ("case", "approval", "grant", "BETA-7Q", "--number", "x")),
    "case approval refuse": (Act.RETROSPECTIVE_GRANTED, ("case", "approval", "refuse", "BETA-7Q", "--reason", "x")),
    "case approval tick": (Act.RETROSPECTIVE_GRANTED, ("case", "approval", "tick", "BETA-7Q")),
    "case approval export": (
        Act.RETROSPECTIVE_APPLIED,
        ("case", "approval", "export", "申请", f"{OUT}/补办申请.xlsx"),
    ),
    "case approval import": (Act.RETROSPECTIVE_APPLIED, ("case", "approval", "import", "申请", GIVEN)),
    "case approval undo-import": (Act.CASE_UNDONE, ("case", "approval", "undo-import", "7")),
    "case import": (Act.CASE_OPENED, ("case", "import", GIVEN)),
    "case undo-import": (Act.CASE_UNDONE, ("case", "undo-import", "7")),
    "close month": (Act.PERIOD_CLOSED, ("close", "month", "2023-09")),
    "close quarter": (Act.PERIOD_CLOSED, ("close", "quarter", "2023-Q3")),
    "close half-year": (Act.PERIOD_CLOSED, ("close", "half-year", "2023")),
    "close year": (Act.PERIOD_CLOSED, ("close", "year", "2023")),
    "close reopen": (Act.PERIOD_REOPENED, ("close", "reopen", "month", "2023-09", "--reason", "x")),
    "tianditu sign": (Act.TIANDITU_SIGNED, ("tianditu", "sign", "--key", "x", "--aware")),
    "tianditu end": (Act.TIANDITU_ENDED, ("tianditu", "end")),
    "dossier issue": (Act.DOSSIER_ISSUED, ("dossier", "issue", "BETA-7Q", "-o", f"{OUT}/卷")),
    "dossier reword": (Act.DOSSIER_WORDED, ("dossier", "reword", "BETA-7Q", "--text", "x")),
    "dossier bind": (Act.VOLUME_BOUND, ("dossier", "bind", "麦浪乡", "-o", f"{OUT}/册")),
    "dossier general add": (
        Act.GENERAL_KEPT,
        ("dossier", "general", "add", "麦浪乡", "没有.pdf", "--kind", "通知", "--stage", "工作部署", "--day", TODAY),
    ),
    "dossier general take-back": (Act.GENERAL_TAKEN_BACK, ("dossier", "general", "take-back", "1", "--reason", "x")),
    "dossier general issue": (Act.GENERAL_ISSUED, ("dossier", "general", "issue", "麦浪乡", "-o", f"{OUT}/综合卷")),
    "dossier general export": (Act.EVIDENCE_GIVEN, ("dossier", "general", "export", "麦浪乡", "-o", f"{OUT}/原件")),
    "dossier word": (Act.DOSSIER_ISSUED, ("dossier", "word", "BETA-7Q", "--paper", "核查意见", "-o", f"{OUT}/单件")),
    "erase ask": (Act.ERASURE_ASKED, ("erase", "ask", "BETA-7Q")),
    "erase confirm": (Act.ERASED, ("erase", "confirm", "1")),
    "erase copies": (Act.ERASURE_ASKED, ("erase", "copies")),
    "erase list": (Act.ERASURE_ASKED, ("erase", "list")),
    "erase take-back": (Act.ERASURE_TAKEN_BACK, ("erase", "take-back", "1")),
    "erase tidy": (Act.ERASED, ("erase", "tidy")),
    "evidence add": (Act.EVIDENCE_ADDED, ("evidence", "add", GIVEN, "--plot", "BETA-7Q", "--kind", "现场照片")),
    "evidence correct": (Act.EVIDENCE_ADDED, ("evidence", "correct", "1", "--note", "x")),
    "evidence export": (Act.EVIDENCE_GIVEN, ("evidence", "export", "--plot", "BETA-7Q", "-o", f"{OUT}/e")),
    "right order": (
        Act.RECTIFICATION_ORDERED,
        ("right", "order", "BETA-7Q", "--measure", "拆除复耕", "--number", "1", "--person", "甲"),
    ),
    "right progress": (Act.RECTIFICATION_PROGRESSED, ("right", "progress", "BETA-7Q", "--step", "拆除")),
    "right part": (
        Act.RECTIFICATION_PARTED,
        ("right", "part", "BETA-7Q", "--name", "东", "--cultivated", "1", "--measure", "拆除复耕"),
    ),
    "right self-accept": (
        Act.SELF_ACCEPTED,
        ("right", "self-accept", "BETA-7Q", "--by", "甲", "--text", "x", "--scan", "1"),
    ),
    "right apply-check": (Act.UPPER_ACCEPTANCE_APPLIED, ("right", "apply-check", "BETA-7Q", "--number", "1")),
    "right check-answer": (
        Act.UPPER_ACCEPTANCE_ANSWERED,
        ("right", "check-answer", "BETA-7Q", "--passed", "--number", "1", "--scan", "1"),
    ),
    "right confirm": (Act.RECTIFIED, ("right", "confirm", "BETA-7Q")),
    "right undo": (Act.RECTIFICATION_UNDONE, ("right", "undo", "BETA-7Q")),
    "right export": (Act.RECTIFICATION_ORDERED, ("right", "export", f"{OUT}/通知.xlsx")),
    "right import": (Act.RECTIFICATION_ORDERED, ("right", "import", GIVEN)),
    "handover give": (Act.HANDED_OVER, ("handover", "BETA-7Q", "--to", "水利")),
    "handover answer": (Act.HANDOVER_ANSWERED, ("handover", "answer", "BETA-7Q", "--told", "x")),
    "handover check": (Act.HANDOVER_ANSWER_CHECKED, ("handover", "check", "7", "--accept")),
    "handover remind": (Act.HANDOVER_REMINDED, ("handover", "remind", "水利", "--dry-run")),
    "handover undo": (Act.HANDOVER_UNDONE, ("handover", "undo", "BETA-7Q", "--from", "水利")),
    "handover export": (Act.LEDGER_EXPORTED, ("handover", "export", "答复", f"{OUT}/答复.xlsx")),
    "handover import": (Act.HANDED_OVER, ("handover", "import", "移交", GIVEN)),
    "refer add": (Act.REFERRED, ("refer", "add", "司法", "--number", "1", "--to", "公安", "--plot", "BETA-7Q")),
    "refer export": (Act.REFERRED, ("refer", "export", "移送", f"{OUT}/移送.xlsx")),
    "refer import": (Act.REFERRED, ("refer", "import", "移送", GIVEN)),
    "refer undo-import": (Act.HANDOVER_UNDONE, ("refer", "undo-import", "7")),
    "refer receipt": (Act.REFERRAL_RECEIPTED, ("refer", "receipt", "7", "--receipt", "x")),
    "refer undo": (Act.REFERRAL_UNDONE, ("refer", "undo", "7", "--reason", "x")),
    "share add": (Act.SHARED, ("share", "add", "公安", "--what", "x", "--plot", "BETA-7Q")),
    "share export": (Act.SHARED, ("share", "export", "共享", f"{OUT}/共享.xlsx")),
    "share import": (Act.SHARED, ("share", "import", "共享", GIVEN)),
    "share undo-import": (Act.HANDOVER_UNDONE, ("share", "undo-import", "7")),
    "suggest export": (Act.SUGGESTION_TAKEN, ("suggest", "export", "建议", f"{OUT}/建议.xlsx")),
    "suggest import": (Act.SUGGESTION_TAKEN, ("suggest", "import", "建议", GIVEN)),
    "suggest undo-import": (Act.HANDOVER_UNDONE, ("suggest", "undo-import", "7")),
    "share answer": (Act.SHARING_ANSWERED, ("share", "answer", "7", "--told", "x")),
    "share undo": (Act.SHARING_UNDONE, ("share", "undo", "7", "--reason", "x")),
    "suggest add": (Act.SUGGESTION_TAKEN, ("suggest", "add", "1", "--matter", "x", "--plot", "BETA-7Q")),
    "suggest answer": (Act.SUGGESTION_ANSWERED, ("suggest", "answer", "7", "--told", "x")),
    "suggest undo": (Act.SUGGESTION_UNDONE, ("suggest", "undo", "7", "--reason", "x")),
    "inspect assign": (Act.INSPECTION_ASSIGNED, ("inspect", "assign", "BETA-7Q", "--to", "麦浪乡")),
    "inspect take": (Act.INSPECTION_TAKEN_OVER, ("inspect", "take", "BETA-7Q")),
    "inspect record": (Act.SITE_INSPECTED, ("inspect", "record", "BETA-7Q", "--who", "甲", "--account", "x")),
    "inspect visit-back": (Act.INSPECTION_TAKEN_BACK, ("inspect", "visit-back", "1")),
    "inspect upper-back": (Act.UPPER_CHECK_TAKEN_BACK, ("inspect", "upper-back", "1")),
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
    "images add": (Act.IMAGE_ADDED, ("images", "add", GIVEN, "--taken", "2023-06-01", "--source", "卫星")),
    "images withdraw": (Act.IMAGE_WITHDRAWN, ("images", "withdraw", "1", "--because", "x")),
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
    "review undo": (Act.REVIEW_OPINION_GIVEN, ("review", "undo", "7")),
    "review confirm": (Act.MINUTES_CONFIRMED, ("review", "confirm", "HS-9")),
    "review lock": (Act.REVIEW_LOCKED, ("review", "lock", "HS-9", "--scan", "1")),
    "review determine": (Act.DETERMINED, ("review", "determine", "HS-9")),
    "instruct ask": (
        Act.INSTRUCTION_ASKED,
        ("instruct", "ask", "BETA-7Q", "--matter", "x", "--to", "市卫片办", "--number", "1", "--on", "2023-09-05"),
    ),
    "instruct undo": (Act.INSTRUCTION_ASKED, ("instruct", "undo", "1")),
    "instruct answer": (Act.INSTRUCTION_ANSWERED, ("instruct", "answer", "1", "--text", "x", "--on", "2023-09-05")),
    "final add": (
        Act.FINAL_DETERMINATION_TAKEN,
        ("final", "add", "BETA-7Q", "合法", "--level", "市级", "--document", "x", "--on", "2023-09-05"),
    ),
    "final export": (Act.FINAL_DETERMINATION_TAKEN, ("final", "export", f"{OUT}/f.xlsx")),
    "final import": (Act.FINAL_DETERMINATION_TAKEN, ("final", "import", GIVEN)),
    "platform import": (Act.PLATFORM_TAKEN, ("platform", "import", GIVEN)),
    "platform undo": (Act.IMPORT_UNDONE, ("platform", "undo", "7")),
    "problems answer": (Act.PROBLEM_ANSWERED, ("problems", "answer", "1", "--text", "x")),
    "problems correct": (Act.PROBLEM_ANSWERED, ("problems", "correct", "1")),
    "problems export": (Act.SUBMISSION_EXPORTED, ("problems", "export", f"{OUT}/a.xlsx")),
    "problems import": (Act.PROBLEMS_TAKEN, ("problems", "import", GIVEN, "--level", "市级")),
    "problems undo": (Act.IMPORT_UNDONE, ("problems", "undo", "7")),
    "quota accept": (Act.PREFECTURE_ACCEPTED, ("quota", "accept", "BETA-7Q", "--number", "1", "--on", "2023-09-05")),
    "quota confirm": (Act.REGION_CONFIRMED, ("quota", "confirm", "BETA-7Q", "--number", "1", "--on", "2023-09-05")),
    "quota export": (Act.LEDGER_EXPORTED, ("quota", "export", f"{OUT}/q.xlsx")),
    "quota template": (Act.PREFECTURE_ACCEPTED, ("quota", "template", "市级验收", f"{OUT}/q.xlsx")),
    "quota undo": (Act.QUOTA_STEP_UNDONE, ("quota", "undo", "--sheet", "7")),
    "quota notice add": (
        Act.QUOTA_NOTICE_TAKEN,
        ("quota", "notice", "add", "--kind", "冻结", "--number", "1", "--on", "2023-09-05", "--line", "x=1"),
    ),
    "quota notice import": (Act.QUOTA_NOTICE_TAKEN, ("quota", "notice", "import", GIVEN)),
    "quota notice undo": (Act.QUOTA_NOTICE_UNDONE, ("quota", "notice", "undo", "7")),
    "submit check": (Act.SUBMISSION_FILLED, ("submit", "check", "BETA-7Q")),
    "submit confirm": (Act.SUBMISSION_CONFIRMED, ("submit", "confirm", "BETA-7Q")),
    "submit export": (Act.SUBMISSION_EXPORTED, ("submit", "export", f"{OUT}/s")),
    "submit fill": (Act.SUBMISSION_FILLED, ("submit", "fill", "BETA-7Q")),
    "submit import": (Act.SUBMISSION_FILLED, ("submit", "import", GIVEN)),
    "submit later": (Act.LATER_ADDED, ("submit", "later", "BETA-7Q", "--what", "拆除复耕到位", "--evidence", "1")),
    "submit release": (Act.SUBMISSION_RELEASED, ("submit", "release", "BETA-7Q", "--answers-for")),
    "submit return": (Act.SUBMISSION_RETURNED, ("submit", "return", "BETA-7Q", "--reason", "x")),
    "submit second": (Act.SUBMISSION_CHECKED, ("submit", "second", "BETA-7Q")),
    "submit template": (Act.SUBMISSION_EXPORTED, ("submit", "template", f"{OUT}/t.xlsx")),
    "submit undo": (Act.IMPORT_UNDONE, ("submit", "undo", "7")),
    "accept score": (Act.TOWNSHIP_SCORED, ("accept", "score", "麦浪乡", "图斑核查", "--score", "1")),
    "accept mended": (Act.TOWNSHIP_MENDED, ("accept", "mended", "1", "--text", "x")),
    "accept recheck": (Act.TOWNSHIP_SCORED, ("accept", "recheck", "1", "--pass", "--text", "x")),
    "accept drop": (Act.TOWNSHIP_SCORED, ("accept", "drop", "1")),
    "accept conclude": (Act.TOWNSHIP_ACCEPTED, ("accept", "conclude", "麦浪乡", "通过", "--text", "x")),
    "accept retract": (Act.TOWNSHIP_ACCEPTED, ("accept", "retract", "麦浪乡", "--why", "x")),
    "accept supervise": (Act.TOWNSHIP_SUPERVISED, ("accept", "supervise", "麦浪乡", "--why", "x", "--told", "y")),
    "accept export": (Act.LEDGER_EXPORTED, ("accept", "export", f"{OUT}/验收.xlsx")),
    "accept import": (Act.TOWNSHIP_SCORED, ("accept", "import", GIVEN)),
    "accept undo": (Act.TOWNSHIP_SCORED, ("accept", "undo", "7")),
    "object raise": (
        Act.OBJECTION_RAISED,
        ("object", "raise", "BETA-7Q", "--about", "判定", "--reason", "x", "--party", "甲"),
    ),
    "object export": (Act.OBJECTION_RAISED, ("object", "export", f"{OUT}/异议.xlsx")),
    "object import": (Act.OBJECTION_RAISED, ("object", "import", GIVEN)),
    "object undo-import": (Act.OBJECTION_WITHDRAWN, ("object", "undo-import", "7")),
    "object take": (Act.OBJECTION_ANSWERED, ("object", "take", "1")),
    "object answer": (Act.OBJECTION_ANSWERED, ("object", "answer", "1", "成立", "--reason", "x", "--paper", "1")),
    "object withdraw": (Act.OBJECTION_WITHDRAWN, ("object", "withdraw", "1")),
    "object undo": (Act.OBJECTION_ANSWERED, ("object", "undo", "1")),
    "clue add": (
        Act.CLUE_KEPT,
        ("clue", "add", "110.6,26", "--township", "麦浪乡", "--source", "巡查", "--told", "x"),
    ),
    "clue done": (Act.CLUE_KEPT, ("clue", "done", "1", "劝阻")),
    "clue drop": (Act.CLUE_KEPT, ("clue", "drop", "1")),
    "clue export": (Act.LEDGER_EXPORTED, ("clue", "export", f"{OUT}/线索.xlsx")),
    "clue import": (Act.CLUE_KEPT, ("clue", "import", GIVEN)),
    "clue link": (Act.CLUE_LINKED, ("clue", "link", "1", "BETA-7Q")),
    "clue undo": (Act.CLUE_LINKED, ("clue", "undo", "7")),
    "clue unlink": (Act.CLUE_LINKED, ("clue", "unlink", "1")),
    "places builders": (Act.PERSONAL_DATA_VIEWED, ("places", "builders", "--reason", "核对重复违法")),
    "split": (Act.PLOT_SPLIT, ("split", "BETA-7Q", "--by", "township", "--dry-run")),
}
"""Commands that do something: who may not is told so before anything is looked up."""

OUTSIDE = {
    "account redeem", "account rescue", "audit verify", "backup check", "backup drill", "calc duties", "calc gates",
    "calc ratio",
    "calc whatif", "demo", "doctor", "log head", "measure", "military-form", "new", "placeholder add",
    "dossier verify", "placeholder list", "placeholder open", "placeholder reported", "policy check", "policy list",
    "policy show",
    "restore", "run", "serve", "setup", "upgrade",
}  # fmt: skip
"""Commands that nobody's books are read for: their own files only, the confidential clerk's own store, the audit of
the whole, which tells rows, or the workbench, where each page asks again (tests/web/test_route_matrix.py)."""


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
