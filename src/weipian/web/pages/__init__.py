"""The pages, in the county's own order; each module names its routes in `ROUTES`."""
