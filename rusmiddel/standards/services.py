"""Put a quality standard in force, and find the one that governs a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet
from django.utils import formats

from rusmiddel.access.models import User
from rusmiddel.prepared import prepared
from rusmiddel.standards.loading import fingerprint, read_standard
from rusmiddel.standards.models import StandardVersion
from rusmiddel.standards.permissions import can_load_standard
from rusmiddel.standards.schema import Standard

# Versions never change, so what was read from one is good for the life of the process.
_read: dict[tuple[int, str], Standard] = {}


class NoStandardInForce(LookupError):
    """No quality standard governs the day; the message is for the user."""


class ColleagueHasLoaded(ValidationError):
    """Another standard has been loaded since the page was opened; the message is for the user."""

    def __init__(self, version: StandardVersion) -> None:
        self.version = version
        who = version.loaded_by.name if version.loaded_by else "En kollega"
        super().__init__(
            f"{who} har imens indlæst »{version.name}«. "
            "Vælg filen igen og indlæs den, hvis din skal gælde i stedet."
        )


@dataclass(frozen=True)
class Timeline:
    """Every version with its period: ask it for many days at the cost of one query."""

    versions: Sequence[StandardVersion]

    def version(self, on: date) -> StandardVersion:
        for version in self.versions:
            if _covers(version.valid, on):
                return version
        raise NoStandardInForce(
            f"Ingen kvalitetsstandard gælder den {formats.date_format(on, 'j. F Y')}. "
            "En administrator skal indlæse den, der gjaldt."
        )

    def on(self, on: date) -> Standard:
        return _standard(self.version(on))

    def all(self) -> Iterator[Standard]:
        """Every standard that has governed or will."""
        return (_standard(version) for version in self.versions)


def timeline() -> Timeline:
    return Timeline(tuple(_versions()))


@prepared
def _versions() -> QuerySet[StandardVersion]:
    return StandardVersion.objects.for_timeline()


def in_force(on: date) -> Standard:
    """The standard that governs this day; an old case is judged by the standard of its day."""
    return timeline().on(on)


def version_in_force(on: date) -> StandardVersion:
    return timeline().version(on)


@transaction.atomic
def load_standard(
    *,
    text: str,
    file: str,
    by: User | None,
    today: date,
    valid_from: date | None = None,
    seen: str = "",
) -> StandardVersion:
    """Put a standard in force from a day and close the one before it; a file with a mistake is refused.

    `by` is None only for the command line. The very first standard, if it names no date, governs
    everything before it too: there is no other to judge older cases by. `seen` is the newest standard that
    the one who loads has been shown; raises ColleagueHasLoaded where there is a newer one.
    """
    if by is not None and not can_load_standard(by):
        raise PermissionDenied("Kun en administrator kan indlæse en kvalitetsstandard.")
    standard = read_standard(text, file=file)
    with connection.cursor() as cursor:
        # One load at a time; readers are not held up.
        cursor.execute("LOCK TABLE standards_standardversion IN SHARE ROW EXCLUSIVE MODE")
    digest = fingerprint(text)
    current = StandardVersion.objects.open_ended().first()
    if current is not None and current.sha256 == digest:
        return current
    newest = StandardVersion.objects.newest()
    if seen and newest is not None and str(newest.pk) != seen:
        raise ColleagueHasLoaded(newest)
    start = valid_from or _start(standard, current, today)
    if current is not None and _starts_before(current, start):
        _close(current, DateRange(current.valid.lower, start, "[)"))
    elif current is not None and current.valid.lower == start and start is not None and start >= today:
        _close(current, DateRange(empty=True))
    end = _next_start(start)
    if start is not None and end is not None and end <= start:
        raise ValidationError(
            f"Der gælder allerede en kvalitetsstandard fra den {formats.date_format(start, 'j. F Y')}. "
            "Vælg en senere dato."
        )
    version = StandardVersion(
        name=standard.title,
        municipality=standard.organisation.municipality.value,
        valid=DateRange(start, end, "[)"),
        toml_text=text,
        sha256=digest,
        loaded_by=by,
    )
    version.validate_constraints()
    version.save()
    return version


def _standard(version: StandardVersion) -> Standard:
    key = (version.pk, version.sha256)
    if key not in _read:
        _read[key] = version.read()
    return _read[key]


def _covers(period: DateRange, on: date) -> bool:
    return (period.lower is None or period.lower <= on) and (period.upper is None or on < period.upper)


def _start(standard: Standard, current: StandardVersion | None, today: date) -> date | None:
    own = standard.revision.valid_from.value or standard.revision.approved_on.value
    if not StandardVersion.objects.exists():
        return own
    if own is not None and current is not None and _starts_before(current, own):
        return own
    return today


def _starts_before(version: StandardVersion, day: date | None) -> bool:
    return day is not None and (version.valid.lower is None or version.valid.lower < day)


def _close(version: StandardVersion, period: DateRange) -> None:
    version.valid = period
    version.save(update_fields=["valid"])


def _next_start(start: date | None) -> date | None:
    """The first day of the version that comes after this one, if one is stored already."""
    later = [
        version.valid.lower
        for version in StandardVersion.objects.for_timeline()
        if version.valid.lower is not None and (start is None or version.valid.lower >= start)
    ]
    return min(later, default=None)
