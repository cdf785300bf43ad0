"""Two who edit the same thing: the second is told, sees both versions, and neither loses a word.

A form carries the number of the version its writer began from. What a colleague alone has changed since stays
as the colleague left it; where both have written, the second is shown the colleague's words beside their own,
and only sending again overrules them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Max, Model

# Between the version a form began from and the one its writer has since been told of.
TOLD = "."
Words = Mapping[str, Callable[[Any], str]]


class BothHaveWritten(ValidationError):
    """What a colleague has written since, at each field that both have changed."""


def version_of(*rows: Model) -> str:
    """The numbers of what is stored now; 0 for what has no history."""
    return "-".join(str(_newest(row)) for row in rows)


def told_of(seen: str, *rows: Model) -> str:
    """What the form carries when its writer has been shown what is stored now."""
    return f"{seen.split(TOLD)[0]}{TOLD}{version_of(*rows)}"


def beside_colleague(
    *parts: tuple[Model, Mapping[str, Any]], seen: str, words: Words | None = None
) -> list[dict[str, Any]]:
    """What of the written to store in each row; BothHaveWritten where it would overrule a colleague unseen.

    `words` says how a field's value is read, where the field itself does not know.
    """
    if not seen:
        return [dict(written) for _, written in parts]
    began, _, told = seen.partition(TOLD)
    began_from = _numbers(began, len(parts))
    told_from = _numbers(told, len(parts))
    mine: list[dict[str, Any]] = []
    both: dict[str, str] = {}
    for (row, written), first, second in zip(parts, began_from, told_from, strict=True):
        mine.append({})
        if first == _newest(row):
            mine[-1] = dict(written)
            continue
        versions = row.history  # type: ignore[attr-defined]
        before = versions.filter(history_id=first).first() or type(row)()
        shown = versions.filter(history_id=second).first() if second else None
        for field, text in written.items():
            typed, stored, began_with = _plain(text), _value(row, field), _value(before, field)
            if typed == began_with != stored:
                # Only the colleague has written here.
                continue
            has_been_told = shown is not None and stored == _value(shown, field)
            if has_been_told or stored in (began_with, typed):
                mine[-1][field] = text
                continue
            author = versions.latest().history_user
            name = author.name if author else "En kollega"
            both[field] = f"{name} har imens skrevet: {_read(row, field, words or {}) or 'intet'}"
    if both:
        raise BothHaveWritten(both)
    return mine


def _newest(row: Model) -> int:
    newest: int | None = row.history.aggregate(newest=Max("history_id"))["newest"]  # type: ignore[attr-defined]
    return newest or 0


def _numbers(token: str, count: int) -> Sequence[int]:
    numbers = [int(part) for part in token.split("-") if part.isdecimal()]
    return numbers if len(numbers) == count else [0] * count


def _value(row: Model, field: str) -> Any:
    try:
        name = row._meta.get_field(field).attname  # type: ignore[union-attr]
    except FieldDoesNotExist:
        name = field
    return _plain(getattr(row, name))


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    return sorted(value) if isinstance(value, list) else value


def _read(row: Model, field: str, words: Words) -> str:
    value = getattr(row, field)
    if field in words:
        return words[field](value)
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    display = getattr(row, f"get_{field}_display", None)
    return str(display() if display else "" if value is None else value)
