"""One field of a story, one file."""
