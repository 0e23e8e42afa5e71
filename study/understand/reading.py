"""PROVISIONAL, uncommitted: lets the rooms be joined while the real reading is written over it."""

import datetime as dt
import re

from study.doses import DoseStatus
from study.protocol import Medicine, Route
from study.understand.looking import look
from study.understand.said import DoseSaid, Keyword, Reading
from study.understand.screen import screen_of
from study.triage import NO_HISTORY
from study.understand.text import clean, fold

OUT = {
    "stop",
    "stopall",
    "stop all",
    "unsubscribe",
    "cancel",
    "end",
    "quit",
    "revoke",
    "optout",
    "opt out",
    "opt-out",
    "alto",
    "parar",
    "pare",
    "basta",
    "cancelar",
    "terminar",
    "no mas",
    "no mas mensajes",
    "stop texting me",
    "ya no quiero mensajes",
}
IN = {"start", "unstop", "empezar", "iniciar"}
HELP = {"help", "info", "ayuda"}


def read(
    text: str,
    *,
    lang: str | None = None,
    sender: str | None = None,
    asked: tuple[Medicine, ...] = (),
    reminder_time: dt.time | None = None,
) -> Reading:
    screen = screen_of(look(text, lang), text, sender, NO_HISTORY)
    said = fold(clean(text)).strip(" .!?")
    keyword = (
        Keyword.OPT_OUT
        if said in OUT
        else Keyword.OPT_IN
        if said in IN
        else Keyword.HELP
        if said in HELP
        else Keyword.NONE
    )
    digit = said if re.fullmatch(r"[0-9]", said) else None
    letter = said.upper() if re.fullmatch(r"[a-z]", said) else None
    route = (
        Route.NG
        if re.search(r"\b(ng|tube|sonda)\b", said)
        else Route.PO
        if re.search(r"\b(po|mouth|boca)\b", said)
        else None
    )
    found = re.search(r"\b(\d{1,2}):(\d{2})\b", said)
    time = dt.time(int(found[1]) % 24, int(found[2]) % 60) if found else None
    status = None
    if re.search(r"\b(threw up|vomit|vomito|puked)", said):
        status = DoseStatus.VOMITED
    elif re.search(r"\b(missed|skipped|not given|refused|no se la di|no tomo)\b", said):
        status = DoseStatus.MISSED
    elif re.search(r"\b(gave|given|yes|yep|done|took|di|dado|si|listo|tomo)\b", said):
        status = DoseStatus.GIVEN
    named = {
        m
        for m, p in (
            (Medicine.RUXOLITINIB, r"\b(rux\w*|jakafi)\b"),
            (Medicine.DEXAMETHASONE, r"\b(dex\w*|steroid|esteroide)\b"),
        )
        if re.search(p, said)
    }
    doses = {
        m: DoseSaid(status, route, time) if status and (m in named or not named) else DoseSaid()
        for m in asked
    }
    reaction = said in {"ok", "thanks", "thank you", "gracias", "ok thanks"} or said.startswith(
        ("liked ", "loved ", "reacted ")
    )
    doubt = not re.search(r"\w", said)
    return Reading(
        screen=screen,
        keyword=keyword,
        doses=doses,
        digit=digit,
        letter=letter,
        all_given=bool(status is DoseStatus.GIVEN and not named),
        reaction=reaction,
        doubt=doubt,
        language=screen.language,
        ask_again=any(d.status is DoseStatus.UNKNOWN for d in doses.values()),
    )
