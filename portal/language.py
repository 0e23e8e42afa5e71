"""Which language a page speaks: the signed-in person's own, else the visitor's choice."""

from collections.abc import Callable

from flask import Flask, current_app, g, has_request_context, request, session
from flask_babel import Babel, get_locale

# A language is offered when its catalogue is complete; tests/conventions holds it to that.
OFFERED = {
    "en": "English",
    "es": "Español",
    "zh_Hans": "中文",
    "vi": "Tiếng Việt",
    "ar": "العربية",
}
CHOICE = "language"
ENGLISH = "en"


Here = Callable[[], frozenset[str]]
_OFFERED_HERE = "portal.languages.offered"


def init_app(app: Flask, offered_here: Here, reviewed_here: Here) -> None:
    """Which languages the visitor's site offers, and which a translator has read for it.

    Every other one than English is a machine's draft and says so (lines we do not cross, 6).
    """
    app.extensions[_OFFERED_HERE] = offered_here
    Babel(app, locale_selector=choose, default_translation_directories="translations")
    app.context_processor(
        lambda: {
            "language": current(),
            "language_tag": tag(current()),
            "text_direction": get_locale().text_direction,
            "languages": {code: OFFERED[code] for code in OFFERED if code in here()},
            "translation_is_draft": current() not in reviewed_here() | {ENGLISH},
            "not_offered_here": not_offered_here(),
        }
    )


def here() -> frozenset[str]:
    """The languages offered to this visitor; English always is."""
    offered: frozenset[str] = current_app.extensions[_OFFERED_HERE]()
    return offered & set(OFFERED) | {ENGLISH}


def choose() -> str:
    """The stored language of who is signed in wins over a choice, and that over the browser.

    `?lang=` and a language in the address show one page in it and change nothing: a draft
    translation has the English one tap away, and a link opens in the language it was shared in.
    A command has no reader but the operator and speaks English.
    """
    if not has_request_context():
        return ENGLISH
    offered = here()
    wanted = _wanted()
    if wanted is not None:
        return wanted if wanted in offered else ENGLISH
    # A browser says zh-CN, zh-TW or es-MX: the language alone decides, one form of each is offered.
    tongues = {code.partition("_")[0]: code for code in OFFERED if code in offered}
    asked = (tag.replace("_", "-").partition("-")[0] for tag in request.accept_languages.values())
    return next((tongues[one] for one in asked if one in tongues), ENGLISH)


def _wanted() -> str | None:
    chosen = session.get(CHOICE) if current_app.secret_key else None
    asked = (request.args.get("lang"), (request.view_args or {}).get("lang"))
    for code in (*asked, getattr(g, "language", None), chosen):
        if code in OFFERED:
            return str(code)
    return None


def not_offered_here() -> str | None:
    """The language that this visitor wants and the site has not had reviewed, by its own name."""
    wanted = _wanted() if has_request_context() else None
    return OFFERED[wanted] if wanted and wanted not in here() else None


def current() -> str:
    """The code of the language as it stands in OFFERED."""
    return str(get_locale() or ENGLISH)


def tag(code: str) -> str:
    """The code as HTML and browsers write it: zh_Hans is zh-Hans."""
    return code.replace("_", "-")
