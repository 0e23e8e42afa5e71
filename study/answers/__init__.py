"""Answers a question from the approved passages, or says whose question it is. Pure."""
