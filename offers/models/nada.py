from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from offers.enums import QualificationKind
from offers.models.course import Course
from offers.models.session import Session
from rusmiddel.access.models import User


class QualificationQuerySet(models.QuerySet["Qualification"]):
    def in_force(self, on: date) -> Self:
        return self.filter(Q(until_on=None) | Q(until_on__gte=on), from_on__lte=on)


class Qualification(models.Model):
    """What an employee is certified to do (certifikat), from one day to another."""

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="qualifications", verbose_name="medarbejder"
    )
    kind = models.CharField("certifikat", max_length=20, choices=QualificationKind.choices)
    from_on = models.DateField("fra")
    until_on = models.DateField("til og med", null=True, blank=True)
    note = models.CharField("hvor det er fra", max_length=200, blank=True)

    objects = QualificationQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None

    class Meta:
        verbose_name = "certifikat"
        verbose_name_plural = "certifikater"
        constraints = [
            models.CheckConstraint(
                name="qualification_kind_valid", condition=Q(kind__in=QualificationKind.values)
            ),
            models.CheckConstraint(
                name="qualification_ends_after_it_begins",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message="Certifikatet kan ikke udløbe, før det begynder.",
            ),
            models.UniqueConstraint(
                name="qualification_once_from_a_day",
                fields=["user", "kind", "from_on"],
                violation_error_message="Certifikatet er allerede registreret fra den dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"Certifikat {self.pk}"


class NadaSitting(models.Model):
    """One time of NADA for a whole room (NADA-gang). Written once, never changed."""

    held_at = models.DateTimeField("holdt")
    minutes = models.PositiveSmallIntegerField("minutter")
    practitioner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="behandler"
    )
    # What the practitioner was certified by, where the standard asks for it.
    qualification = models.ForeignKey(
        Qualification,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="certifikat",
    )
    written_at = models.DateTimeField("skrevet")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")

    class Meta:
        verbose_name = "NADA-gang"
        verbose_name_plural = "NADA-gange"
        constraints = [
            models.CheckConstraint(name="nada_sitting_has_length", condition=Q(minutes__gt=0)),
            models.CheckConstraint(
                name="nada_sitting_written_after", condition=Q(written_at__gte=F("held_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"NADA {self.held_at:%Y-%m-%d}"


class NadaAttendance(models.Model):
    """Which talk of a citizen's own record a sitting is (fremmøde til NADA). Written once, never changed."""

    sitting = models.ForeignKey(NadaSitting, on_delete=models.PROTECT, related_name="attendances")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="nada_attendances")
    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="nada_attendance")

    class Meta:
        verbose_name = "fremmøde til NADA"
        verbose_name_plural = "fremmøde til NADA"
        constraints = [
            models.UniqueConstraint(
                name="nada_attendance_once",
                fields=["sitting", "course"],
                violation_error_message="Borgeren er allerede krydset af.",
            ),
        ]

    def __str__(self) -> str:
        return f"Fremmøde {self.pk}"
