"""A symptom report put aside in a question, until the answer says what it was. Judges nothing."""

from decimal import Decimal
from typing import Any

from study.symptoms import Method, SymptomEntry, Temperature


def put_aside(entry: SymptomEntry) -> dict[str, Any]:
    """The entry as JSON values, for the encrypted context of an open question."""
    reading = entry.temperature
    return {
        "codes": sorted(entry.codes),
        "feels_hot": entry.feels_hot,
        "words": entry.words,
        "doubt": entry.doubt,
        "self_harm": entry.self_harm,
        "death": entry.death,
        "temperature": reading
        and {
            "raw": reading.raw,
            "value": str(reading.value),
            "unit": reading.unit,
            "method": reading.method.value,
        },
    }


def take_up(kept: dict[str, Any]) -> SymptomEntry:
    """The entry that `put_aside` kept, now as the participant's own."""
    reading = kept.get("temperature")
    return SymptomEntry(
        codes=frozenset(kept.get("codes", ())),
        temperature=_temperature(reading) if reading else None,
        feels_hot=bool(kept.get("feels_hot")),
        words=str(kept.get("words", "")),
        doubt=bool(kept.get("doubt")),
        self_harm=bool(kept.get("self_harm")),
        death=bool(kept.get("death")),
        about="participant",
    )


def _temperature(kept: dict[str, Any]) -> Temperature:
    return Temperature(kept["raw"], Decimal(kept["value"]), kept["unit"], Method(kept["method"]))
