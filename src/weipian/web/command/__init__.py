"""Every command of a workspace as a dialog: one description of an act serves the shell and the browser."""
