"""What an answer costs: stored together with others, one by one, or not at all; and what it takes on disk."""
