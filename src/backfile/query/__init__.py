"""One query language for search, feeds, export and packages: parsed here, run elsewhere."""
