"""When and how people make contact, and the line it leaves in the story."""

import random
from datetime import date, datetime
from uuid import UUID

from cases.enums import Channel, Substance
from reporting.demo.bulk import Row
from reporting.demo.world import World, moment


def some_uuid(rng: random.Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)


def contact_moment(rng: random.Random, world: World, day: date) -> tuple[datetime, Channel]:
    """On days when nobody answers the telephone people write."""
    if world.is_worked(day):
        channel = rng.choice(
            [Channel.PHONE] * 8
            + [Channel.IN_PERSON] * 2
            + [Channel.EMAIL, Channel.EMAIL, Channel.LETTER, Channel.DIGITAL_POST]
        )
        return moment(day, rng.randrange(8, 15), rng.randrange(60)), channel
    return moment(day, rng.randrange(9, 22), rng.randrange(60)), rng.choice(
        [Channel.EMAIL, Channel.DIGITAL_POST]
    )


def sentence(inquiry: Row) -> str:
    """'Borgeren selv – ønsker behandling: alkohol (telefon).'"""
    who = inquiry["contacted_by"].label
    if inquiry.get("contact_name"):
        who = f"{who} ({inquiry['contact_name']})"
    what = inquiry["wish"].label.lower()
    if inquiry["substance"] != Substance.UNKNOWN:
        what = f"{what}: {inquiry['substance'].label.lower()}"
    sentence = f"{who} – {what} ({inquiry['channel'].label.lower()})."
    return f"{sentence} {inquiry['note']}" if inquiry["note"] else sentence
