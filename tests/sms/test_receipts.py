"""What the carrier says of a text is believed in any order, any number of times, and never back."""

from itertools import permutations, product

import pytest
from sqlmodel import Session, select

from portal.store.columns import new_id
from portal.store.engine import transaction
from portal.store.families import Caregiver
from portal.store.texts import RANK, DeliveryEvent, OutboundState, OutboundText
from sms.moves import took
from sms.receipts import STATES, catch_up, receive
from study import notices
from tests.builders import FAMILY_SENDER, PHONE_24H
from tests.sms.household import PARENT, Household, move_in
from tests.world import ACCOUNT, World

WORDS = ("queued", "sending", "sent", "delivered")
THANKS = notices.CheckinThanks(phone_24h=PHONE_24H)


@pytest.fixture
def home(unread_world: World) -> Household:
    return move_in(unread_world)


def claimed(session: Session, like: OutboundText) -> OutboundText:
    """A text on its way to the carrier, which has not answered yet."""
    like.state = OutboundState.SUPPRESSED
    text = OutboundText(
        **like.model_dump(exclude={"id", "unique_key", "state", "rank"}),
        unique_key=new_id(),
        state=OutboundState.CLAIMED,
        rank=RANK[OutboundState.CLAIMED],
    )
    session.add(text)
    session.flush()
    return text


def say(home: Household, session: Session, text: OutboundText, sid: str, *words: str) -> None:
    for status in words:
        receive(
            session,
            outbound_id=text.id,
            carrier_id=sid,
            status=status,
            error_code="30005" if status in ("undelivered", "failed") else None,
            now=home.world.clock(),
        )
        session.flush()


def test_every_order_and_repetition_ends_delivered_and_never_falls(home: Household) -> None:
    with home.world.app.app_context(), transaction() as session:
        like = home.queue_in(session, THANKS, "like")
        for order, twice in product(permutations(WORDS), product((1, 2), repeat=4)):
            text = claimed(session, like)
            sid = f"SM{new_id()}"
            ranks = []
            for status, times in zip(order, twice, strict=True):
                say(home, session, text, sid, *[status] * times)
                ranks.append(text.rank)
            took(text, sid, home.world.clock())
            assert text.state is OutboundState.DELIVERED, order
            assert ranks == sorted(ranks), order
            assert text.carrier_id == sid


@pytest.mark.parametrize("final", ["undelivered", "failed", "canceled"])
def test_a_failure_is_a_failure_and_the_first_final_word_stands(
    home: Household, final: str
) -> None:
    with home.world.app.app_context(), transaction() as session:
        text = claimed(session, home.queue_in(session, THANKS, "t"))
        say(home, session, text, "SM1", "sent", final, "delivered")
        assert text.state is STATES[final]
        kept = session.exec(select(DeliveryEvent.status, DeliveryEvent.applied)).all()
        assert set(kept) == {("sent", True), (final, True), ("delivered", False)}
        text.state = OutboundState.SUPPRESSED


def test_a_word_we_do_not_know_is_kept_and_changes_nothing(home: Household) -> None:
    with home.world.app.app_context(), transaction() as session:
        text = claimed(session, home.queue_in(session, THANKS, "t"))
        say(home, session, text, "SM1", "teleported")
        assert text.state is OutboundState.CLAIMED
        assert session.exec(select(DeliveryEvent)).one().applied is False
        text.state = OutboundState.SUPPRESSED


def test_a_receipt_that_comes_before_its_text_is_known_is_joined_later(home: Household) -> None:
    with home.world.app.app_context(), transaction() as session:
        text = claimed(session, home.queue_in(session, THANKS, "t"))
        receive(
            session,
            outbound_id="a text of another database",
            carrier_id="SM7",
            status="delivered",
            error_code=None,
            now=home.world.clock(),
        )
        took(text, "SM7", home.world.clock())
        session.flush()
        catch_up(session, text, home.world.clock())
        assert text.state is OutboundState.DELIVERED


def test_a_receipt_of_an_earlier_try_does_not_speak_for_the_next(home: Household) -> None:
    with home.world.app.app_context(), transaction() as session:
        text = claimed(session, home.queue_in(session, THANKS, "t"))
        text.carrier_id = "SM2"
        say(home, session, text, "SM1", "delivered")
        assert text.state is OutboundState.CLAIMED
        text.state = OutboundState.SUPPRESSED


def test_receipts_come_in_by_the_signed_door(home: Household) -> None:
    home.world.carrier.silent = True
    text = home.queue(THANKS, "t")
    home.world.phone(PARENT).expect("Saved")
    sid = home.world.carrier.ledger[-1].carrier_id
    form = {"MessageSid": sid, "MessageStatus": "delivered", "AccountSid": ACCOUNT}
    assert home.world.post(f"/twilio/status/{text.id}", form, "forged") == 403
    assert home.again(text).state is OutboundState.ACCEPTED
    assert home.world.post(f"/twilio/status/{text.id}", form) == 204
    assert home.world.post("/twilio/status/nobody", form) == 204
    assert home.again(text).state is OutboundState.DELIVERED


def test_a_receipt_that_never_comes_is_asked_for(home: Household) -> None:
    home.world.carrier.silent = True
    text = home.queue(THANKS, "t")
    home.world.phone(PARENT).expect("Saved")
    home.world.fast_forward(minutes=6)
    assert home.again(text).state is OutboundState.DELIVERED
    assert home.world.carrier.handed[-1].sender == FAMILY_SENDER


def test_a_number_in_trouble_is_well_again_when_a_text_arrives(home: Household) -> None:
    home.world.carrier.undelivered(f"+120255501{PARENT}", "30005")
    home.queue(THANKS, "lost")
    home.world.run()
    assert trouble_of(home) == "30005"
    home.world.carrier.delivers(f"+120255501{PARENT}")
    home.queue(THANKS, "found")
    home.world.phone(PARENT).expect("Saved")
    assert trouble_of(home) is None


def trouble_of(home: Household) -> str | None:
    with home.world.app.app_context(), transaction() as session:
        return session.get_one(Caregiver, home.caregiver.id).number_trouble
