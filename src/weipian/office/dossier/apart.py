"""What another process is told before its first bundle. It loads nothing else: books are known there, none are asked."""

from __future__ import annotations


def ready() -> None:
    """Values of the books can be sent there; a question to the books would fail."""
    from weipian.store.settings import configure

    configure({"ENGINE": "django.db.backends.dummy"})
