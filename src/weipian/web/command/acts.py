"""Which dialog does an act on one row: the command's words, the field that names the row, and what the row is.

An act that is about no one row is in `NO_ROW`, with the reason; a test holds both to the list of acts.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from weipian.terms.acting import Act


class RowOf(StrEnum):
    """What a dialog's field names."""

    PLOT = "plot"
    PATCH = "patch"
    OTHER = "other"


class Asks(NamedTuple):
    """The dialog's key, the field for the row, what the row is: a plot, a patch, or a row of a register of its own."""

    dialog: str
    field: str
    row: RowOf


def _on(row: RowOf, field: str, dialogs: dict[Act, str]) -> dict[Act, Asks]:
    return {act: Asks(dialog, field, row) for act, dialog in dialogs.items()}


DIALOGS: dict[Act, Asks] = {
    **_on(RowOf.PLOT, "plots", {
        Act.MEASURED: "overlay",
        Act.PROPOSED: "propose",
        Act.PLOT_MERGED: "merge",
        Act.EVIDENCE_GIVEN: "evidence/export",
        Act.SITE_INSPECTED: "inspect/record",
        Act.DESK_EVIDENCE_RECORDED: "inspect/record",
        Act.PATCH_MARKED: "inspect/mark",
        Act.REVIEW_DECIDED: "review/decide",
        Act.SUBMISSION_FILLED: "submit/fill",
        Act.SUBMISSION_CHECKED: "submit/check",
        Act.SUBMISSION_RELEASED: "submit/release",
        Act.SUBMISSION_CONFIRMED: "submit/confirm",
        Act.SUBMISSION_RETURNED: "submit/return",
        Act.RECTIFICATION_ORDERED: "right/order",
        Act.STOP_ORDERED: "case/stop",
        Act.CASE_OPENED: "case/open",
        Act.CASE_NOT_OPENED: "case/decline",
        Act.UNCASED_RECTIFIED: "case/uncased",
        Act.SHARED: "share/add",
        Act.DOSSIER_ISSUED: "dossier/issue",
        Act.IMAGE_GIVEN: "images/chip",
        Act.SUGGESTION_TAKEN: "suggest/add",
        Act.PREFECTURE_ACCEPTED: "quota/accept",
        Act.REGION_CONFIRMED: "quota/confirm",
        Act.QUOTA_STEP_UNDONE: "quota/undo",
    }),
    **_on(RowOf.PLOT, "plot", {
        Act.PLOT_SPLIT: "split",
        Act.EVIDENCE_ADDED: "evidence/add",
        Act.UPPER_CHECK_RECORDED: "inspect/upper",
        Act.REVIEW_OPINION_GIVEN: "review/opinion",
        Act.FINAL_DETERMINATION_TAKEN: "final/add",
        Act.LATER_ADDED: "submit/later",
        Act.RECTIFICATION_PROGRESSED: "right/progress",
        Act.RECTIFICATION_PARTED: "right/part",
        Act.SELF_ACCEPTED: "right/self-accept",
        Act.RECTIFIED: "right/confirm",
        Act.RECTIFICATION_UNDONE: "right/undo",
        Act.RETROSPECTIVE_APPLIED: "case/approval/apply",
        Act.RETROSPECTIVE_GRANTED: "case/approval/grant",
        Act.REFERRED: "refer/add",
        Act.OBJECTION_RAISED: "object/raise",
        Act.DOSSIER_WORDED: "dossier/reword",
    }),
    **_on(RowOf.PATCH, "patches", {
        Act.HANDED_OVER: "handover/give",
        Act.ERASURE_ASKED: "erase/ask",
        Act.INSPECTION_ASSIGNED: "inspect/assign",
        Act.INSPECTION_TAKEN_OVER: "inspect/take",
    }),
    **_on(RowOf.PATCH, "patch", {
        Act.OFFICE_OPINION_GIVEN: "inspect/opinion",
        Act.GROUP_OPINION_GIVEN: "inspect/opinion",
        Act.INSTRUCTION_ASKED: "instruct/ask",
        Act.UPPER_ACCEPTANCE_APPLIED: "right/apply-check",
        Act.UPPER_ACCEPTANCE_ANSWERED: "right/check-answer",
        Act.HANDOVER_ANSWERED: "handover/answer",
        Act.HANDOVER_UNDONE: "handover/undo",
    }),
    **_on(RowOf.PATCH, "numbers", {Act.RECORD_KEPT: "records/attach"}),
    **_on(RowOf.OTHER, "number", {
        Act.EVIDENCE_VIEWED: "evidence/show",
        Act.IMAGE_WITHDRAWN: "images/withdraw",
        Act.ERASURE_TAKEN_BACK: "erase/take-back",
        Act.ERASED: "erase/confirm",
        Act.INSPECTION_TAKEN_BACK: "inspect/visit-back",
        Act.UPPER_CHECK_TAKEN_BACK: "inspect/upper-back",
        Act.UPPER_CHECK_ANSWERED: "inspect/answer",
        Act.APPROVAL_LOOKED_UP: "inspect/lookup",
        Act.REVIEW_ATTENDED: "review/attend",
        Act.MINUTES_CONFIRMED: "review/confirm",
        Act.REVIEW_LOCKED: "review/lock",
        Act.DETERMINED: "review/determine",
        Act.PROBLEM_ANSWERED: "problems/answer",
        Act.IMPORT_UNDONE: "ledger/undo",
        Act.CASE_ADVANCED: "case/step",
        Act.CASE_CLOSED: "case/close",
        Act.HANDOVER_ANSWER_CHECKED: "handover/check",
        Act.REFERRAL_RECEIPTED: "refer/receipt",
        Act.REFERRAL_UNDONE: "refer/undo",
        Act.SHARING_ANSWERED: "share/answer",
        Act.SHARING_UNDONE: "share/undo",
        Act.SUGGESTION_ANSWERED: "suggest/answer",
        Act.SUGGESTION_UNDONE: "suggest/undo",
        Act.QUOTA_NOTICE_UNDONE: "quota/notice/undo",
        Act.MECHANISM_DECIDED: "mechanism/decide",
        Act.MECHANISM_LIFTED: "mechanism/lift",
        Act.LETTER_CHECKED: "letter/check",
        Act.LETTER_SIGNED: "letter/sign",
        Act.LETTER_SENT: "letter/send",
        Act.LETTER_RECEIVED: "letter/receive",
        Act.LETTER_REPLIED: "letter/reply",
        Act.LETTER_UNDONE: "letter/withdraw",
        Act.PAPERS_SENT: "mechanism/papers",
        Act.OBJECTION_ANSWERED: "object/answer",
        Act.OBJECTION_WITHDRAWN: "object/withdraw",
        Act.CLUE_LINKED: "clue/link",
    }),
    **_on(RowOf.OTHER, "name", {Act.ACCOUNT_CHANGED: "account/change", Act.PERSONAL_DATA_VIEWED: "records/show"}),
    **_on(RowOf.OTHER, "township", {
        Act.TOWNSHIP_SCORED: "accept/score",
        Act.TOWNSHIP_ACCEPTED: "accept/conclude",
        Act.TOWNSHIP_SUPERVISED: "accept/supervise",
        Act.TOWNSHIP_INTERVIEW_HELD: "mechanism/interview",
        Act.ACCOUNTABILITY_STARTED: "mechanism/accountability",
        Act.MECHANISM_PROPOSED: "mechanism/propose",
        Act.VOLUME_BOUND: "dossier/bind",
    }),
    **_on(RowOf.OTHER, "owner", {Act.GENERAL_KEPT: "dossier/general/add", Act.GENERAL_ISSUED: "dossier/general/issue"}),
    Act.GENERAL_TAKEN_BACK: Asks("dossier/general/take-back", "number", RowOf.OTHER),
    **_on(RowOf.OTHER, "key", {
        Act.INSTRUCTION_ANSWERED: "instruct/answer",
        Act.PERIOD_CHECKED: "close/month",
        Act.PERIOD_CLOSED: "close/month",
        Act.PERIOD_REOPENED: "close/reopen",
    }),
    Act.CASE_UNDONE: Asks("case/undo", "target", RowOf.OTHER),
    Act.HANDOVER_REMINDED: Asks("handover/remind", "department", RowOf.OTHER),
    Act.MECHANISM_STEPPED: Asks("mechanism/step", "project", RowOf.OTHER),
    Act.TOWNSHIP_MENDED: Asks("accept/mended", "finding", RowOf.OTHER),
}  # fmt: skip
"""A row of another register has its number on its own list, which is where its acts are offered."""

