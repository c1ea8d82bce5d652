"""下发入库: what the platform issued, the county's layers, the registers; each rehearsed before it is taken in."""
