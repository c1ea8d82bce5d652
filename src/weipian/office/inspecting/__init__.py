"""Inspection put together: lists with what one may do, gates as they stand, tables both ways."""
