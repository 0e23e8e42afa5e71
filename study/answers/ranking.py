"""Which passages answer a question best: by the words in common, and by meaning where there is a
model. Whether to answer at all is decided elsewhere.
"""

from study.answers.signs import Signs
from study.explained.passages import load
from study.explained.shapes import Audience

OTHER_VOICE = 0.75  # a teen's passage for a parent, or any other for a teen


def ranked(signs: Signs, language: str, teen: bool, near: float = 0.0) -> list[str]:
    """The ids of the passages that fit, best first; ties in the passages' order.

    `near`: share of the best fit, 0 to 1, from which another is kept.
    """
    fits = _fits(signs, language, teen)
    best = max(fits.values(), default=0.0)
    kept = [one for one, fit in fits.items() if fit > 0 and fit >= near * best]
    return sorted(kept, key=lambda one: -fits[one])


def _fits(signs: Signs, language: str, teen: bool) -> dict[str, float]:
    """How well each passage fits, up to 1 for its words and up to 1 for its meaning."""
    most = signs.found[0].score if signs.found else 1.0
    words = {one.id: one.score / most for one in signs.found}
    meant = signs.meant.passages if signs.meant is not None else {}
    own = Audience.TEENS if teen else Audience.PARENTS
    return {
        one.id: (words.get(one.id, 0.0) + meant.get(one.id, 0.0))
        * (1.0 if one.audience is own else OTHER_VOICE)
        for one in load(language).values()
    }
