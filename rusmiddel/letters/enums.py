from django.db import models


class LetterKind(models.TextChoices):
    """What a letter (brev) tells its reader."""

    VISITATION_LETTER = "visitation_letter", "Visitationsskrivelse"
    PARTIAL_GRANT = "partial_grant", "Afgørelse med delvist medhold"
    REJECTION = "rejection", "Afslag"
    SELF_PAYMENT = "self_payment", "Afgørelse om egenbetaling"
    CHOICE_LIMITED = "choice_limited", "Begrænsning af frit valg"
    CONSENT_WITHDRAWN = "consent_withdrawn", "Samtykke trukket tilbage"
    NOTIFICATION = "notification", "Underretning"
    ACCESS_DELAY = "access_delay", "Indsigt tager længere tid"
    ACCESS_ANSWER = "access_answer", "Svar på anmodning om indsigt"
    ACCESS_LESS = "access_less", "Afgørelse om indsigt"


# Whoever does not get all that was asked for is told how to complain: forvaltningsloven § 25 (DEC-5, DEC-7).
KINDS_WITH_GUIDANCE = frozenset(
    {
        LetterKind.PARTIAL_GRANT,
        LetterKind.REJECTION,
        LetterKind.SELF_PAYMENT,
        LetterKind.CHOICE_LIMITED,
        LetterKind.ACCESS_LESS,
    }
)


class Channel(models.TextChoices):
    """How a letter leaves the house (afsendelse)."""

    POST = "post", "Sendt med posten"
    HANDED_OVER = "handed_over", "Givet i hånden"
    DIGITAL_POST = "digital_post", "Sendt med Digital Post"


class BatchStatus(models.TextChoices):
    """Where a day's letters printed as one (bunke) stand."""

    MAKING = "making", "Laves"
    READY = "ready", "Klar til at blive trykt og sendt"
    CONFIRMED = "confirmed", "Sendt"
    DROPPED = "dropped", "Opgivet"


# A status without a row is final.
NEXT_BATCH_STATUSES = {
    BatchStatus.MAKING: {BatchStatus.READY, BatchStatus.DROPPED},
    BatchStatus.READY: {BatchStatus.CONFIRMED, BatchStatus.DROPPED},
}
OPEN_BATCH_STATUSES = frozenset(NEXT_BATCH_STATUSES)
