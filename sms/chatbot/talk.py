"""One text of one person, with everything the conversation needs to know about them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlmodel import Session

from portal.actions.choose_words import voice_of
from portal.actions.dose_slots import Around
from portal.actions.reporter import Reporter, caregiver_by
from portal.store import alerts, families, sites
from portal.store.alerts import Alert
from portal.store.conversations import OpenQuestion, open_of
from portal.store.doses import Door
from portal.store.families import Caregiver, Family, Participant
from portal.store.sites import Site
from portal.store.texts import InboundText
from sms.dialogue import MenuAnswer, read_menu
from study import naming
from study.answers.asking import is_asked, statements
from study.lifecycle import State
from study.notices import Voice
from study.understand.text import clean

# E and R answer an open alert (behaviour 5).
LETTERS = "ABCDFGHJ"
MENU = 4  # rows of a menu of check-ins, so that it stays short to read


@dataclass(frozen=True)
class Talk:
    """`children` are those this phone answers for, in the order that gives them their letters."""

    session: Session
    text: InboundText
    caregiver: Caregiver
    family: Family
    site: Site
    children: tuple[Participant, ...]
    now: datetime

    @property
    def reporter(self) -> Reporter:
        return caregiver_by(Door.SMS, self.caregiver, self.text.id)

    @property
    def said_at(self) -> datetime:
        """When the text was sent: earlier than `now` where it reached us late. Words like "now"
        and "the dose" mean that moment; what is written down is written down now."""
        return self.text.received_at

    @property
    def voice(self) -> Voice:
        return voice_of(self.reporter)

    @property
    def phone_24h(self) -> str:
        return self.site.phone_24h or ""

    @property
    def sender(self) -> str:
        """Whose phone it is, as reading needs to know for "I"."""
        if self.caregiver.is_participant:
            return "participant"
        return "shared" if self.caregiver.shared_phone else "caregiver"

    @property
    def told(self) -> str:
        """The words without the parts that are put as a question."""
        return statements(self.text.body) if is_asked(self.text.body) else self.text.body

    @property
    def by_letter(self) -> dict[str, Participant]:
        return dict(zip(LETTERS, self.children, strict=False))

    @property
    def living(self) -> tuple[Participant, ...]:
        """The children a report may be about: all of them where none is known to live."""
        return tuple(one for one in self.children if one.state is not State.DIED) or self.children

    @property
    def nicknames(self) -> list[str]:
        return [one.nickname for one in self.children]

    @cached_property
    def named(self) -> Participant | None:
        """The one child whose nickname the text says."""
        at = naming.named(self.text.body, self.nicknames)
        return None if at is None else self.children[at]

    @property
    def speaks_of_all(self) -> bool:
        """ "Both have a fever": nobody needs to be asked which child."""
        return naming.names_all(self.text.body, self.nicknames)

    @property
    def named_alone(self) -> Participant | None:
        """The same, where the text speaks of no sibling beside it."""
        at = naming.named_alone(self.text.body, self.nicknames)
        return None if at is None else self.children[at]

    @cached_property
    def menu(self) -> MenuAnswer:
        """The menu answer; a nickname typed beside a digit stands for that child's letter."""
        plain = read_menu(self.text.body)
        if plain != MenuAnswer() or self.named is None or len(self.children) < 2:
            return plain
        rest = read_menu(_without(self.text.body, self.named.nickname))
        letter = next(key for key, one in self.by_letter.items() if one is self.named)
        if len(rest.pairs) == 1 and rest.pairs[0][0] is None:
            return MenuAnswer(pairs=((letter, rest.pairs[0][1]),))
        return plain

    @cached_property
    def questions(self) -> list[OpenQuestion]:
        """Open questions put before this text came (messaging F13), newest first."""
        waiting = open_of(self.session, self.caregiver.id, self.said_at)
        return [one for one in waiting if one.asked_at <= self.said_at]

    @cached_property
    def alerts(self) -> list[Alert]:
        """The children's unresolved alerts as they stood when somebody first looked.

        Enough for what a phone was told: an alert that this text raises was told to nobody yet.
        """
        return alerts_of(self.session, self.children)

    @cached_property
    def around(self) -> dict[str, Around]:
        """By child: the slots around now, looked up once until something is booked."""
        return {}

    def child(self, participant_id: str | None) -> Participant | None:
        return next((one for one in self.children if one.id == participant_id), None)


def alerts_of(session: Session, children: Iterable[Participant]) -> list[Alert]:
    """The unresolved alerts of these children."""
    found = [alerts.unresolved_of(session, child.id) for child in children]
    return [alert for alert in found if alert is not None]


def _without(body: str, nickname: str) -> str:
    name = naming.words_in(nickname)
    words = re.findall(r"\S+", clean(body))
    return " ".join(word for word in words if not naming.words_in(word) & name)


def talk_with(session: Session, text: InboundText, caregiver: Caregiver, now: datetime) -> Talk:
    """Load the conversation; the family's row is locked, so that its texts are read in turn."""
    family = families.lock_family(session, caregiver.family_id)
    return Talk(
        session=session,
        text=text,
        caregiver=caregiver,
        family=family,
        site=sites.get(session, caregiver.site_id),
        children=tuple(families.children_of(session, caregiver.id)),
        now=now,
    )
