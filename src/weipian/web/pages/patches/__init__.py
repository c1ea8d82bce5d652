"""图斑清单: filters, order and pages asked of the database; views and columns of one's own; many rows at once."""
