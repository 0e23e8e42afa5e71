"""What is found in a question that tells of its kind. It finds and values; it decides nothing."""

from dataclasses import dataclass

from study.answers.boundaries import Met, boundary_in, sign
from study.answers.likeness import likeness
from study.answers.meaning import Meaning, meaning
from study.answers.search import Found, known, search
from study.answers.shapes import Boundary
from study.answers.stored import ANSWERED, OFF, REFUSED, SYMPTOM
from study.answers.terms import terms_of
from study.understand.text import Text

UNKNOWN = 0.5  # share of a question told in the passages under which it may be of anything
_NAMED = frozenset(one.value for one in Boundary)


@dataclass(frozen=True)
class Signs:
    """What was found in a question.

    `met`: the boundary its words met; `other`: words of another subject; `ours`: a word of the
    study; `share`: how much of it is told somewhere in the passages, 0 to 1; `like`: cosine of
    words per kind of stored question; `meant`: the same by meaning, where there is a model.
    """

    met: Met | None
    other: str | None
    ours: bool
    elsewhere: bool
    person: bool
    share: float
    found: tuple[Found, ...]
    like: dict[str, float]
    meant: Meaning | None

    @property
    def values(self) -> dict[str, float]:
        """The signs as numbers by name, for `kinds.weighed`."""
        top = self.found[0].score if self.found else 0.0
        values = {
            "fit": top * self.share,
            "best": top,
            "share": self.share,
            "met": float(self.met is not None),
            "elsewhere": float(self.elsewhere),
            "other": float(self.other is not None),
            "ours": float(self.ours),
            "person": float(self.person),
        }
        if self.met is not None:
            values[f"met {self.met.boundary.value}"] = 1.0
        values |= _by_kind("like", self.like)
        if self.meant is not None:
            values |= _by_kind("near", self.meant.near) | _by_kind("closest", self.meant.closest)
            values |= {f"leans {kind}": value for kind, value in self.meant.leaning.items()}
        return values

    @property
    def boundary(self) -> Boundary:
        """The boundary it met, else the one whose stored questions it is most like.

        NOT_FOUND where it is like none of them.
        """
        if self.met is not None:
            return self.met.boundary
        near = self.meant.leaning if self.meant is not None else self.like
        named = sorted(_NAMED & near.keys())
        return Boundary(max(named, key=near.__getitem__, default=Boundary.NOT_FOUND.value))


def signs_of(
    text: Text, raw: str, folders: tuple[str, ...], teen: bool, without: str | None = None
) -> Signs:
    """The signs of one question.

    `text`: the words of `raw`; `folders`: whose cues are looked for, the answering language
    first; `without`: a stored text that does not count, so that a stored one can be judged.
    """
    language = folders[0]
    terms = terms_of(text, language)
    share = known(terms, language)
    met = boundary_in(text, folders)
    ours = sign("study", text, folders) is not None
    person = sign("person", text, folders) is not None
    off = sign("off", text, folders)
    return Signs(
        met=met,
        other=off or (None if ours else sign("greeting", text, folders)),
        ours=ours,
        elsewhere=_elsewhere(text, folders, off, ours, person, share),
        person=person,
        share=share,
        found=tuple(search(terms, language=language, teen=teen)),
        like=likeness(text, language, without),
        meant=meaning(raw, language, without),
    )


def _elsewhere(
    text: Text, folders: tuple[str, ...], off: str | None, ours: bool, person: bool, share: float
) -> bool:
    """Whether the words are of another subject and none of the study's is among them.

    Words of another subject are those of the cue files, or mostly unknown ones about nobody.
    """
    if sign("vet", text, folders) is not None:
        return True
    return not ours and (off is not None or (share < UNKNOWN and not person))


def _by_kind(name: str, near: dict[str, float]) -> dict[str, float]:
    alone = (ANSWERED, OFF, SYMPTOM)
    refused = (value for kind, value in near.items() if kind not in alone)
    values = {f"{name} {kind}": near[kind] for kind in alone if kind in near}
    return values | {f"{name} {REFUSED}": max(refused, default=0.0)}
