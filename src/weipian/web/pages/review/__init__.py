"""集体会审: the list of reviews, one review with its agenda, its hearing plot by plot, the screen, the minutes."""
