"""What staff prove themselves with: a password kept as an argon2 hash, and codes of their phone.

It checks what was typed; what follows from a wrong one is decided elsewhere.
"""

import hmac
import secrets
from datetime import datetime, timedelta

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

ISSUER = "Check-in line"
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
_STEP = timedelta(seconds=30)
_EPOCH_STEPS = (-1, 0, 1)

_hasher = PasswordHasher()
# An unknown address is checked against this, so that it takes as long as a known one.
_NOBODY = _hasher.hash(secrets.token_hex(16))


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def password_fits(password: str, kept: str | None) -> bool:
    """Whether the password is the one that was kept; takes as long where none is kept."""
    try:
        return _hasher.verify(kept or _NOBODY, password[:LONGEST_PASSWORD]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def new_password() -> str:
    """A random first password of 20 characters, to be read from paper and typed."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def new_totp_secret() -> str:
    return pyotp.random_base32()


def totp_code(secret: str, at: datetime) -> str:
    """The six digits that an authenticator shows at this instant."""
    return pyotp.TOTP(secret).at(at)


def totp_step(secret: str, typed: str, at: datetime) -> int | None:
    """The number of the half minute that the typed code belongs to; None when it is wrong.

    One step early and one late are taken, because clocks of phones differ.
    """
    digits = "".join(typed.split())
    now = int(at.timestamp() // _STEP.total_seconds())
    for step in (now + away for away in _EPOCH_STEPS):
        right = pyotp.TOTP(secret).at(int(step * _STEP.total_seconds()))
        if hmac.compare_digest(right.encode(), digits.encode()):
            return step
    return None


def totp_address(secret: str, email: str) -> str:
    """What an authenticator reads from the square code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)
