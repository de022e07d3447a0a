"""A reply and practice points in, verdicts with their reasons out."""
