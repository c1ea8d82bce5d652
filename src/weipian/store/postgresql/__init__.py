"""The books of an office: PostgreSQL, as Django's engine and as an audit reads it (decision 0020)."""
