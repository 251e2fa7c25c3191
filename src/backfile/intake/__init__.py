"""Read deposits: from what was handed over to captures."""
