"""Accounts: who may act (requirement A3)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.kept import Kept


class Account(Kept):
    """A person's account. `roles` is JSON; `os_user` names the operating system's user who is this person here.

    `credential` and `link` are hashes, never the thing itself. The custom user model of the web.
    """

    name = models.TextField(unique=True)
    label = models.TextField()
    roles = models.TextField()
    township = models.TextField(default="")
    department = models.TextField(default="")
    os_user = models.TextField(null=True, unique=True)
    credential = models.TextField(null=True)
    link = models.TextField(null=True)
    active = models.BooleanField(default=True)

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS = ()

    class Meta:
        db_table = "account"

    @property
    def is_anonymous(self) -> bool:
        return False

    @property
    def is_authenticated(self) -> bool:
        return True
