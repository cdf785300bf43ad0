"""The people who work at a made-up centre."""

import random
from dataclasses import dataclass

from cases.enums import Sex
from reporting.demo.people import full_name
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User

# Some fifty open cases each.
CITIZENS_PER_CASEWORKER = 180
FEWEST_CASEWORKERS = 5
# Made-up addresses end in .invalid, which no mail server in the world accepts.
MAIL_DOMAIN = "demo.invalid"


@dataclass(frozen=True, kw_only=True)
class Staff:
    caseworkers: tuple[User, ...]
    visitator: User
    team_lead: User
    doctor: User
    secretary: User


def demo_users(*, password: str) -> None:
    """One user per role, all with the same password. Only for a try-out."""
    for username, name, role in (
        ("behandler", "Mette Bruun", Role.CASEWORKER),
        ("visitator", "Birgit Vang", Role.VISITATOR),
        ("teamleder", "Lone Toft", Role.TEAM_LEAD),
        ("laege", "Anders Kjær", Role.DOCTOR),
        ("psykolog", "Sara Lund", Role.PSYCHOLOGIST),
        ("sekretaer", "Jytte Holm", Role.SECRETARY),
        ("administrator", "Ole Krogh", Role.ADMINISTRATOR),
    ):
        User.objects.create_user(
            username, password, name=name, roles=[role], email=f"{username}@{MAIL_DOMAIN}"
        )


def ensure_staff(rng: random.Random, *, citizens: int) -> Staff:
    """Those who are there, and as many more caseworkers as the work takes; these cannot sign in."""
    caseworkers = list(User.objects.with_role(Role.CASEWORKER).order_by("pk"))
    wanted = max(FEWEST_CASEWORKERS, citizens // CITIZENS_PER_CASEWORKER)
    for number in range(len(caseworkers) + 1, wanted + 1):
        caseworkers.append(_newcomer(rng, f"demo-behandler-{number}", Role.CASEWORKER))
    return Staff(
        caseworkers=tuple(caseworkers),
        visitator=_first(rng, Role.VISITATOR),
        team_lead=_first(rng, Role.TEAM_LEAD),
        doctor=_first(rng, Role.DOCTOR),
        secretary=_first(rng, Role.SECRETARY),
    )


def _first(rng: random.Random, role: Role) -> User:
    return User.objects.with_role(role).order_by("pk").first() or _newcomer(rng, f"demo-{role.value}", role)


def _newcomer(rng: random.Random, username: str, role: Role) -> User:
    return User.objects.create_user(
        username, name=full_name(rng, rng.choice([Sex.FEMALE, Sex.MALE])), roles=[role]
    )
