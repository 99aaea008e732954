"""Honest figures, as ratios of one run: `make bench`."""