WHOLE, COUNTY, NEW, FILE, ALL = (
    "about the workspace as a whole, done at the machine",
    "about the office's map as a whole",
    "makes something new, there is no row yet",
    "takes a file in, whatever rows it has",
    "about everything in sight, not about one row",
)
NO_ROW: dict[Act, str] = {
    **dict.fromkeys((Act.WORKSPACE_MADE, Act.BACKED_UP, Act.RESTORED, Act.UPGRADED), WHOLE),
    **dict.fromkeys((Act.ACCOUNT_MADE, Act.REVIEW_CONVENED, Act.QUOTA_NOTICE_TAKEN, Act.LETTER_DRAFTED,
                     Act.CLUE_KEPT), NEW),
    **dict.fromkeys((Act.LAYER_ADDED, Act.IMAGE_ADDED, Act.BATCH_ADDED, Act.BATCH_REISSUED, Act.LEDGER_IMPORTED,
                     Act.DETERMINATIONS_TRANSCRIBED, Act.PLATFORM_TAKEN, Act.PROBLEMS_TAKEN), FILE),
    **dict.fromkeys((Act.TIANDITU_SIGNED, Act.TIANDITU_ENDED), COUNTY),
    **dict.fromkeys((Act.LOG_EXPORTED, Act.PATCHES_EXPORTED, Act.LEDGER_EXPORTED, Act.SUBMISSION_EXPORTED,
                     Act.AVERAGE_JUDGED), ALL),
    Act.CREDENTIAL_SET: "by whom it concerns alone, with a one-time link",
}  # fmt: skip


TABLES: dict[Act, str] = {
    Act.LAYER_ADDED: "layers/add",
    Act.IMAGE_ADDED: "images/add",
    Act.BATCH_ADDED: "patches/add",
    Act.BATCH_REISSUED: "patches/add",
    Act.LEDGER_IMPORTED: "ledger/import",
    Act.DETERMINATIONS_TRANSCRIBED: "ledger/import",
    Act.PLATFORM_TAKEN: "platform/import",
    Act.PROBLEMS_TAKEN: "problems/import",
}
"""The dialogs of the acts that take a file in."""


def dialog_of(act: Act) -> Asks | None:
    """The dialog's key and the field for the row; None where the act has no dialog about one row."""
    return DIALOGS.get(act)
