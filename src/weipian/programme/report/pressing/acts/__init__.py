"""What people do with mechanisms and letters."""
