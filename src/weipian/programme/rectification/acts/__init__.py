"""What people do to put right what is unlawful."""
