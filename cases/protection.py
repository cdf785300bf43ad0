"""How long a protected name and address stays protected (navne- og adressebeskyttelse). Pure rules."""

from datetime import date

from rusmiddel.calendar import add_months

LASTS_MONTHS = 12


def usual_expiry(registered_on: date) -> date:
    """A year after it was registered, unless the register says longer (PRO-1, CPR-loven § 28)."""
    return add_months(registered_on, LASTS_MONTHS)
