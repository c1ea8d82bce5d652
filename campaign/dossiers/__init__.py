"""Twenty dossiers of different grounds out of a lived year: made, checked by program, and drawn as pages to look at."""
