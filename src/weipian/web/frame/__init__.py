"""What every page stands in: who asks, what they may, how it looks, and what is said when something is wrong."""
