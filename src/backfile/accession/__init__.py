"""Take deposits into the archive: the one place where reading, recovery and the archive meet."""
