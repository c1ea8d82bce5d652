"""How a person comes in: name and password, or a one-time link; there is no default password."""
