"""The live ratio: opened, beside measured areas, by day, as it may become, and by another policy (E1–E3)."""
