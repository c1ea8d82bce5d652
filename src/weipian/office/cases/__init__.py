"""Cases as people work with them: lists, tables, what hangs on them."""
