"""Runs, turns and reviews: kept."""
