"""Several steps at once: a county's year, from its files to its papers."""
