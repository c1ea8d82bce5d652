"""The office's books: every table and query, people and roles, the event log, and `acting()`."""
