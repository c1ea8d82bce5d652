"""What a person judged of 参考全国平均值 (E2, plan 四(一)): shown beside the ratio, in no computation."""

from __future__ import annotations

from django.db import models

from weipian.store.models.kept import Superseded
from weipian.store.models.people import Account


class AverageJudgement(Superseded):
    """One judgement. `figure`: a per cent as the paper writes it, "" where it gives none; NULL what was erased."""

    day = models.DateField()
    told = models.TextField(null=True)
    figure = models.TextField(default="")
    paper = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "average_judgement"
