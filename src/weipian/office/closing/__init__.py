"""Closing: months, quarters, the half-year, the year; figures frozen a row a plot (plan 二(八), 三; requirement C6)."""
