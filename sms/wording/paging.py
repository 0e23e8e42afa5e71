"""Pages to staff. No symptom and no child's name travels in them (behaviour 5)."""

from sms.wording.say import plainly, say, sentence
from study import notices
from study.notices import Page, PageTaken, PageTakenByOther, PageUnknownSender
from study.notices.fixed import N_

REPLY = N_("Reply ACK %(code)s.")

plainly(
    {
        notices.PageWrongCode: (
            N_("That code fits no open alert of yours. Reply ACK and the code in the page."),
        ),
        notices.PageChooseCode: (
            N_("More than one alert is open. Reply ACK and the code in the page."),
        ),
        notices.PageNothingOpen: (N_("No alert is open for this phone."),),
        notices.PageTest: (N_("TEST page. No family is waiting."), REPLY),
        notices.PageTestThanks: (N_("Test page answered. Thank you."),),
    }
)


@sentence.register
def _page(notice: Page) -> str:
    alert = N_("ALERT %(tier)s %(participant_code)s %(language)s.")
    again = N_("ALERT AGAIN %(tier)s %(participant_code)s %(language)s.")
    parts = [again if notice.repeat else alert, REPLY]
    if notice.cannot_text:
        parts.append(N_("Cannot text this family: call."))
    if notice.phone_the_family:
        parts.append(N_("Our texts did not reach the family: phone them."))
    return say(notice, *parts, language=_spoken(notice.language))


def _spoken(code: str) -> str:
    """The stored code as staff read it, script and country left out: "zh_Hans" is "ZH"."""
    return code.replace("_", "-").partition("-")[0].upper()


@sentence.register
def _page_unknown_sender(notice: PageUnknownSender) -> str:
    alert = N_("ALERT %(tier)s from a number we do not know.")
    again = N_("ALERT AGAIN %(tier)s from a number we do not know.")
    return say(notice, again if notice.repeat else alert, REPLY)


@sentence.register
def _page_taken(notice: PageTaken) -> str:
    if not notice.participant_code:
        return say(
            notice, N_("You have the alert from a number we do not know. Sign in to see it.")
        )
    return say(notice, N_("You have %(participant_code)s. Sign in to see it and call the family."))


@sentence.register
def _page_taken_by_other(notice: PageTakenByOther) -> str:
    if not notice.participant_code:
        return say(notice, N_("%(who)s already has the alert from a number we do not know."))
    return say(notice, N_("%(who)s already has %(participant_code)s."))
