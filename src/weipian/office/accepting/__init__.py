"""Acceptance put together: what the books show beside each item, tables both ways, the result for the prefecture."""
