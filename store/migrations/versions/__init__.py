"""The migrations, in order; each is released once and never changed afterwards."""
