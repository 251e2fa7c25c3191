"""Backfile turns what is left of a publication into a permanent public archive."""

__version__ = "0.1.0"
