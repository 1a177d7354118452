"""Commented drafts of what an editor adds to `plans/`, with what the company's own data already tells."""
