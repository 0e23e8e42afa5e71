"""What to do with a text, given where the conversation stands. Pure; `sms.chatbot` acts on it."""

from sms.dialogue.decide import decide
from sms.dialogue.menu import MenuAnswer, read_menu, several_digits
from sms.dialogue.standing import Asking, Said, Screened, Standing

__all__ = [
    "Asking",
    "MenuAnswer",
    "Said",
    "Screened",
    "Standing",
    "decide",
    "read_menu",
    "several_digits",
]
