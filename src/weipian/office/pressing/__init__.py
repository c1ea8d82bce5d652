"""Reckonings from the books for letters, triggers and rankings; their texts and tables."""
