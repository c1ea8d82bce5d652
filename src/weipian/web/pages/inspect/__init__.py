"""核查: the board of what lies where, gates that want an opinion, checks from above, visits."""
