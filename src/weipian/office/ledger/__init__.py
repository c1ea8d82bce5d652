"""The county's ledger as a workbook: out of the books, edited by people, back in as one batch that can be undone."""
