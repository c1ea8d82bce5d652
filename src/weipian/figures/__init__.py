"""Maps and charts as SVG of our own, in millimetres, for paper and for a page alike; readable in grey.

Text is set in the reader's own Chinese fonts (`FONTS`); nothing is embedded yet.
"""
