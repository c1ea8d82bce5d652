"""领导一页: one screen, one sheet; every number opens to its plots."""
