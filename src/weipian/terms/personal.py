"""What is personal, declared once, and how it is shown to who may not see all of it; storage is never masked.

Numbers are known by their form: a citizen's number by its own check digit (GB 11643), a telephone by its first digits.
A name has no form, so it is masked where a column or a key says that a name stands there; free text keeps its names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum, auto

STAR = "*"
GONE = "（已移出）"
"""How a value that was lawfully erased is shown."""


class Mask(Enum):
    """How a column is masked."""

    NAME = auto()
    NUMBER = auto()
    TEXT = auto()
    """Free text: numbers and telephones in it."""


PERSONAL: Mapping[str, Mapping[str, Mask]] = {
    "party": {"name": Mask.NAME, "number": Mask.NUMBER, "note": Mask.TEXT},
    "project": {"note": Mask.TEXT},
    "approval": {"note": Mask.TEXT, "looked_up_result": Mask.TEXT},
    "patch": {"attributes": Mask.TEXT},
    "site_facts": {"facts": Mask.TEXT},
    "determination": {"because": Mask.TEXT},
    "personal_view": {"reason": Mask.TEXT},
    "inspection": {"inspectors": Mask.TEXT, "told": Mask.TEXT, "facts": Mask.TEXT},
    "upper_check": {"accompanied": Mask.TEXT, "finding": Mask.TEXT},
    "upper_answer": {"reason": Mask.TEXT},
    "gate_opinion": {"present": Mask.TEXT, "opinion": Mask.TEXT, "responsible": Mask.TEXT},
    "patch_mark": {"why": Mask.TEXT},
    "look_up": {"person": Mask.TEXT, "result": Mask.TEXT},
    "assignment": {"note": Mask.TEXT},
    "average_judgement": {"told": Mask.TEXT, "paper": Mask.TEXT},
    "review": {"chair": Mask.NAME},
    "review_attendance": {"person": Mask.NAME},
    "review_conflict": {"person": Mask.NAME, "reason": Mask.TEXT},
    "review_opinion": {"person": Mask.NAME, "because": Mask.TEXT},
    "review_decision": {"because": Mask.TEXT},
    "rectification_order": {"person": Mask.NAME, "told": Mask.TEXT},
    "rectification_progress": {"told": Mask.TEXT},
    "rectified_part": {"told": Mask.TEXT},
    "self_acceptance": {"accepted_by": Mask.TEXT, "told": Mask.TEXT},
    "upper_application": {"told": Mask.TEXT},
    "upper_application_answer": {"told": Mask.TEXT},
    "right_in_place": {"told": Mask.TEXT},
    "stop_order": {"service": Mask.TEXT, "found": Mask.TEXT},
    "case_move": {"service": Mask.TEXT, "reason": Mask.TEXT, "approver": Mask.NAME},
    "case_less": {"reason": Mask.TEXT, "approver": Mask.NAME},
    "later_approval": {"reason": Mask.TEXT},
    "handover": {"answerer": Mask.TEXT},
    "handover_answer": {"told": Mask.TEXT},
    "handover_verdict": {"reason": Mask.TEXT},
    "sharing": {"what": Mask.TEXT},
    "sharing_answer": {"told": Mask.TEXT},
    "suggestion": {"matter": Mask.TEXT},
    "suggestion_answer": {"told": Mask.TEXT},
    "taken_back": {"reason": Mask.TEXT},
    "quota_notice": {"note": Mask.TEXT},
    "township_score": {"note": Mask.TEXT},
    "township_finding": {"text": Mask.TEXT},
    "township_mend": {"text": Mask.TEXT},
    "township_acceptance": {"text": Mask.TEXT},
    "supervision": {"why": Mask.TEXT, "told": Mask.TEXT},
    "objection": {"party": Mask.NAME, "reason": Mask.TEXT},
    "objection_step": {"reason": Mask.TEXT, "kept": Mask.TEXT},
    "clue": {"finder": Mask.NAME, "told": Mask.TEXT},
    "mechanism": {
        "person": Mask.NAME, "because": Mask.TEXT, "decision": Mask.TEXT, "ground": Mask.TEXT, "signer": Mask.NAME,
        "reason": Mask.TEXT,
    },
    "project_step": {"note": Mask.TEXT},
    "accountability_referral": {"number": Mask.TEXT, "receipt": Mask.TEXT},
    "township_start": {"note": Mask.TEXT},
    "letter": {
        "problems": Mask.TEXT, "demands": Mask.TEXT, "contact": Mask.TEXT, "copies": Mask.TEXT,
        "receiver": Mask.NAME, "reply": Mask.TEXT, "reason": Mask.TEXT,
    },
}  # fmt: skip
"""Table → column → how it is masked on its way out."""
ERASABLE: Mapping[str, tuple[str, ...]] = {
    "party": ("name", "number", "note"),
    "project": ("note",),
    "approval": ("note",),
    "personal_view": ("reason",),
    "average_judgement": ("told", "paper"),
    "review": ("chair",),
    "review_attendance": ("person",),
    "review_conflict": ("person",),
    "review_opinion": ("person",),
    "rectification_order": ("person",),
    "stop_order": ("service", "found"),
    "case_move": ("service", "reason", "approver"),
    "case_less": ("reason", "approver"),
    "later_approval": ("reason",),
    "quota_notice": ("note",),
    "taken_back": ("reason",),
    "objection": ("party", "reason"),
    "clue": ("finder", "told"),
    "mechanism": ("person", "because", "decision", "signer", "reason"),
    "project_step": ("note",),
    "accountability_referral": ("number", "receipt"),
    "township_start": ("note",),
    "letter": ("problems", "demands", "contact", "copies", "receiver", "reply", "reason"),
}
"""Columns that may be taken away for good: nullable, and the code copes where nothing stands there."""

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
FIRST_BORN, LAST_BORN = 1900, 2015
"""Years of birth that are taken for one: a patch's number may hold this year's date, and no child owns a building."""
_AROUND = r"(?<![0-9A-Za-z]){}(?![0-9A-Za-z])"
CITIZEN = re.compile(_AROUND.format(r"[1-8]\d{5}(?:19|20)\d{9}[0-9Xx]"), re.ASCII)
TELEPHONE = re.compile(_AROUND.format(r"1[3-9]\d{9}"), re.ASCII)
OF_PEOPLE = re.compile(r"自然人|个人|个体|农户|住户|村民|居民|户主|家庭")
OF_BODIES = re.compile(r"企业|公司|单位|机关|政府|部门|集体|合作社|组织|法人|社团|事业")
NAME_FORM = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}|[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+")
ENDS_OF_BODIES = "司厂局府会社校院部队站所店场矿村组镇乡县市区团处办室馆园库"
"""What the name of a body ends with where nobody says what kind it is."""
PERSON_COLUMNS = re.compile(
    r"用地主体|责任主体|当事人|权利人|使用权人|矿业权人|承包人|户主|姓名|联系人|业主|建设单位或个人|"
    r"^(?:QLR|SYQR|KQR|KYQR|LXR|XM|HZ|YDZT|DSR)$",
    re.IGNORECASE,
)
NUMBER_COLUMNS = re.compile(r"身份证|证件号|^(?:SFZH|SFZ|ZJHM|ZJH)$", re.IGNORECASE)
TELEPHONE_COLUMNS = re.compile(r"电话|手机|联系方式|^(?:LXDH|DH|SJH|SJ)$", re.IGNORECASE)
"""What a platform calls columns that name people; ours beside them: `holder`, `party`."""


def has_check_digit(number: str) -> bool:
    """Whether 18 characters are a citizen's number by GB 11643: a day of birth, and the check digit that belongs."""
    if not CITIZEN.fullmatch(number):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=False))
    return CHECKS[total % 11] == number[17].upper() and _is_born(number[6:14])


