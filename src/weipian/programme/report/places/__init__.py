"""源头防范: places that come again, where they gather, and who builds again (plan 一, 二(一))."""
