"""Small standards for tests: a valid file to start from, changed line by line."""

from datetime import date

from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.standards.loading import read_standard
from rusmiddel.standards.models import StandardVersion
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import load_standard

TODAY = date(2026, 3, 2)

SMALLEST = """
title = "{title}"
scopes = {{ value = ["alcohol", "drugs"], source = "Prøve, 'Indledning'" }}

[organisation]
municipality = {{ value = "Prøve Kommune", source = "Prøve, 'Indledning'" }}
municipality_code = {{ value = "0999", source = "Prøve, 'Indledning'" }}
centre_name = {{ value = "Rusmiddelcenter Prøve", source = "Prøve, 'Indledning'" }}
phone = {{ value = "12 34 56 78", source = "Prøve, 'Indledning'" }}

[[offers]]
key = "individual"
kind = "individual"
name = "Samtaler"
source = "Prøve, 'Samtaler'"
"""


def smallest(title: str = "Prøve Kommune", more: str = "") -> str:
    return SMALLEST.format(title=title) + more


def standard(more: str = "") -> Standard:
    return read_standard(smallest(more=more), file="prøve.toml")


def load(
    title: str = "Prøve Kommune", *, valid_from: date | None = None, today: date = TODAY
) -> StandardVersion:
    return load_standard(text=smallest(title), file="prøve.toml", by=None, today=today, valid_from=valid_from)


def make_user(*roles: Role) -> User:
    return User.objects.create_user(
        username="-".join(roles) or "ingen", name="Prøve Person", roles=list(roles)
    )
