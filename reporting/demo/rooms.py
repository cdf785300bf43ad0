"""Rooms, and the talks to come in them: each caseworker has one, so that none is taken twice."""

from datetime import date, timedelta

from cases.enums import Place, SessionOutcome
from offers.models import Session
from offers.services.rooms import keep_room
from reporting.demo.world import moment
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User

AHEAD = timedelta(weeks=3)
TOGETHER = ("Store sal", "NADA-rummet")


def tell_of_rooms(*, today: date) -> None:
    """Rooms to talk in, and those where many meet."""
    lead = User.objects.with_role(Role.TEAM_LEAD).order_by("pk").first()
    if lead is None:
        return
    for name in TOGETHER:
        keep_room(room_id=None, name=name, is_in_use=True, by=lead)
    now = moment(today, 0)
    coming = Session.objects.filter(
        outcome=SessionOutcome.PLANNED, place=Place.CENTRE, planned_at__range=(now, now + AHEAD)
    )
    for number, user in enumerate(User.objects.with_role(Role.CASEWORKER).order_by("pk"), 1):
        room = keep_room(room_id=None, name=f"Samtalerum {number}", is_in_use=True, by=lead)
        for session in coming.filter(employee=user):
            session.room = room
            session._history_user = lead
            session.save(update_fields=["room"])
