"""What a map in the browser shows: tiles of the county's layers, the plots that a person sees, a plot's parts."""
