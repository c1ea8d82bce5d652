"""Figures out of the books: what a person at the desk may see of them, drawn. One kind a file."""
