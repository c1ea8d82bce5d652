"""Plain storage of the county's map layers: derived files, mapped into memory, made again when stale."""
