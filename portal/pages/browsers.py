"""Which browser and which network address is asking, as keyed digests; neither is kept openly."""

import ipaddress
import secrets

from flask import request
from flask import session as browser

from portal.store import sealed

_ASKER = "asker"


def browser_index() -> str:
    """A digest of a secret that only this browser holds, made when it first asks."""
    if _ASKER not in browser:
        browser[_ASKER] = secrets.token_urlsafe(16)
    return sealed.index(f"browser:{browser[_ASKER]}")


def forget_browser() -> None:
    """A new secret after a sign-in: what was started before it is void."""
    browser.pop(_ASKER, None)


def address_index() -> str | None:
    """None for this machine itself: behind a proxy here, everybody comes from that address."""
    address = request.remote_addr or ""
    try:
        if ipaddress.ip_address(address).is_loopback:
            return None
    except ValueError:
        return None
    return sealed.index(f"address:{address}")
