"""Whether a citizen has been heard before a decision (partshøring), and how the letter says so. Pure (DEC-6).

Forvaltningsloven § 19: whoever cannot be taken to know that facts of weight to their detriment are in the
case is told of them and may answer before it is decided. The wording of § 19 is not verified, and the law
names no number of days: the setting HEARING_DAYS does.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from rusmiddel.calendar import expires_on
from rusmiddel.danish_dates import long_date
from visitation.enums import HearingAnswer, HearingMeans

NOT_KNOWN = (
    "Skriv, hvor borgeren kender oplysningerne fra. Kender borgeren dem ikke, skal borgeren partshøres først."
)


def answer_due_on(received_on: date, days: int) -> date:
    """The last day to answer, moved past weekends and holidays."""
    return expires_on(received_on + timedelta(days=days))


def runs_until(
    means: HearingMeans, *, stated_on: date, days: int, received_on: Iterable[date]
) -> date | None:
    """When the time to answer ends: never before the day the letter names; None while it is in the house."""
    if means == HearingMeans.ORAL:
        return stated_on
    first = min(received_on, default=None)
    return None if first is None else max(stated_on, answer_due_on(first, days))


def said_in_letter(
    means: HearingMeans, *, asked_on: date, answer_form: str, answered_on: date | None, answer: str
) -> str:
    """What the decision's letter says of the hearing; nothing where the law exempts from it."""
    if means == HearingMeans.EXEMPT:
        return ""
    asked = f"Vi hørte dig den {long_date(asked_on)}, før vi tog stilling."
    if answered_on is None or answer_form == HearingAnswer.NONE:
        return f"{asked} Du svarede ikke."
    how = "skrev" if answer_form == HearingAnswer.WRITTEN else "sagde"
    return f"{asked} Du {how} den {long_date(answered_on)}: »{answer}«"
