"""The leader's page and the lists behind its numbers, out of the same rows as the ledger workbook."""
