"""A table or a package from outside: first what would come of it, then, where somebody agrees, the same for good."""
