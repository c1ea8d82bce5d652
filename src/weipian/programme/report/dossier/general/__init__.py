"""综合卷: what a township's or a unit's general volume must hold; papers put in; editions issued (D5, plan 二(七))."""
