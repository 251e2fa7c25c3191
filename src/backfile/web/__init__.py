"""Serve the archive: pages, search, API."""
