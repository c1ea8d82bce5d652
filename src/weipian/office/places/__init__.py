"""Prevention put together: clues with what they may have become, repeat places, hot spots."""
