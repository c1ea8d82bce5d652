"""The kinds of figure that can be drawn out of the books."""

from weipian.terms.words import Word


class FigureKind(Word):
    """A figure; `label` is also what its file is called."""

    MAP = "map", "全县图斑", "图斑分布", "全县"
    RATIO = "ratio", "问责比例", "比例"
    COURSE = "course", "比例走势", "问责比例逐日", "逐日"
    CALENDAR = "calendar", "期限日历", "期限", "日历"
    FLOW = "flow", "图斑流转", "流转"
    WALL = "wall", "挂图作战", "整改挂图", "挂图"
    OVERLAY = "overlay", "套合图", "套合"

    @property
    def is_of_plots(self) -> bool:
        """One figure a plot, not one for all."""
        return self is FigureKind.OVERLAY
