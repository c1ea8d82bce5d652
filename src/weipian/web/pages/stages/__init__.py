"""The stages of the programme as lists and pages: each says which command it shows, with which columns and acts.

columns  a value as people read it         narrowing  searched, sorted, cut into pages
doing    what can be done with a row       listing    a list        detail  one of its rows
every    all of them, for the table of addresses; a module a stage beside
"""
