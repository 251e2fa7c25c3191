"""Search without a server: an index in small files that any static host can carry."""
