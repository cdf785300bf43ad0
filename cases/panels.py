"""What upper layers show on the case page: each registers its panel in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.models import Case
from rusmiddel.access.models import User

Content = Callable[[Case, User, date], dict[str, Any]]


@dataclass(frozen=True)
class Act:
    """Something that can be done on the case, and the page where it is done."""

    text: str
    path: str


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part of the case page: its template, and what it is rendered with.

    What the content calls `acts` stands under the page's further acts.
    """

    template: str
    content: Content
    # Those with a higher one stand further down.
    rank: int = 0


@dataclass(frozen=True, kw_only=True)
class FilledPanel:
    template: str
    content: dict[str, Any]


_panels: list[Panel] = []


def register_panel(panel: Panel) -> None:
    """Show the panel on every case page, in the order of rank and then of registration."""
    _panels.append(panel)
    _panels.sort(key=lambda registered: registered.rank)


def panels_of(case: Case, user: User, today: date) -> list[FilledPanel]:
    return [
        FilledPanel(template=panel.template, content=panel.content(case, user, today)) for panel in _panels
    ]
