"""What is asked of rectification by several stages together."""
