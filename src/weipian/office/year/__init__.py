"""A county's year in a workspace of its own, from the files that county.toml names."""
