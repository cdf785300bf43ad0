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
    FORWARDED = "forwarded", "Sendt til en anden, der afgør"
    REMOVED = "removed", "Taget af dagsordenen"


NEXT_OUTCOMES = {
    ItemOutcome.PENDING: {
        ItemOutcome.DECIDED,
        ItemOutcome.POSTPONED,
        ItemOutcome.FORWARDED,
        ItemOutcome.REMOVED,
    },
}


class DecisionKind(models.TextChoices):
    """How far a decision meets what was asked for (afgørelsens udfald), DEC-7."""

    FULL_GRANT = "full_grant", "Bevilget som ønsket"
    PARTIAL_GRANT = "partial_grant", "Delvist: andet eller mindre end ønsket"
    REJECTION = "rejection", "Afslag"
    OUT_OF_TARGET = "out_of_target", "Afslag: uden for målgruppen"
    COMMITMENT_REFUSED = "commitment_refused", "Afslag: hjemkommunen vil ikke betale"


# Nothing is granted, whatever the ground.
REJECTIONS = frozenset({DecisionKind.REJECTION, DecisionKind.OUT_OF_TARGET, DecisionKind.COMMITMENT_REFUSED})
LETTER_KIND_OF = {
    DecisionKind.FULL_GRANT: LetterKind.VISITATION_LETTER,
    DecisionKind.PARTIAL_GRANT: LetterKind.PARTIAL_GRANT,
    DecisionKind.REJECTION: LetterKind.REJECTION,
    DecisionKind.OUT_OF_TARGET: LetterKind.REJECTION,
    DecisionKind.COMMITMENT_REFUSED: LetterKind.REJECTION,
}


class FurtherKind(models.TextChoices):
    """What is decided while treatment goes on, with a letter of its own (DEC-7)."""

    SELF_PAYMENT = "self_payment", "Egenbetaling for kost og logi"
    CHOICE_LIMITED = "choice_limited", "Begrænsning af frit valg"
    TERMINATION = "termination", "Behandlingen afsluttes mod borgerens ønske"
    EXPULSION = "expulsion", "Bortvisning"
    OFFER_CHANGED = "offer_changed", "Et andet tilbud i stedet"
    GUARANTEE_EXCEEDED = "guarantee_exceeded", "Behandlingsgarantien er overskredet"


# Treatment ends though the citizen wants it to go on (END-7).
ENDING_KINDS = frozenset({FurtherKind.TERMINATION, FurtherKind.EXPULSION})
# Those that say what happens now.
KINDS_WITH_WHAT_NEXT = ENDING_KINDS | {FurtherKind.GUARANTEE_EXCEEDED}


class AppealRoute(models.TextChoices):
    """Which way a complaint over a decision goes (klagevej)."""

    DECISION = ComplaintKind.DECISION.value, "Klage over en afgørelse"
    RESIDENTIAL_DECISION = (
        ComplaintKind.RESIDENTIAL_DECISION.value,
        "Klage over en afgørelse om døgnbehandling",
    )
    GUARANTEE_EXCEEDED = (
        ComplaintKind.GUARANTEE_EXCEEDED.value,
        "Klage over, at behandlingsgarantien er overskredet",
    )
    HEALTH_TREATMENT = ComplaintKind.HEALTH_TREATMENT.value, "Klage over sundhedsfaglig behandling"
    NONE = "none", "Kan ikke indbringes for en anden myndighed"


class HearingMeans(models.TextChoices):
    """How a citizen is heard (partshøring), or that the law exempts from it."""

    LETTER = "letter", "Med brev"
    ORAL = "oral", "Mundtligt"
    EXEMPT = "exempt", "Ikke hørt: loven undtager"


class HearingAnswer(models.TextChoices):
    """How the citizen answered a hearing (svar på partshøring)."""

    WRITTEN = "written", "Skriftligt"
    ORAL = "oral", "Mundtligt"
    NONE = "none", "Borgeren svarede ikke"
