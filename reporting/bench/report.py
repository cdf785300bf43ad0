"""The figures as a Markdown table, with the machine they were measured on."""

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing measured, with the most its ratio may be."""

    what: str
    own: str
    floor: str
    ratio: float
    at_most: float
    citizens: int | None = None
    deadlines: int | None = None
    queries: int | None = None

    @property
    def holds(self) -> bool:
        return self.ratio <= self.at_most


def table(lines: Iterable[Line]) -> str:
    head = ("Hvad", "Borgere", "Frister", "Tid", "Gulv", "Forhold", "Højst", "Forespørgsler", "Holder")
    rows = [
        (
            line.what,
            grouped(line.citizens),
            grouped(line.deadlines),
            line.own,
            line.floor,
            decimal(line.ratio),
            decimal(line.at_most),
            grouped(line.queries),
            "ja" if line.holds else "**nej**",
        )
        for line in lines
    ]
    return "\n".join(_row(cells) for cells in (head, ("---",) * len(head), *rows))


def machine() -> str:
    """What the figures depend on."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        postgresql = cursor.fetchone()[0].split()[0]
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} kerner, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, PostgreSQL {postgresql}, "
        f"belastning ved målingens slutning {decimal(load)}."
    )


def in_milliseconds(milliseconds: float) -> str:
    return f"{decimal(milliseconds)} ms"


def decimal(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


def grouped(number: int | None) -> str:
    return "" if number is None else f"{number:,}".replace(",", ".")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
