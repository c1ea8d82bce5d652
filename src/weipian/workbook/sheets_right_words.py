"""How the putting right of a plot stands, as sheet 整改 says it."""

from weipian.terms.words import Determination

UNLAWFUL = (Determination.UNLAWFUL_NEW, Determination.UNLAWFUL_EXISTING, Determination.UNLAWFUL_FARMING)
IDLE, DONE, WAITS = "不需整改", "已到位", "待验收"
NOT_ORDERED, OPEN, LATE = "未下通知", "整改中", "逾期"
STANDINGS = (NOT_ORDERED, OPEN, LATE, WAITS, DONE)
