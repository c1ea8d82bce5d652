"""Putting right: gates B and C (plan 二(二)(五)), and all four gates asked together."""
