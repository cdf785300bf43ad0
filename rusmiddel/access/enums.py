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


class SignInKind(models.TextChoices):
    """What happened at the door."""

    SIGNED_IN = "signed_in", "Logget ind"
    WRONG_PASSWORD = "wrong_password", "Forkert adgangskode"
    WRONG_CODE = "wrong_code", "Forkert kode"
    REFUSED = "refused", "Afvist: for mange forsøg"
    NO_ROLE = "no_role", "Afvist: ingen rolle i kommunens login"
    UNLOCKED = "unlocked", "Låst op af administrator"


# What counts towards a lock-out, and what makes the counting begin anew.
FAILED_SIGN_INS = frozenset({SignInKind.WRONG_PASSWORD, SignInKind.WRONG_CODE})
CLEARING_SIGN_INS = frozenset({SignInKind.SIGNED_IN, SignInKind.UNLOCKED})
