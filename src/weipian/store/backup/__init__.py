"""Backups: one file that holds a whole workspace, reads without us and restores on either database (decision 0025)."""
