"""Ana's family on the line, and Leo's and Mia's, on SQLite and on PostgreSQL."""

import pytest
from flask import Flask

from tests.sms.chatbot.line import Line, two_children


@pytest.fixture
def line(app: Flask) -> Line:
    """Ana, A and B at 8:00 and 20:00, her mother in English, her father in Spanish."""
    return Line(app).move_in()


@pytest.fixture
def twins(app: Flask) -> Line:
    """Leo and Mia, who share their mother's phone."""
    return Line(app).move_in(**two_children())
