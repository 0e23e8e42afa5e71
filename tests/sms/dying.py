"""A process of its own that sends, keeps or drains, and is killed where CRASH says; see test_kills.

Talks to the stand-in carrier over HTTP, so that what reached a phone outlives the process.
"""

import json
import sys
from multiprocessing.connection import Connection
from typing import Any

from portal import clock
from portal.config import Settings
from sms.attach import build
from sms.outbox import Lane, send_next
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


def live(given: dict[str, Any], texts: list[dict[str, Any]], heard: Connection) -> None:
    """Take these texts and send what waits, until somebody kills it.

    Says through `heard` when it begins, and the carrier's id of each text that it answered.
    """
    app = build(Settings.model_validate(given))
    door = app.test_client()
    heard.send("")
    for text in texts:
        answered = door.post("/twilio/sms", data=text["form"], headers=text["headers"])
        if answered.status_code == 200:
            heard.send(text["form"]["MessageSid"])
        with app.app_context():
            send_all(Lane.PAGES, "dying")
            send_next(Lane.REST, "dying")
    with app.app_context():
        while True:
            send_all(Lane.PAGES, "dying")
            send_next(Lane.REST, "dying")


if __name__ == "__main__":
    main()
