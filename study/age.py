"""Age, as the fever rules need it. Judges nobody's eligibility."""

from datetime import date


def months(born: date | None, today: date) -> int | None:
    """Whole months of age; None when the birth date is not known.

    Somebody born on the 31st is a month older on the first day of the month after a shorter one.
    """
    if born is None:
        return None
    return (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
