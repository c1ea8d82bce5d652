"""Before the review: gates A and D (plan 二(二)(八))."""
