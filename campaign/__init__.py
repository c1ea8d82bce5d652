"""Long trials that no ordinary test run has time for; each can be run small, and a small run is an ordinary test."""
