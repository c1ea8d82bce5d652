"""The offset quota mirrored: the region's notices, and what the programme expects; never mixed (plan 四(二))."""
