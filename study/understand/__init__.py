"""What a family wrote, read into a `Reading`. Rules and word lists only: no model, no network."""
