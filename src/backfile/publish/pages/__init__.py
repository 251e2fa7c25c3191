"""The kinds of page that the site has, one file for each."""
