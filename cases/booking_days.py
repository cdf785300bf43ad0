"""Which days a talk, or a meeting, can be booked for: a year too many is a slip, and nobody would see it."""

from datetime import date, timedelta

LONGEST_AHEAD = timedelta(days=2 * 365)
LONGEST_BACK = timedelta(days=365)


def booking_day_refused(planned_on: date, *, today: date) -> str:
    """Why nothing is booked for that day; empty where it may be."""
    if planned_on > today + LONGEST_AHEAD:
        return "Tidspunktet ligger mere end to år frem. Se efter, om årstallet er rigtigt."
    if planned_on < today - LONGEST_BACK:
        return "Tidspunktet ligger mere end et år tilbage. Se efter, om årstallet er rigtigt."
    return ""
