"""Every table in one place, for the migrations and the tests that compare them."""

from sqlmodel import SQLModel

from portal.store import (
    alerts,
    blanks,
    carrier_stops,
    chat,
    conversations,
    custody,
    doses,
    families,
    leases,
    readings,
    schedules,
    sessions,
    sites,
    staff,
    symptoms,
    tasks,
    texts,
    trail,
)

metadata = SQLModel.metadata
MODULES = (
    alerts,
    blanks,
    carrier_stops,
    chat,
    conversations,
    custody,
    doses,
    families,
    leases,
    readings,
    schedules,
    sessions,
    sites,
    staff,
    symptoms,
    tasks,
    texts,
    trail,
)
