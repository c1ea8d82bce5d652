"""The sections of a dossier: each a function from the story to parts of a paper."""
