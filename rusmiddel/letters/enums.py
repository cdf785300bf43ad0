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
        LetterKind.ACCESS_LESS,
    }
)


class Channel(models.TextChoices):
    """How a letter leaves the house (afsendelse)."""

    POST = "post", "Sendt med posten"
    HANDED_OVER = "handed_over", "Givet i hånden"
    DIGITAL_POST = "digital_post", "Sendt med Digital Post"
