"""What people do when they lay plots over layers, and cut plots into parts."""
