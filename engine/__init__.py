"""The conversation itself: a scenario and verdicts in, the next node out. Knows no encoder, no database, no screen."""
