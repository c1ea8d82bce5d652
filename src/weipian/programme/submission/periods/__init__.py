"""Periods of the programme: windows, membership, reconciling, what stands in the way; pure."""
