"""Objections put together: how each stands by the books of now, and what a correction changed."""
