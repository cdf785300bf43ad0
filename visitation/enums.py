"""States of meetings and agendas, and what a decision may be."""

from django.db import models

from rusmiddel.letters.enums import LetterKind
from rusmiddel.standards.enums import ComplaintKind


class MeetingStatus(models.TextChoices):
    """Where a visitation meeting (visitationsmøde) stands."""

    PLANNED = "planned", "Planlagt"
    HELD = "held", "Holdt"
    CANCELLED = "cancelled", "Aflyst"


# A status without a row is final.
NEXT_STATUSES = {MeetingStatus.PLANNED: {MeetingStatus.HELD, MeetingStatus.CANCELLED}}


class ItemOutcome(models.TextChoices):
    """What became of a case on the agenda (punkt på dagsordenen)."""

    PENDING = "pending", "Skal behandles"
    DECIDED = "decided", "Afgjort"
    POSTPONED = "postponed", "Udsat"
    REMOVED = "removed", "Taget af dagsordenen"


NEXT_OUTCOMES = {
    ItemOutcome.PENDING: {ItemOutcome.DECIDED, ItemOutcome.POSTPONED, ItemOutcome.REMOVED},
}


class DecisionKind(models.TextChoices):
    """How far a decision meets what was asked for (afgørelsens udfald), DEC-7."""

    FULL_GRANT = "full_grant", "Bevilget som ønsket"
    PARTIAL_GRANT = "partial_grant", "Delvist: andet eller mindre end ønsket"
    REJECTION = "rejection", "Afslag"


LETTER_KIND_OF = {
    DecisionKind.FULL_GRANT: LetterKind.VISITATION_LETTER,
    DecisionKind.PARTIAL_GRANT: LetterKind.PARTIAL_GRANT,
    DecisionKind.REJECTION: LetterKind.REJECTION,
}


class FurtherKind(models.TextChoices):
    """What is decided while treatment goes on, with a letter of its own (DEC-7)."""

    SELF_PAYMENT = "self_payment", "Egenbetaling for kost og logi"
    CHOICE_LIMITED = "choice_limited", "Begrænsning af frit valg"


class AppealRoute(models.TextChoices):
    """Which way a complaint over a decision goes (klagevej)."""

    DECISION = ComplaintKind.DECISION.value, "Klage over en afgørelse"
    RESIDENTIAL_DECISION = (
        ComplaintKind.RESIDENTIAL_DECISION.value,
        "Klage over en afgørelse om døgnbehandling",
    )
    HEALTH_TREATMENT = ComplaintKind.HEALTH_TREATMENT.value, "Klage over sundhedsfaglig behandling"
    NONE = "none", "Kan ikke indbringes for en anden myndighed"
