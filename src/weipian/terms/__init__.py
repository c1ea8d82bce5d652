"""The vocabulary: words with labels, ids, areas, errors. Imports nothing else of the house."""
