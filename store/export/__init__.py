"""A run written out for people and for other systems."""
