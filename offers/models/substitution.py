from typing import Self

from django.db import models
from django.db.models import F, Q

from offers.enums import IntakeControl, PrescriptionKind
from offers.models.course import Course
from rusmiddel.access.models import User


class SubstitutionPlan(models.Model):
    """The doctor's plan for substitution treatment (lægens plan). Written once, version by version."""

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="substitution_plans", verbose_name="forløb"
    )
    version = models.PositiveSmallIntegerField("udgave")
    indication = models.TextField("indikation")
    purpose = models.TextField("formål")
    coordination = models.TextField("samarbejde med anden lægelig behandling", blank=True)
    health = models.TextField("helbred, screening og vaccinationer", blank=True)
    harm_reduction = models.TextField("skadesreduktion", blank=True)
    support = models.TextField("social og pædagogisk støtte")
    former = models.TextField("opfølgning på den tidligere plan", blank=True)
    written_at = models.DateTimeField("skrevet")
    doctor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="læge")

    class Meta:
        verbose_name = "lægens plan"
        verbose_name_plural = "lægens planer"
        constraints = [
            models.UniqueConstraint(
                name="substitution_plan_version_once",
                fields=["course", "version"],
                violation_error_message="En kollega har imens skrevet en ny udgave af planen.",
            ),
            models.CheckConstraint(
                name="substitution_plan_whole",
                condition=Q(indication__regex=r"\S", purpose__regex=r"\S", support__regex=r"\S"),
                violation_error_message="Skriv indikation, formål og social og pædagogisk støtte.",
            ),
            models.CheckConstraint(
                name="substitution_plan_follows_the_former",
                condition=Q(version=1) | Q(version__gt=1, former__regex=r"\S"),
                violation_error_message="Skriv, hvordan det er gået med den tidligere plan.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lægens plan, udgave {self.version}"


class PrescriptionQuerySet(models.QuerySet["Prescription"]):
    def standing(self) -> Self:
        """Those not corrected, in the order they took effect."""
        return self.filter(corrected_by=None).order_by("from_on", "pk")


class Prescription(models.Model):
    """One line of the dose history (ordination). Written once; put right by a new line that names it."""

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="prescriptions", verbose_name="forløb"
    )
    kind = models.CharField("slags", max_length=10, choices=PrescriptionKind.choices)
    # As the list of preparations named it when it was written.
    preparation_key = models.CharField(max_length=60, blank=True)
    preparation_name = models.CharField("præparat", max_length=200, blank=True)
    daily_mg = models.DecimalField("mg pr. døgn", max_digits=7, decimal_places=2, null=True, blank=True)
    from_on = models.DateField("fra")
    dispensing_place = models.CharField("udleveres", max_length=200, blank=True)
    intake = models.CharField(
        "kontrol med indtagelsen", max_length=15, choices=IntakeControl.choices, blank=True
    )
    dearer_reason = models.TextField("hvorfor ikke det billigste", blank=True)
    note = models.TextField("begrundelse", blank=True)
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name="retter",
    )
    correction_reason = models.TextField("hvorfor rettet", blank=True)
    written_at = models.DateTimeField("skrevet")
    doctor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="læge")

    objects = PrescriptionQuerySet.as_manager()

    class Meta:
        verbose_name = "ordination"
        verbose_name_plural = "ordinationer"
        constraints = [
            models.CheckConstraint(
                name="prescription_whole",
                condition=(
                    Q(kind=PrescriptionKind.DOSE, daily_mg__gt=0, intake__in=IntakeControl.values)
                    & ~Q(preparation_key="")
                    & ~Q(preparation_name="")
                    & ~Q(dispensing_place="")
                )
                | Q(
                    kind=PrescriptionKind.STOP,
                    daily_mg=None,
                    preparation_key="",
                    preparation_name="",
                    dispensing_place="",
                    intake="",
                    note__regex=r"\S",
                ),
                violation_error_message=(
                    "Skriv præparat, dosis, udlevering og kontrol. Ved ophør skrives begrundelsen."
                ),
            ),
            models.CheckConstraint(
                name="prescription_corrected_with_reason",
                condition=Q(corrects=None, correction_reason="")
                | Q(corrects__isnull=False, correction_reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor ordinationen rettes.",
            ),
        ]
        indexes = [
            # Serves the dose history of a course.
            models.Index(name="prescription_by_course", fields=["course", "from_on"]),
        ]

    def __str__(self) -> str:
        return f"Ordination {self.from_on:%Y-%m-%d}"

    @property
    def is_dose(self) -> bool:
        return self.kind == PrescriptionKind.DOSE


class DoctorTalk(models.Model):
    """A talk with the doctor in substitution treatment (lægesamtale). Written once."""

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="doctor_talks", verbose_name="forløb"
    )
    held_on = models.DateField("holdt")
    text = models.TextField("lægens notat")
    # Earlier than the standard's date, or where the standard has none.
    next_on = models.DateField("næste aftalt senest", null=True, blank=True)
    written_at = models.DateTimeField("skrevet")
    doctor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="læge")

    class Meta:
        verbose_name = "lægesamtale"
        verbose_name_plural = "lægesamtaler"
        constraints = [
            models.CheckConstraint(
                name="doctor_talk_has_text",
                condition=Q(text__regex=r"\S"),
                violation_error_message="Skriv, hvad samtalen viste.",
            ),
            models.CheckConstraint(
                name="doctor_talk_next_is_later",
                condition=Q(next_on=None) | Q(next_on__gt=F("held_on")),
                violation_error_message="Den næste samtale ligger efter denne.",
            ),
            models.UniqueConstraint(
                name="doctor_talk_once_a_day",
                fields=["course", "held_on"],
                violation_error_message="Der er allerede skrevet en lægesamtale den dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lægesamtale {self.held_on:%Y-%m-%d}"


class MissedDoseQuerySet(models.QuerySet["MissedDose"]):
    def standing(self) -> Self:
        return self.filter(struck_at=None).order_by("-on", "-pk")


class MissedDose(models.Model):
    """A dose that was not fetched or not taken (udebleven dosis). Written once, and struck with a reason."""

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="missed_doses", verbose_name="forløb"
    )
    on = models.DateField("dag")
    note = models.TextField("hvad skete der", blank=True)
    written_at = models.DateTimeField("skrevet")
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    struck_at = models.DateTimeField("taget tilbage", null=True, blank=True)
    struck_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="taget tilbage af",
    )
    struck_reason = models.TextField("hvorfor taget tilbage", blank=True)

    objects = MissedDoseQuerySet.as_manager()

    class Meta:
        verbose_name = "udebleven dosis"
        verbose_name_plural = "udeblevne doser"
        constraints = [
            models.UniqueConstraint(
                name="missed_dose_once_a_day",
                fields=["course", "on"],
                condition=Q(struck_at=None),
                violation_error_message="Dagen er allerede skrevet.",
            ),
            models.CheckConstraint(
                name="missed_dose_struck_with_reason",
                condition=Q(struck_at=None, struck_by=None, struck_reason="")
                | Q(struck_at__isnull=False, struck_by__isnull=False, struck_reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor det tages tilbage.",
            ),
        ]

    def __str__(self) -> str:
        return f"Udebleven dosis {self.on:%Y-%m-%d}"
