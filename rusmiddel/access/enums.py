from django.db import models


class Role(models.TextChoices):
    """What a member of staff works as (rolle); one user may hold several."""

    CASEWORKER = "caseworker", "Behandler"
    VISITATOR = "visitator", "Visitator"
    TEAM_LEAD = "team_lead", "Teamleder"
    DOCTOR = "doctor", "Læge"
    PSYCHOLOGIST = "psychologist", "Psykolog"
    SECRETARY = "secretary", "Sekretær"
    ADMINISTRATOR = "administrator", "Administrator"


# The administrator administers and never reads a case.
CASE_ROLES = frozenset(Role) - {Role.ADMINISTRATOR}


class ReadKind(models.TextChoices):
    """How a case was seen."""

    OPENED = "opened", "Åbnet"
    LISTED = "listed", "Vist på en liste"
    EXPORTED = "exported", "Hentet ud"
    PRINTED = "printed", "Udskrevet"
    # A search told that the case is there and who has it, and nothing else.
    FOUND = "found", "Fundet ved søgning"
    EMERGENCY = "emergency", "Åbnet med nødadgang"
