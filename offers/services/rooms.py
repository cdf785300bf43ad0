"""The rooms that talks are held in (lokaler)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.permissions import require
from offers.models import Room
from offers.permissions import can_maintain_rooms
from rusmiddel.access.models import User


@transaction.atomic
def keep_room(*, room_id: int | None, name: str, is_in_use: bool, by: User) -> Room:
    """Name a room, or take it out of use; what is booked in it stays."""
    require(can_maintain_rooms(by))
    room = Room.objects.select_for_update().get(pk=room_id) if room_id else Room()
    room.name, room.is_in_use = name.strip(), is_in_use
    if Room.objects.filter(name=room.name).exclude(pk=room.pk).exists():
        raise ValidationError({"name": "Der er allerede et lokale med det navn."})
    room._history_user = by
    room.validate_constraints()
    room.save()
    return room
