"""指标台账: the ledger, and both books of the offset quota."""
