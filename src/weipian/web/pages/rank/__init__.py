"""排名: townships beside each other, with the method."""
