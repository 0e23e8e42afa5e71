"""A site's blanks: none is invented, and each that is empty is named."""

from dataclasses import replace
from datetime import time

from study.medicines import Medicine
from study.site import SiteRules, missing_blanks

BOTH = {Medicine.RUXOLITINIB: 60, Medicine.DEXAMETHASONE: 45}
FILLED = SiteRules(
    site_id="phx",
    phone_24h="+12025550100",
    phone_day="+12025550101",
    fallback_minutes=15,
    review_opens=time(8),
    review_closes=time(17),
    review_weekdays=frozenset(range(5)),
    ack_minutes=10,
    family_told_minutes=15,
    late_after_minutes=BOTH,
    window_ends_minutes=BOTH,
    legal_age=18,
)


def test_a_new_site_lacks_everything_and_every_blank_is_named() -> None:
    missing = missing_blanks(SiteRules(site_id="phx"))
    assert "phone_24h" in missing and "fallback_minutes" in missing
    assert "late_after_minutes.dexamethasone" in missing
    assert "window_ends_minutes.ruxolitinib" in missing
    assert not [name for name in missing if "etoposide" in name]


def test_a_filled_site_lacks_nothing() -> None:
    assert missing_blanks(FILLED) == ()


def test_an_empty_text_is_still_a_blank() -> None:
    assert missing_blanks(replace(FILLED, phone_24h="")) == ("phone_24h",)


def test_minutes_of_one_medicine_do_not_stand_for_the_other() -> None:
    only_one = replace(FILLED, late_after_minutes={Medicine.RUXOLITINIB: 60})
    assert missing_blanks(only_one) == ("late_after_minutes.dexamethasone",)
    assert only_one.late_after(Medicine.DEXAMETHASONE) is None
    assert only_one.late_after(Medicine.RUXOLITINIB) == 60
    assert only_one.window_ends(Medicine.DEXAMETHASONE) == 45
