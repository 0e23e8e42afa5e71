"""Which language a page speaks: the signed-in person's own, else the visitor's choice."""

from flask import Flask, current_app, g, has_request_context, request, session
from flask_babel import Babel, get_locale

# A language is offered when its catalogue is complete; tests/conventions holds it to that.
OFFERED = {"en": "English", "es": "Español"}
# Machine-drafted and not yet read by a qualified translator (lines we do not cross, 6).
UNREVIEWED = frozenset({"es"})
CHOICE = "language"


def init_app(app: Flask) -> None:
    Babel(app, locale_selector=choose, default_translation_directories="translations")
    app.context_processor(
        lambda: {
            "language": current(),
            "text_direction": get_locale().text_direction,
            "languages": OFFERED,
            "translation_is_draft": current() in UNREVIEWED,
        }
    )


def choose() -> str:
    """The stored language of who is signed in wins over a choice, and that over the browser.

    `?lang=` shows one page in another language and changes nothing: a draft translation has the
    English one tap away. A command has no reader but the operator and speaks English.
    """
    if not has_request_context():
        return "en"
    asked = request.args.get("lang")
    if asked in OFFERED:
        return str(asked)
    stored = getattr(g, "language", None)
    if stored in OFFERED:
        return str(stored)
    chosen = session.get(CHOICE) if current_app.secret_key else None
    if chosen in OFFERED:
        return str(chosen)
    return request.accept_languages.best_match(list(OFFERED)) or "en"


def current() -> str:
    locale = get_locale()
    return locale.language if locale else "en"
