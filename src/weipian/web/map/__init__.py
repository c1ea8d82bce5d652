"""The map: its page, and what its script asks for (tiles, plots, layers, what lies at a place)."""
