"""Side by side with peers: the same patches, the same layers, the same answer, in one run."""
