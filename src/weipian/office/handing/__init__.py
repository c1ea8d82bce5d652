"""Handover, referral and sharing as lists and tables."""
