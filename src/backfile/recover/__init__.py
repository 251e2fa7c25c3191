"""Recover stories: from captures to evidence to settled records. Pure: no disk, no network."""
