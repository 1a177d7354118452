"""What the gate costs: a protected page against the same bytes unprotected, and nginx with the file."""