def _is_born(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return FIRST_BORN <= born.year <= LAST_BORN


def is_doubtful_number(number: str) -> bool:
    """Whether it has a citizen's number's length and form, but not its check digit or day of birth."""
    text = number.strip()
    return bool(re.fullmatch(r"\d{17}[0-9Xx]", text, re.ASCII)) and not has_check_digit(text)


def is_of_person(name: str, kind: str = "") -> bool:
    """Whether a party is a person or a household: by what it is said to be, else by how its name is formed."""
    if OF_BODIES.search(kind):
        return False
    if OF_PEOPLE.search(kind):
        return True
    return bool(NAME_FORM.fullmatch(name.strip())) and name.strip()[-1] not in ENDS_OF_BODIES


def masked_name(name: str) -> str:
    """张* for 张三: the first character, and a star for each of the others."""
    text = name.strip()
    return text[:1] + STAR * (len(text) - 1)


def masked_number(number: str) -> str:
    """4503**********1234; of a shorter one only its length is left."""
    text = number.strip()
    if len(text) < 12:
        return STAR * len(text)
    return f"{text[:4]}{STAR * (len(text) - 8)}{text[-4:]}"


def masked_telephone(number: str) -> str:
    """138****5678."""
    text = number.strip()
    return f"{text[:3]}{STAR * 4}{text[-4:]}" if len(text) == 11 else masked_number(text)


def without_citizens(text: str) -> str:
    """Free text with citizens' numbers masked; those alone are sure enough to be looked for everywhere."""
    return CITIZEN.sub(lambda found: masked_number(found[0]) if has_check_digit(found[0]) else found[0], text)


def without_numbers(text: str) -> str:
    """Free text with citizens' numbers and telephones masked."""
    return TELEPHONE.sub(lambda found: masked_telephone(found[0]), without_citizens(text))


def masked_cell(column: str, text: str, *, names: bool) -> str:
    """A platform's cell by the name of its column; `names`: whether people's names may be seen."""
    if NUMBER_COLUMNS.search(column):
        return masked_number(text)
    if TELEPHONE_COLUMNS.search(column):
        return masked_telephone(text)
    if not names and (column in ("holder", "party") or PERSON_COLUMNS.search(column)) and is_of_person(text):
        return masked_name(text)
    return without_numbers(text)


VALUES = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|[^\x00-\x7f]+|\d{4,}")


def without_values(text: str) -> str:
    """A technical message with whatever may be somebody's value left out: quoted, not ASCII, or a long number."""
    return VALUES.sub("…", text)
