"""Maps and charts as SVG of our own, in millimetres, for paper and for a page alike; readable in grey.

Drawn with `<text>` in the reader's own Chinese fonts; `lettering.lettered` turns that into outlines for files.
"""
