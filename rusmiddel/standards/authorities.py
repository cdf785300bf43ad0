"""Authorities and laws over time: what a letter may print on a given day (section 24)."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from rusmiddel.standards.sourced import Frozen

REGISTER = Path(__file__).with_name("authorities.toml")


class Authority(Frozen):
    """A complaint body, service or law with the period in which it may be named."""

    key: str
    name: str
    address_line: str = ""
    postcode_city: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str | None = None
    note: str = ""
    source: str
    verified: bool

    def is_valid(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )

    def is_abolished(self, on: date) -> bool:
        return self.valid_to is not None and self.valid_to < on


class UnknownAuthority(LookupError):
    """Nothing in authorities.toml bears this key."""


class NoAuthorityLeft(LookupError):
    """The authority is abolished and nothing has come instead."""


@cache
def _register(table: str) -> dict[str, Authority]:
    entries = tomllib.loads(REGISTER.read_text(encoding="utf-8"))[table]
    return {key: Authority(key=key, **entry) for key, entry in entries.items()}


def named_authority(key: str) -> Authority:
    """The authority itself, abolished or not: for telling what a standard says, never for a letter."""
    return _named("authorities", key)


def named_law(key: str) -> Authority:
    return _named("laws", key)


def authority(key: str, on: date) -> Authority:
    """The authority that has the task on this day: an abolished one is never returned (CON-8)."""
    return _successor("authorities", key, on)


def law(key: str, on: date) -> Authority:
    """The law that governs on this day, following replacements."""
    return _successor("laws", key, on)


def known_authorities() -> list[Authority]:
    return list(_register("authorities").values())


def known_laws() -> list[Authority]:
    return list(_register("laws").values())


def _named(table: str, key: str) -> Authority:
    try:
        return _register(table)[key]
    except KeyError:
        raise UnknownAuthority(f"»{key}« findes ikke i registret over myndigheder og love.") from None


def _successor(table: str, key: str, on: date) -> Authority:
    seen = [_named(table, key)]
    while seen[-1].is_abolished(on):
        following = seen[-1].replaced_by
        if following is None or following in {entry.key for entry in seen}:
            raise NoAuthorityLeft(f"{seen[-1].name} er nedlagt, og registret kender ingen afløser.")
        seen.append(_named(table, following))
    return seen[-1]
