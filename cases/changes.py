"""Who changed what from what to what: two versions of a row become lines that people can read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Field

from rusmiddel.danish_dates import clock, day_of, long_date
from rusmiddel.encryption import EncryptedTextField

NOTHING = "ikke udfyldt"
HIDDEN = "vises ikke"
SECRET_WHILE_PROTECTED = frozenset({"address_line", "postcode", "city"})
# Made from other fields, or keys that say nothing to people.
UNTOLD = frozenset({"id", "cpr_hash", "sort_key", "search_key"})

Names = Mapping[str, Callable[[Any], str]]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One field that got another value."""

    label: str
    before: str
    after: str


def changes_between(
    fields: "Iterable[Field[Any, Any]]",
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    names: Names,
    hidden: Iterable[str] = (),
) -> list[Change]:
    """The fields that differ. `names` says what a key stands for; what is encrypted or hidden stays so."""
    unseen = set(hidden)
    changes = []
    for field in fields:
        key = field.attname
        if field.name in UNTOLD or before.get(key) == after.get(key):
            continue
        is_secret = isinstance(field, EncryptedTextField) or field.name in unseen
        show = _hidden if is_secret else names.get(field.name) or _shown_by(field)
        changes.append(
            Change(
                label=f"{field.verbose_name[:1].upper()}{field.verbose_name[1:]}",
                before=show(before.get(key)),
                after=show(after.get(key)),
            )
        )
    return changes


def _hidden(value: Any) -> str:
    return HIDDEN if value not in (None, "") else NOTHING


def _shown_by(field: "Field[Any, Any]") -> Callable[[Any], str]:
    choices = dict(field.flatchoices)
    return lambda value: str(choices.get(value, "")) or shown(value)


def shown(value: Any) -> str:
    """A value as people say it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime):
        return f"{long_date(day_of(value))} kl. {clock(value)}"
    if isinstance(value, date):
        return long_date(value)
    return str(value)
