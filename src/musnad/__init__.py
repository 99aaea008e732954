"""Musnad: a newsroom in which every claim carries its chain of sources."""

__version__ = "0.1.0"
