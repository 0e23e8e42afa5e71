"""The symptoms a form offers, in lay words by theme. What they lead to is judged in `study/`."""

from collections.abc import Iterable

from flask_babel import gettext

from study.notices.fixed import N_
from study.symptoms import FeverMedicine

# Words that fit both voices: no "your child", no "you" (facts 3.2 and 3.3).
Group = tuple[str, str, tuple[tuple[str, str], ...]]

HOT: tuple[tuple[str, str], ...] = (
    ("F.hot", N_("Feels hot, and there is no thermometer here")),
    ("F.chills", N_("Chills or shaking")),
)

GROUPS: tuple[Group, ...] = (
    (
        "waking",
        N_("Waking and thinking"),
        (
            ("N1", N_("Seizure: shaking all over, stiff, or staring and not answering")),
            ("N2", N_("Will not wake up, limp, does not respond")),
            ("N2.rouse", N_("Hard to wake up")),
            ("N2.faint", N_("Fainted or passed out")),
            ("N3", N_("Very sleepy, but wakes up")),
            ("N4", N_("Confused, not making sense")),
            ("N21", N_("Sees or hears things that are not there")),
            ("N22", N_("Acts very differently than before")),
            ("N23", N_("Forgets things, or lost a skill such as walking or words")),
        ),
    ),
    (
        "head",
        N_("Head and neck"),
        (
            ("N5.sudden", N_("A sudden headache, or the worst ever")),
            ("N5", N_("A very bad headache")),
            ("N6", N_("A new headache, or one that comes back")),
            ("N7", N_("Stiff neck, or light hurts the eyes")),
            ("N14", N_("Dizzy")),
            ("N25", N_("A fall or a hit on the head")),
        ),
    ),
    (
        "seeing",
        N_("Seeing, talking, swallowing"),
        (
            ("N8.sudden", N_("Suddenly cannot see, or one pupil is bigger")),
            ("N8", N_("Blurry or double vision, or eyes that move oddly")),
            ("N11", N_("Face, mouth or eyelid droops on one side")),
            ("N12", N_("Slurred words, or cannot talk")),
            ("N15", N_("Trouble swallowing, a new hoarse voice, or trouble hearing")),
        ),
    ),
    (
        "moving",
        N_("Moving and feeling"),
        (
            ("N9.side", N_("Suddenly weak, or weak on one side")),
            ("N9", N_("Weak arms or legs")),
            ("N10.side", N_("Suddenly numb, or numb on one side")),
            ("N10", N_("Numb or tingling")),
            ("N13.sudden", N_("Suddenly cannot walk or keep balance")),
            ("N13", N_("Clumsy, unsteady, stumbles")),
            ("N16", N_("Shaky hands or odd movements")),
        ),
    ),
    (
        "baby",
        N_("Babies and small children"),
        (
            ("N17", N_("Cannot be soothed, cries without stopping")),
            ("N18", N_("Soft spot on the head bulges, or the head is growing")),
            ("N19", N_("High-pitched or strange cry")),
            ("N20", N_("Will not eat, nurse or take a bottle")),
            ("S11", N_("Hardly any pee, no tears, or a sunken soft spot")),
        ),
    ),
    (
        "breathing",
        N_("Breathing and heart"),
        (
            ("S1", N_("Trouble breathing, or blue or gray lips")),
            ("S1.choking", N_("Choking")),
            ("S2", N_("Swollen face or lips, or throat closing")),
            ("S13", N_("Chest pain")),
            ("S13.racing", N_("Racing heart")),
        ),
    ),
    (
        "bleeding",
        N_("Bleeding and skin"),
        (
            ("S4", N_("Bleeding that does not stop, or vomiting or coughing up blood")),
            ("S5", N_("Other bleeding, new bruises, tiny red dots")),
            ("S6", N_("Black stool, or vomit like coffee grounds")),
            ("S7", N_("Purple spots that do not fade")),
            ("S3", N_("Hives or swelling of the skin")),
            ("S8", N_("Blisters or a new rash")),
            ("S9", N_("Yellow eyes or skin, or dark urine")),
        ),
    ),
    (
        "stomach",
        N_("Stomach, tube and medicine"),
        (
            ("S10", N_("Cannot keep medicine or drinks down")),
            ("N24", N_("Vomits in the mornings, or very forcefully")),
            ("S15", N_("Bad belly pain, or a hard, swollen belly")),
            ("S12", N_("Feeding tube out, moved, blocked or leaking")),
            ("S16", N_("Central line red, leaking or broken")),
            ("S17", N_("Too much, the wrong, or somebody else's medicine")),
            ("S17.large", N_("A large overdose")),
        ),
    ),
    (
        "other",
        N_("Something else"),
        (
            ("S14", N_("A swollen, painful leg or arm")),
            ("S18", N_("Was near chickenpox, shingles or measles")),
            ("S19", N_("Very thirsty, pees a lot")),
            ("S20.dry", N_("Will not drink")),
            ("S20", N_("Mouth sores")),
            ("S21", N_("Diarrhea, cough, sore throat, or a new pain")),
            ("S22", N_("Hunger, sleep, mood, skin, hair, tired")),
            ("N26", N_("Wants to die, or to hurt themself")),
        ),
    ),
)

# Said by words alone; a form has no row for them.
ONLY_IN_WORDS = {
    "F.said": N_("Fever"),
    "N.new": N_("A new change in waking, thinking, moving, seeing or talking"),
    "N1.over": N_("A seizure that is over"),
    "N6.mild": N_("A mild headache"),
    "S23": N_("Something else"),
    "X.unwell": N_("Unwell, or not sure"),
    "X.help": N_("Asked for help"),
    "X.emergency": N_("Said it is an emergency"),
    "X.death": "",
    # What words only resemble is the team's to read: the family's own words stand beside it.
    "X.like_emergency": "",
    "X.like_neuro": "",
    "X.like_fever": "",
    "X.steroid": N_("A dose that was lost"),
    "X.twice": N_("Two lost doses in a row"),
}
OFFERED = frozenset(code for code, _ in HOT) | frozenset(
    code for _, _, rows in GROUPS for code, _ in rows
)

METHODS: tuple[tuple[str, str], ...] = (
    ("unknown", N_("Not sure")),
    ("mouth", N_("In the mouth")),
    ("ear", N_("In the ear")),
    ("forehead", N_("On the forehead")),
    ("underarm", N_("Under the arm")),
)

FEVER_MEDICINE: tuple[tuple[str, str], ...] = (
    (FeverMedicine.YES.value, N_("Yes")),
    (FeverMedicine.NO.value, N_("No")),
    (FeverMedicine.UNSURE.value, N_("Not sure")),
)


def names(codes: Iterable[str]) -> tuple[str, ...]:
    """These symptoms in lay words and the reader's language; a newer code is left out."""
    said = ONLY_IN_WORDS | dict(HOT)
    for _, _, rows in GROUPS:
        said |= dict(rows)
    return tuple(gettext(said[code]) for code in sorted(codes) if said.get(code))
