"""The account: the ratio with its line, and the planner (plan 四(一), 二(八))."""
