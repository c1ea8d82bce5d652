"""What people do with the quota: notices taken and undone, 市级验收 and 自治区确认."""
