"""Every question to the books, one module a stage; answers are frozen dataclasses, never rows of the database."""
