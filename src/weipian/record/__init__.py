"""The form of the event log and its verifier. The standard library alone: whoever audits needs nothing else."""
