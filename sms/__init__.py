"""Talks: the carrier's door, the conversation, wording, the outbox and the clock that ticks."""
