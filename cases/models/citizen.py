from datetime import date

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Q, Value, When
from simple_history.models import HistoricalRecords

from cases.enums import CitizenKind, Sex
from cases.protection import without_name_and_address
from rusmiddel.access.models import User
from rusmiddel.calendar import age_on
from rusmiddel.cpr import parse
from rusmiddel.encryption import EncryptedTextField
from rusmiddel.sorting import DanishSearchKey, DanishSortKey

# What is shown in place of a protected name, wherever it would have stood.
PROTECTED_NAME = "Navnebeskyttet"


class Citizen(models.Model):
    """A person the centre knows (borger), by name or by a fictitious number the system has issued."""

    kind = models.CharField("kendt som", max_length=12, choices=CitizenKind.choices)
    name = models.CharField("navn", max_length=200, blank=True)
    alias = models.CharField("kaldenavn", max_length=60, blank=True)
    sort_key = models.GeneratedField(
        # Where a protected name stands in a list would tell how it begins.
        expression=Case(When(is_protected=True, then=Value("")), default=DanishSortKey(F("name"))),
        output_field=models.CharField(max_length=400, db_collation="C"),
        db_persist=True,
    )
    search_key = models.GeneratedField(
        expression=DanishSearchKey(F("name")),
        output_field=models.CharField(max_length=400),
        db_persist=True,
    )
    cpr = EncryptedTextField("CPR-nummer", null=True, blank=True)
    # Keyed hash of the digits: finds the person without storing the number readably.
    cpr_hash = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    fictitious_number = models.CharField(
        "fiktivt personnummer", max_length=10, null=True, blank=True, unique=True
    )
    birth_date = models.DateField("fødselsdato", null=True, blank=True)
    sex = models.CharField("køn", max_length=10, choices=Sex.choices, default=Sex.UNKNOWN)
    address_line = models.CharField("vej og nummer", max_length=200, blank=True)
    postcode = models.CharField("postnummer", max_length=4, blank=True)
    city = models.CharField("by", max_length=60, blank=True)
    phone = models.CharField("telefon", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    municipality_code = models.CharField("kommune", max_length=4, blank=True)
    is_protected = models.BooleanField("navne- og adressebeskyttelse", default=False)

    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "borger"
        verbose_name_plural = "borgere"
        constraints = [
            models.CheckConstraint(name="citizen_kind_valid", condition=Q(kind__in=CitizenKind.values)),
            models.CheckConstraint(name="citizen_sex_valid", condition=Q(sex__in=Sex.values)),
            models.CheckConstraint(
                name="citizen_identified_has_name",
                condition=Q(kind=CitizenKind.ANONYMOUS) | ~Q(name=""),
                violation_error_message="Skriv borgerens navn, eller vælg anonym.",
            ),
            # An anonymous citizen leaves no trace that leads to a person (ANO-13).
            models.CheckConstraint(
                name="citizen_anonymous_is_nobody",
                condition=Q(kind=CitizenKind.IDENTIFIED)
                | Q(
                    name="",
                    cpr__isnull=True,
                    cpr_hash=None,
                    address_line="",
                    postcode="",
                    city="",
                    email="",
                    birth_date=None,
                    fictitious_number__isnull=False,
                ),
                violation_error_message="En anonym borger kan ikke have navn, CPR-nummer eller adresse.",
            ),
            models.CheckConstraint(
                name="citizen_anonymous_has_nothing_protected",
                condition=Q(kind=CitizenKind.IDENTIFIED) | Q(is_protected=False),
            ),
            models.CheckConstraint(
                name="citizen_fictitious_is_anonymous",
                condition=Q(kind=CitizenKind.ANONYMOUS) | Q(fictitious_number=None),
            ),
            models.CheckConstraint(
                name="citizen_fictitious_is_no_real_number",
                condition=Q(fictitious_number=None)
                | Q(fictitious_number__regex=r"^(6[1-9]|[78][0-9]|9[01])[0-9]{8}$"),
            ),
            models.CheckConstraint(
                name="citizen_cpr_hash_with_cpr",
                condition=Q(cpr__isnull=True, cpr_hash=None) | Q(cpr__isnull=False, cpr_hash__isnull=False),
            ),
        ]
        indexes = [
            # Serves the name search that tolerates misspelling.
            GinIndex(name="citizen_name_trigram", fields=["search_key"], opclasses=["gin_trgm_ops"]),
            # Serves lists in Danish alphabetical order.
            models.Index(name="citizen_by_name", fields=["sort_key", "id"]),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_anonymous(self) -> bool:
        return self.kind == CitizenKind.ANONYMOUS

    @property
    def display_name(self) -> str:
        if self.is_anonymous:
            return f"Anonym ({self.alias})" if self.alias else "Anonym"
        return PROTECTED_NAME if self.is_protected else self.name

    def struck_from(self, text: str) -> str:
        """A typed text as a list or a file may show it: without a protected name and address (PRO-3)."""
        if not self.is_protected:
            return text
        return without_name_and_address(text, name=self.name, address_line=self.address_line)

    @property
    def masked_cpr(self) -> str:
        return parse(self.cpr).masked if self.cpr else ""

    def age_on(self, day: date) -> int | None:
        """Whole years, or None where the date of birth is not known."""
        return age_on(self.birth_date, day) if self.birth_date else None

    @property
    def can_get_post(self) -> bool:
        """Street and town are known: a postcode alone brings no letter home."""
        return not self.is_anonymous and len(self.address_lines) > 1

    @property
    def address_lines(self) -> list[str]:
        return [line for line in (self.address_line, f"{self.postcode} {self.city}".strip()) if line]
