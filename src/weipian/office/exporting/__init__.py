"""Patches and plots handed to a GIS (decision 0017)."""
