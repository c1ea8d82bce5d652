"""What people do with returns, one function per thing."""
