"""Every table in one place, for the migrations and the tests that compare them."""

from sqlmodel import SQLModel

from portal.store import (
    alerts,
    carrier_stops,
    conversations,
    doses,
    families,
    leases,
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
    carrier_stops,
    conversations,
    doses,
    families,
    leases,
    schedules,
    sessions,
    sites,
    staff,
    symptoms,
    tasks,
    texts,
    trail,
)
