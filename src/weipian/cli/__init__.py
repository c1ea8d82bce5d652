"""The command `weipian`."""

from weipian.cli.frame import main

__all__ = ["main"]
