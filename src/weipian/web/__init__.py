"""The workbench: Chinese pages on the county's acts. It adds no rule: what a page does is an act of a stage, and what a
page shows is a query or a listing of the office (decision 0050).

    entry/    log-in, one-time links, lock-out        frame/   request, permissions, layout, errors, tables
    command/  every command as a dialog               pages/   one module a page, in the county's own order
    map/      tiles, styles, the map's data           static/, templates/
"""
