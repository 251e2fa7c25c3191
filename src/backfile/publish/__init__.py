"""Make the site from the archive."""
