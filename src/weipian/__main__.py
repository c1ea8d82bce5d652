"""`python -m weipian` is the command `weipian`."""

from weipian.cli import main

main()
