"""A process of its own that sends, keeps or drains, and is killed where CRASH says; see test_kills.

Talks to the stand-in carrier over HTTP, so that what reached a phone outlives the process.
"""

import json
import sys

from portal import clock
from portal.config import Settings
from sms.attach import build
from sms.outbox import Lane
from sms.schedule import send_all
from sms.settle import drain_spool


def main() -> None:
    """Arguments: what to do, and the settings as JSON."""
    work, given = sys.argv[1], json.loads(sys.argv[2])
    app = build(Settings.model_validate(given))
    with app.app_context():
        if work == "send":
            send_all(Lane.PAGES, "dying")
            send_all(Lane.REST, "dying")
        elif work == "drain":
            drain_spool(clock.now())
    if work == "receive":
        form, headers = given["form"], given["headers"]
        app.test_client().post("/twilio/sms", data=form, headers=headers)


if __name__ == "__main__":
    main()
