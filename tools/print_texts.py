"""Print every text we send, with the longest values allowed: language, alphabet, segments, words.

For whoever reviews the wording. Run with `make texts`; it opens no database and sends nothing.
"""

import base64
import sys

import portal
from portal.config import Settings
from portal.language import OFFERED
from sms.wording import segments, word
from tests.sms.samples import ALL


def main() -> None:
    """One block per notice, each different wording once."""
    # Codes are made from keys; any will do where nothing is sent.
    keys = base64.urlsafe_b64encode(bytes(32)).decode()
    settings = Settings.model_validate({"secret_key": "-" * 32, "data_keys": keys})
    with portal.create_app(settings).app_context():
        for kind, notices in ALL.items():
            sys.stdout.write(f"\n{kind}\n")
            for language in OFFERED:
                for text in dict.fromkeys(word(notice, language) for notice in notices):
                    size = segments(text)
                    sys.stdout.write(f"  {language} {size.encoding} {size.count}  {text}\n")


if __name__ == "__main__":
    main()
