"""Serving an archive: its pages, search and API."""
