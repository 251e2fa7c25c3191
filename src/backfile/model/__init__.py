"""The nouns: what passes from room to room. Frozen values, no input or output, no other library."""
