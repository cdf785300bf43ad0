from django.db import models


class DeadlineKind(models.TextChoices):
    """What must be kept. A new kind is a line here and a migration of the constraint."""

    GUARANTEE = "guarantee", "Behandlingsgaranti"
    GUARANTEE_GOAL = "guarantee_goal", "Kommunens eget mål"
    MEDICAL_TALK = "medical_talk", "Lægesamtale"
    VISITATION_MEETING = "visitation_meeting", "Visitation"
    MEETING_AFTER_DUE = "meeting_after_due", "Visitationsmøde efter fristen"
    TURNS_15 = "turns_15", "Fylder 15 år"
    TURNS_18 = "turns_18", "Fylder 18 år"
    ADDRESS_PROTECTION = "address_protection", "Navne- og adressebeskyttelse udløber"
    COMPLAINT_WINDOW = "complaint_window", "Klagefrist"
    REASSESSMENT = "reassessment", "Genvurdering af klage"
    CONSENT_EXPIRY = "consent_expiry", "Samtykke udløber"
    NOTIFICATION = "notification", "Underretning"
    PLAN_REVIEW = "plan_review", "Opfølgning på behandlingsplan"
    MOVE_TREATMENT = "move_treatment", "MOVE: ugentlige samtaler"
    MOVE_FOLLOW_UP = "move_follow_up", "MOVE: opfølgende behandling"
    NADA_END = "nada_end", "NADA: forløbets længde"
    PSYCHOLOGICAL_REPORT = "psychological_report", "Psykologisk beskrivelse eller rapport"
    FOLLOW_UP_1 = "follow_up_1", "Opfølgning efter 1 måned"
    FOLLOW_UP_6 = "follow_up_6", "Opfølgning efter 6 måneder"
    AFTERCARE_TALKS = "aftercare_talks", "Samtaler efter behandlingen"
    DOCTOR_TALK = "doctor_talk_substitution", "Lægesamtale i substitutionsbehandling"
    URINE_TEST = "urine_test", "Urinprøve"
    SUPERVISION = "supervision", "Tilsyn på døgninstitution"
    STATUS_REPORT = "status_report", "Statusbeskrivelse fra døgninstitution"
    AFTERCARE_PLAN = "aftercare_plan", "Efterbehandlingsplan"
    PAYMENT_GUARANTEE = "payment_guarantee", "Betalingsgaranti udløber"
    FURTHER_COMPLAINT = "further_complaint", "Klagefrist, afgørelse undervejs"
    HEARING = "hearing", "Svar på partshøring"
    WRITTEN_REASONS = "written_reasons", "Skriftlig begrundelse"
    RECOMMENDATION = "recommendation", "Svar på indstilling"
    LETTER_NOT_REACHED = "letter_not_reached", "Brev kom ikke frem"
    ACCESS_REQUEST = "access_request", "Svar på anmodning om indsigt"
    ACCESS_MONTH = "access_month", "Senest svar på indsigt i egne oplysninger"
    ACCESS_COMPLAINT = "access_complaint", "Klagefrist om indsigt"
    COMPLAINT_ACTION = "complaint_action", "Ny behandling efter klageinstansens svar"


class DeadlineStatus(models.TextChoices):
    """How a deadline stands by its facts; what day it is does not matter here."""

    OPEN = "open", "Åben"
    MET = "met", "Overholdt"
    WAIVED = "waived", "Fraveget"
    BREACHED = "breached", "Ikke overholdt"
    LAPSED = "lapsed", "Bortfaldet"


class DeadlineState(models.TextChoices):
    """How a deadline looks on a given day: what the dashboard counts and lists."""

    RUNNING = "running", "Løber"
    AT_RISK = "at_risk", "I fare"
    DUE_TODAY = "due_today", "Frist i dag"
    OVERDUE = "overdue", "Overskredet"
    KEPT = "kept", "Overholdt"
    NOT_KEPT = "not_kept", "Ikke overholdt"
    DEVIATED = "deviated", "Fraveget"
    LAPSED = "lapsed", "Bortfaldet"


# A closed deadline looks the same on every later day.
STATE_OF_CLOSED = {
    DeadlineStatus.MET: DeadlineState.KEPT,
    DeadlineStatus.BREACHED: DeadlineState.NOT_KEPT,
    DeadlineStatus.WAIVED: DeadlineState.DEVIATED,
    DeadlineStatus.LAPSED: DeadlineState.LAPSED,
}
OPEN_STATES = frozenset(DeadlineState) - frozenset(STATE_OF_CLOSED.values())


class WatchName(models.TextChoices):
    """What runs by itself and says when it ran."""

    WATCH = "watch", "Kontrol af frister"
    RECONCILE = "reconcile", "Natlig efterregning"
