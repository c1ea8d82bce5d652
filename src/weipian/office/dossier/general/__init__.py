"""综合卷: a township's or a unit's papers and what the books tell of its work, by stage, as a paper (D5)."""
