"""What makes the demo publication: sources, drawings, and the writers of its deposits."""
