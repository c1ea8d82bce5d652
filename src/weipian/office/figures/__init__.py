"""Figures out of the books: what a person at the desk may see of them, drawn."""



__all__ = ["county_map", "duty_calendar", "plot_overlay", "ratio_bars", "state_flow"]
