"""Which courses are substitution treatment, and whether children live at home. Pure rules (SUB-2, CHI-8)."""

from collections.abc import Collection

from cases.enums import ChildLives, Children
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Standard


def substitution_keys(standard: Standard) -> list[str]:
    """The standard's offers that are substitution treatment."""
    return [offer.key for offer in standard.offers if offer.kind == OfferKind.SUBSTITUTION]


def says_children_at_home(*, asked: str, lives: Collection[str]) -> bool:
    """Whether the case says so: the latest answer about children, or a child among those near."""
    return asked == Children.AT_HOME or ChildLives.AT_HOME in lives
