"""The hard rules of facts 7 hold for texts too, with the very expressions the pages are held to."""

from tests.sms.conftest import Texts
from tests.study.explained.test_never_said import FORBIDDEN, found


def test_no_text_says_what_no_page_may(texts: Texts) -> None:
    said = {
        f"{language} {kind}": kinds
        for language, worded in texts.items()
        if language in FORBIDDEN
        for kind, notices in worded.items()
        for text in notices
        if (kinds := found(language, text))
    }
    assert not said
