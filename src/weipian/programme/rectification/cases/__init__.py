"""Cases: stop orders, cases and their periods, uncased rectification, retrospective approval (D2)."""
