"""期末关闭: months, quarters, the half-year, the year."""
