"""图斑和地块: everything of one place on one page, each figure and finding with where it comes from."""
