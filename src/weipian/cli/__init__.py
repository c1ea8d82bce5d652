"""The command `weipian`."""

from weipian.cli.ending import command
from weipian.cli.frame import main

__all__ = ["command", "main"]
