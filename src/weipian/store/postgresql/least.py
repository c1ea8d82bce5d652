"""The oldest server that will do."""

LEAST = 14
"""Django 5.2 speaks to nothing older."""
