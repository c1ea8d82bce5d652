"""一图斑（地块）一卷宗: a plot's whole story gathered, worded, set as a paper, issued, bound (requirements D5, C3)."""
