"""Pressing: the four mechanisms side by side, letters, what townships begin by themselves, ranking."""
