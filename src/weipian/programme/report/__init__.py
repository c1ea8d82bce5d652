"""What goes out to people: the leader's page."""
