"""Tools that the project itself is kept with; none of them ships."""
