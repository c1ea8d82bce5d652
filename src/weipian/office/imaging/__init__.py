"""What a plot looked like before and after, cut out of the county's images (requirements C3, D5, F5)."""

from weipian.office.imaging.chip import Chip, NoChip, Pair
from weipian.office.imaging.plots import chips_for, plot_chips

__all__ = ["Chip", "NoChip", "Pair", "chips_for", "plot_chips"]
