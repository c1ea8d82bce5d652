"""系统、审计、政策: for who cares for the machine, who checks the record, and who asks what holds."""
