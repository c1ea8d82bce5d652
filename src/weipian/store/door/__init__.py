"""The web's door of one workspace: passwords, sessions, failed log-ins, what a person keeps on their own screen.

Nothing here belongs to the programme: it is no part of the log, and a backup leaves it behind (decision 0050).
"""
