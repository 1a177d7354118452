"""What is suspected of being no visitor's answer: told by what, held where, and decided by the guardian."""
