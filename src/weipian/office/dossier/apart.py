"""What another process is told before its first bundle: how books are written down. It loads nothing else."""

from __future__ import annotations


def ready() -> None:
    """Values of the books can be sent there; a question to the books would fail."""
    from weipian.store.settings import configure

    configure({"ENGINE": "django.db.backends.dummy"})
