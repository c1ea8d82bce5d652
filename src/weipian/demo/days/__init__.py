"""The made-up county's year day by day: forty-one made-up people do what falls due (decision 0033)."""
