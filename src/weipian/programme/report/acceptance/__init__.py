"""验收: each township's year is looked at by the bureau's named officer, scored, mended and concluded (plan 二(七))."""
