"""A review while it is held: what is seen of each plot, which words can be recorded, what stops the next step."""
