"""The self-check before release (plan 二(四)): rows as they would be released, what stands against them, its mend."""
