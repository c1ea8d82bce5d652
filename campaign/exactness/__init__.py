"""Exactness: pairs of shapes by the million, our areas beside those of GEOS, and the worst settled in rationals."""
