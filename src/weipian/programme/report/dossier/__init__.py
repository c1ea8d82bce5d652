"""卷宗: what a plot's dossier must hold, whether it does, who owes the rest; its issue and its volumes (D5, C3)."""
