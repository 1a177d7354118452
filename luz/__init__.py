"""What a service plan may say, and what follows from it; knows no web framework and no MkDocs."""
