"""说明: every figure and finding of a plot opens to its rule, its layer version and the person it came from (A4)."""
