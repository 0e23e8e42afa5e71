"""Pages for families, made for a phone held in one hand."""
