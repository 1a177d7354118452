"""From checked plans to pages, and from pages to one site per edition."""
