"""异议: who thinks a plot is wrongly judged, measured or counted says so, gets an answer, and sees it put right."""
