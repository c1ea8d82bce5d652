"""Figures out of the books: what a person at the desk may see of them, drawn."""

from weipian.office.figures.county import county_map
from weipian.office.figures.duties import duty_calendar
from weipian.office.figures.flow import state_flow
from weipian.office.figures.plots import plot_overlay
from weipian.office.figures.ratio import ratio_bars

__all__ = ["county_map", "duty_calendar", "plot_overlay", "ratio_bars", "state_flow"]
