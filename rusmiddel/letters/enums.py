from django.db import models


class LetterKind(models.TextChoices):
    """What a letter (brev) tells its reader."""

    VISITATION_LETTER = "visitation_letter", "Visitationsskrivelse"
    PARTIAL_GRANT = "partial_grant", "Afgørelse med delvist medhold"
    REJECTION = "rejection", "Afslag"
    SELF_PAYMENT = "self_payment", "Afgørelse om egenbetaling"
    CHOICE_LIMITED = "choice_limited", "Begrænsning af frit valg"
    TERMINATION = "termination", "Afslutning mod borgerens ønske"
    OFFER_CHANGED = "offer_changed", "Ændret tilbud"
    GUARANTEE_EXCEEDED = "guarantee_exceeded", "Overskredet behandlingsgaranti"
    HEARING = "hearing", "Partshøring"
    CONSENT_WITHDRAWN = "consent_withdrawn", "Samtykke trukket tilbage"
    NOTIFICATION = "notification", "Underretning"
    ACCESS_DELAY = "access_delay", "Indsigt tager længere tid"
    ACCESS_ANSWER = "access_answer", "Svar på anmodning om indsigt"
    ACCESS_LESS = "access_less", "Afgørelse om indsigt"
    FREE = "free", "Frit brev"
    APPOINTMENT = "appointment", "Aftale om samtale"
    CONSENT_FORM = "consent_form", "Samtykke til underskrift"
    STATUS_REQUEST = "status_request", "Bed en samarbejdspartner om status"
    COMPLAINT_RECEIPT = "complaint_receipt", "Kvittering for klage"
    COMPLAINT_RESULT = "complaint_result", "Svar på klage"
    COMPLAINT_FORWARDED = "complaint_forwarded", "Klage sendt videre"
    COMPLAINT_TO_BODY = "complaint_to_body", "Klage til en anden myndighed"
    COMPLAINT_GUIDED = "complaint_guided", "Vejledning om, hvor der kan klages"


# Whoever does not get all that was asked for is told how to complain: forvaltningsloven § 25 (DEC-5, DEC-7).
KINDS_WITH_GUIDANCE = frozenset(
    {
        LetterKind.PARTIAL_GRANT,
        LetterKind.REJECTION,
        LetterKind.SELF_PAYMENT,
        LetterKind.CHOICE_LIMITED,
        LetterKind.TERMINATION,
        LetterKind.OFFER_CHANGED,
        LetterKind.GUARANTEE_EXCEEDED,
        LetterKind.ACCESS_LESS,
    }
)

# Those that a caseworker writes beside the case.
WRITTEN_KINDS = (
    LetterKind.FREE,
    LetterKind.APPOINTMENT,
    LetterKind.CONSENT_FORM,
    LetterKind.STATUS_REQUEST,
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


class MessageStatus(models.TextChoices):
    """How far a letter has come through Digital Post."""

    QUEUED = "queued", "Venter på at blive afleveret"
    WRITTEN = "written", "Afleveret, venter på kvittering"
    SENT = "sent", "Modtaget af Digital Post"
    DELIVERED = "delivered", "I borgerens Digital Post"
    FAILED = "failed", "Kom ikke frem"
    EXEMPT = "exempt", "Fritaget for Digital Post"
    GIVEN_UP = "given_up", "Opgivet"


# A receipt may be late, and a later one may come before it.
NEXT_MESSAGE_STATUSES = {
    MessageStatus.QUEUED: {MessageStatus.WRITTEN, MessageStatus.GIVEN_UP},
    MessageStatus.WRITTEN: {
        MessageStatus.SENT,
        MessageStatus.DELIVERED,
        MessageStatus.FAILED,
        MessageStatus.EXEMPT,
    },
    MessageStatus.SENT: {MessageStatus.DELIVERED, MessageStatus.FAILED, MessageStatus.EXEMPT},
}
# Nobody knows yet what became of it.
UNDER_WAY = frozenset({MessageStatus.QUEUED, MessageStatus.WRITTEN})
# A letter has one of these at most.
STANDING_MESSAGE_STATUSES = UNDER_WAY | {MessageStatus.SENT, MessageStatus.DELIVERED}


class ReceiptOutcome(models.TextChoices):
    """What a receipt from Digital Post says."""

    SENT = "sent", "Modtaget af Digital Post"
    DELIVERED = "delivered", "I borgerens Digital Post"
    FAILED = "failed", "Kom ikke frem"
    EXEMPT = "exempt", "Fritaget for Digital Post"
    UNKNOWN = "unknown", "Kunne ikke læses"


class SetbackKind(models.TextChoices):
    """How a letter came not to reach its reader (kom ikke frem)."""

    RETURNED = "returned", "Kom retur med posten"
    FAILED = "failed", "Kom ikke frem med Digital Post"
    EXEMPT = "exempt", "Borgeren er fritaget for Digital Post"


class SetbackReason(models.TextChoices):
    """Why, as the envelope or the receipt says."""

    MOVED = "moved", "Flyttet"
    UNKNOWN = "unknown", "Ubekendt på adressen"
    NOT_COLLECTED = "not_collected", "Ikke hentet"
    INSUFFICIENT = "insufficient", "Adressen er ufuldstændig"
    DIGITAL_POST = "digital_post", "Digital Post"
    OTHER = "other", "Andet"


class BlockUse(models.TextChoices):
    """Where a text block (tekstblok) is offered."""

    FREE = "free", "Frit brev"
    APPOINTMENT = "appointment", "Aftale om samtale"
    CONSENT_FORM = "consent_form", "Samtykke til underskrift"
    STATUS_REQUEST = "status_request", "Bed en samarbejdspartner om status"
    DECISION = "decision", "Afgørelse: begrundelse"
    SUMMARY = "summary", "Resumé på et andet sprog"


class LetterLanguage(models.TextChoices):
    """Languages that the font of the letters can print."""

    DANISH = "da", "Dansk"
    ENGLISH = "en", "Engelsk"
    GERMAN = "de", "Tysk"
    POLISH = "pl", "Polsk"
    ROMANIAN = "ro", "Rumænsk"
    TURKISH = "tr", "Tyrkisk"
    UKRAINIAN = "uk", "Ukrainsk"
