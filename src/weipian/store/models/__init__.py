"""Every table. `LOGGED` are those that acts write."""

from weipian.store.models.closing import (
    PeriodCheck,
    PeriodChecked,
    PeriodClose,
    PeriodOpinion,
    PeriodPlot,
    PeriodReopening,
)
from weipian.store.models.decided import Determination, Filed, LedgerImport, Proposal, PuttingRight, SiteFacts
from weipian.store.models.erasure import Copy, Erasing, Erasure, KeyUsed
from weipian.store.models.evidence import Custody, Evidence
from weipian.store.models.handed import Handover
from weipian.store.models.inspection import (
    Assignment,
    GateOpinion,
    Inspection,
    InspectionEvidence,
    LookUp,
    PatchMark,
    SheetTaken,
    UpperAnswer,
    UpperCheck,
)
from weipian.store.models.intake import Batch, Patch, Standing
from weipian.store.models.kept import Kept, Superseded
from weipian.store.models.layers import LayerVersion
from weipian.store.models.log import Event, LogHead, Payload
from weipian.store.models.measured import Measurement
from weipian.store.models.people import Account
from weipian.store.models.personal import PersonalView
from weipian.store.models.plots import Plot
from weipian.store.models.pressing import (
    AccountabilityReferral,
    Letter,
    MechanismTaken,
    ProjectStep,
    ReckonedPlot,
    Reckoning,
    TownshipStart,
)
from weipian.store.models.records import Approval, Party, Project, Village
from weipian.store.models.review import (
    AgendaItem,
    Attendance,
    ConflictOfInterest,
    Decision,
    FinalPaper,
    Instruction,
    MinutesPart,
    Opinion,
    Review,
    ReviewBatch,
)
from weipian.store.models.submission import LaterAddition, LookedAt, PlatformRow, Problem, Submission, Taking

__all__ = [
    "Assignment",
    "GateOpinion",
    "Inspection",
    "InspectionEvidence",
    "LookUp",
    "PatchMark",
    "SheetTaken",
    "UpperAnswer",
    "UpperCheck",
    "Account",
    "AgendaItem",
    "Approval",
    "Attendance",
    "Batch",
    "ConflictOfInterest",
    "Copy",
    "Custody",
    "Decision",
    "Determination",
    "Erasing",
    "Erasure",
    "Event",
    "Evidence",
    "Filed",
    "FinalPaper",
    "Handover",
    "Instruction",
    "Kept",
    "KeyUsed",
    "LayerVersion",
    "LedgerImport",
    "LogHead",
    "Measurement",
    "MinutesPart",
    "Opinion",
    "Party",
    "Patch",
    "Payload",
    "PeriodCheck",
    "PeriodChecked",
    "PeriodClose",
    "PeriodOpinion",
    "PeriodPlot",
    "PeriodReopening",
    "PersonalView",
    "Plot",
    "Project",
    "Proposal",
    "PuttingRight",
    "Review",
    "ReviewBatch",
    "SiteFacts",
    "Standing",
    "Superseded",
    "Village",
    "Taking",
    "Submission",
    "Problem",
    "PlatformRow",
    "LookedAt",
    "LaterAddition",
    "AccountabilityReferral",
    "Letter",
    "MechanismTaken",
    "ProjectStep",
    "ReckonedPlot",
    "Reckoning",
    "TownshipStart",
]
