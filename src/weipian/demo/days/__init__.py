"""The made-up county's year day by day: forty-two made-up people do what falls due (decision 0033)."""
