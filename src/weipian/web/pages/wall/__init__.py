"""挂图作战: what is to be put right, on the map and in a table, on any day of the year."""
