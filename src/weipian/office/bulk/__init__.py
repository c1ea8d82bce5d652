"""Tables of many rows both ways: each says its columns, its template, how a row is read, checked and written."""
