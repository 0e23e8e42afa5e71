"""Answers a question from the approved passages, or says whose question it is. Pure."""

from study.answers.answering import answer
from study.answers.shapes import Answer, Boundary, Route

__all__ = ["Answer", "Boundary", "Route", "answer"]
