"""What machines keep: exports and packages made from the archive."""
