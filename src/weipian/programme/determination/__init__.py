"""Determination, the machine's side: ordered three-valued rules propose; the county determines (plan 二(二)(三))."""
