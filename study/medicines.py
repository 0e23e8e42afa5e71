"""The medicines of the study and the ways they are given. Holds no amount of any of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Route(StrEnum):
    PO = "PO"  # by mouth
    NG = "NG"  # by a tube through the nose
    IV = "IV"  # into a vein, by staff only


class Medicine(StrEnum):
    RUXOLITINIB = "ruxolitinib"
    DEXAMETHASONE = "dexamethasone"
    ETOPOSIDE = "etoposide"


class Arm(StrEnum):
    FRONTLINE_SAFETY = "frontline_safety"
    FRONTLINE_EXPANSION = "frontline_expansion"
    SALVAGE = "salvage"


@dataclass(frozen=True)
class MedicineFacts:
    """What is known of a medicine: `home_routes` are those a family may report at home.

    `tracked`: families log it. `label`: the neutral name used in texts (behaviour 3).
    """

    id: Medicine
    routes: tuple[Route, ...]
    home_routes: tuple[Route, ...]
    tracked: bool
    steroid: bool
    label: Literal["A", "B"] | None
    source: str


@dataclass(frozen=True)
class ArmFacts:
    """An arm, and whether etoposide is "listed" for it or added "by response" (facts 0.1 trap 2).

    Neither ever puts etoposide on a family's schedule by itself.
    """

    id: Arm
    name: str
    etoposide: Literal["listed", "by response"]
    source: str
