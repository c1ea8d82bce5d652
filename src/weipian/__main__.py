"""`python -m weipian` is the command `weipian`."""

from weipian.cli import command

command()
