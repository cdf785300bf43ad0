"""Until when what is held on a person is kept, and what keeps it longer. Pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rights.enums import RetentionKind
from rights.retention_rules import RetentionRule, RetentionRules
from rusmiddel.calendar import add_months

MONTHS_A_YEAR = 12


@dataclass(frozen=True, kw_only=True)
class KeepingFacts:
    """The plain facts of everything that is held on one person."""

    kinds: frozenset[RetentionKind]
    last_entry_on: date | None
    has_open_case: bool = False
    open_deadlines: Sequence[str] = ()
    holds: Sequence[str] = ()
    # Minutes of visitation meetings that the person is on and that still stand.
    standing_minutes: int = 0


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """Until when it is kept and by which rule; what keeps it longer than that."""

    rule: RetentionRule
    last_entry_on: date | None
    kept_until: date | None
    hindrances: tuple[str, ...]

    def is_due(self, today: date) -> bool:
        """The period has run out, and nothing keeps it longer (OPB-1, OPB-2)."""
        return self.kept_until is not None and self.kept_until < today and not self.hindrances

    @property
    def by_rule(self) -> str:
        checked = "" if self.rule.verified else " (ikke efterprøvet)"
        return f"{self.rule.text}. {self.rule.source}{checked}."


def keeping(facts: KeepingFacts, rules: RetentionRules) -> Keeping:
    """The longest of the periods that apply, counted from the latest entry (OPB-1).

    An open case, a deadline that still runs (such as the time to complain) or a hold keeps it longer (OPB-2).
    """
    rule = max((rules.of(kind) for kind in facts.kinds), key=lambda found: (found.years, found.kind))
    kept_until = None
    if not facts.has_open_case and facts.last_entry_on is not None:
        kept_until = add_months(facts.last_entry_on, rule.years * MONTHS_A_YEAR)
    hindrances = [f"Sat i bero: {reason}" for reason in facts.holds]
    if facts.has_open_case:
        hindrances.insert(0, "Sagen er åben.")
    hindrances += [f"En frist løber: {name.lower()}." for name in facts.open_deadlines]
    if facts.standing_minutes:
        hindrances.append("Borgeren står i et referat, der skal destrueres først eller på samme liste.")
    return Keeping(
        rule=rule,
        last_entry_on=facts.last_entry_on,
        kept_until=kept_until,
        hindrances=tuple(hindrances),
    )
