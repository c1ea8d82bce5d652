"""The quota put together: facts of the books as pieces, both books as of a day, lists, tables both ways, a workbook."""
