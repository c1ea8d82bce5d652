"""问责比例: the ratio now, opened to its plots, day by day, foreseen, and what if."""
