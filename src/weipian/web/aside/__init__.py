"""Pages that count the whole county, worked out beside the server where the county is large (decision 0053).

alike    whose pages are the same      answers  a page as it was worked out, and what it says of its age
counting the process beside, one page at a time        keeping  what is kept of it, and who waits for it
"""
