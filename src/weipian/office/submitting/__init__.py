"""Returns, the platform's list and problem lists as Excel tables, out and in."""
