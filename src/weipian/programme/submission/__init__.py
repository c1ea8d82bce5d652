"""What is filed: areas and marks as people write them, and which cells of a ledger may be edited (plan 二(二)(四))."""
