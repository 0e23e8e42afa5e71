"""The short address of a passage, as texts carry it: it names nothing and leads to the passage."""

from flask import Blueprint, url_for

from portal import language
from portal.pages import access
from portal.pages.showing import answer
from study.explained import passages

pages = Blueprint("short_address", __name__, url_prefix="/p")


@pages.get("/<code>")
@access.open_to_all
def lead(code: str) -> tuple[str, int]:
    """On to the passage in the reader's language; a 404 for a code that is none.

    A page and no redirect: a phone that fetches the address to show a preview beside the text
    finds the program's name and nothing about a disease (behaviour 7).
    """
    passage_id = passages.by_code().get(code)
    if passage_id is None:
        access.refuse()
    lang = language.current()
    lang = lang if lang in passages.languages() else language.ENGLISH
    target = url_for("explained.passage", lang=lang, passage_id=passage_id)
    return answer("public/short_address.html", target=target)
