"""How many talks an offer may have (section 10.1, END-4). Pure rules, counted on talks that were held."""

from dataclasses import dataclass

from rusmiddel.standards.schema import Offer


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How far a course is from the most talks that the standard gives it."""

    cap: int
    held: int
    planned: int
    warn_at: int
    needs_new_visitation: bool
    source: str

    @property
    def left(self) -> int:
        """How many more can be booked: what was cancelled, or nobody came to, does not count."""
        return max(self.cap - self.held - self.planned, 0)

    @property
    def is_near(self) -> bool:
        return self.held + self.planned >= self.warn_at

    @property
    def is_used(self) -> bool:
        return self.held >= self.cap

    @property
    def warning(self) -> str:
        """What whoever books is told; empty while there are plenty left."""
        if not self.is_near:
            return ""
        used = f"{self.held} af standardens {self.cap} samtaler er holdt, {self.planned} er aftalt."
        return f"{used} {self.beyond}" if self.left == 0 else f"{used} Der kan aftales {self.left} til."

    @property
    def beyond(self) -> str:
        """What it takes to go on."""
        return (
            "Flere kræver ny visitation, som I beder om på forløbets side."
            if self.needs_new_visitation
            else "Standarden giver ikke flere."
        )


def standing(offer: Offer, *, held: int, planned: int) -> Standing | None:
    """Where a course stands; None where the standard sets no most."""
    cap = offer.session_cap.value
    if cap is None:
        return None
    return Standing(
        cap=cap,
        held=held,
        planned=planned,
        warn_at=offer.cap_warn_at.value or cap,
        needs_new_visitation=bool(offer.new_visitation_at_cap.value),
        source=offer.session_cap.source or offer.source,
    )


def why_not_visited_again(found: Standing | None) -> str:
    """Why a course is not put before visitation again (END-4); empty where it may be."""
    if found is None or not found.needs_new_visitation:
        return "Standarden sætter ingen grænse, der kræver ny visitation. Book blot flere samtaler."
    if not found.is_used:
        return f"Der er holdt {found.held} af {found.cap} samtaler. Ny visitation kræves, når de er brugt."
    return ""


def booking_refused(found: Standing | None, *, wanted: int = 1) -> str:
    """Why so many more talks cannot be booked; empty where they can."""
    if found is None or wanted <= found.left:
        return ""
    if found.left:
        return f"Standarden giver højst {found.cap} samtaler. Der kan kun aftales {found.left} til."
    return f"Standarden giver højst {found.cap} samtaler, og de er holdt eller aftalt. {found.beyond}"
