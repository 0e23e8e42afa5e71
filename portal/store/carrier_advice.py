"""What to do about a text that the carrier would not take: keys, kept in a task's detail.

Worded for whoever reads them on the team's pages.
"""

from enum import StrEnum


class Advice(StrEnum):
    CHECK_NUMBER = "check_number"
    NO_ROUTE = "no_route"
    NOT_MOBILE = "not_mobile"
    BLOCKED = "blocked"
    OUT_OF_SERVICE = "out_of_service"
    LANDLINE = "landline"
    OPTED_OUT = "opted_out"
    PAGER_OPTED_OUT = "pager_opted_out"
    RENEW_KEYS = "renew_keys"
    SUSPENDED = "suspended"
    NOT_ACTIVE = "not_active"
    ALLOW_COUNTRY = "allow_country"
    CHECK_SENDER = "check_sender"
    REGISTER_SENDER = "register_sender"
    TOO_LONG = "too_long"
    FILTERED = "filtered"
    TOO_DEAR = "too_dear"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    UNCLEAR = "unclear"
    PHONE_OFF = "phone_off"
    LOST = "lost"
    LIMIT = "limit"
    DAY_LIMIT = "day_limit"
    NO_WORDS = "no_words"
    GAVE_UP = "gave_up"
    UNKNOWN = "unknown"
