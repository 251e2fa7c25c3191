"""The archive on disk: the only room, besides the desk, that speaks SQL."""
