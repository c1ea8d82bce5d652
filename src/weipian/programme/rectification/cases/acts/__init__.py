"""What people do with cases, one act a function."""
