"""What follows from a breach of the co-operation agreement, in the standard's order. Pure rules (SUB-3)."""

from collections.abc import Collection
from dataclasses import dataclass

from rusmiddel.standards.schema import Standard


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One sanction of the standard's list (følge), in the standard's words."""

    number: int
    text: str
    # Only by a decision with hearing and letter, approved by the team lead (SUB-13).
    is_hard: bool


def ladder(standard: Standard) -> list[Rung]:
    """The standard's sanctions, mildest first; empty where it has none.

    Which of them are decisions the standard says by number. Where it does not, the last one is: it is the
    hardest, and a termination against the citizen's wish is a decision (SUB-13, END-7).
    """
    texts = standard.substitution.sanctions.value or ()
    named = standard.substitution.decided_sanctions.value
    hard = {len(texts)} if named is None else set(named)
    return [
        Rung(number=number, text=text, is_hard=number in hard) for number, text in enumerate(texts, start=1)
    ]


def within_reach(rungs: Collection[Rung], *, used: Collection[int]) -> list[Rung]:
    """Those that may be used now: what has been used before, and the next one (SUB-3)."""
    reached = max(used, default=0) + 1
    return [rung for rung in rungs if rung.number <= reached]


def why_not_carried_out(*, is_hard: bool, is_heard: bool, is_approved: bool, decision: str) -> str:
    """What a sanction still lacks before it is carried out; empty where it lacks nothing (SUB-13)."""
    if not is_hard:
        return ""
    if not is_heard:
        return "Borgeren skal partshøres først."
    if not is_approved:
        return "Teamlederen skal godkende følgen først."
    if not decision:
        return (
            "Behandlingen kan først afsluttes, når der er truffet en afgørelse med brev og klagevejledning."
            " Der er ikke registreret en."
        )
    return ""
