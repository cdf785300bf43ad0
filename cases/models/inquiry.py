import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from cases import need_to_know
from cases.enums import Channel, Children, ContactedBy, NextStep, Substance, Wish
from cases.models.case import Case
from cases.models.citizen import Citizen
from cases.permissions import CALL_ROLES
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def visible_to(self, user: User) -> Self:
        """Those on cases the user needs to know, what the user took down, and what is nobody's case.

        Never one about a citizen whose case is hidden from the user.
        """
        if not user.has_role(*CASE_ROLES):
            return self.none()
        needed = Q(case__in=Case.objects.visible_to(user)) | Q(registered_by=user)
        if user.has_role(*CALL_ROLES):
            needed |= Q(case=None)
        hidden = Case.objects.filter(pk__in=need_to_know.hidden_from(user, timezone.now()))
        return self.filter(needed).exclude(case__in=hidden).exclude(citizen__cases__in=hidden)

    def without_case(self) -> Self:
        """Counselling that has not become a case."""
        return self.filter(case=None)

    def for_list(self) -> Self:
        return self.select_related("case", "citizen", "registered_by")


class Inquiry(models.Model):
    """Someone contacts the centre (henvendelse), INQ-1 to INQ-10."""

    # Made with the empty form, so that a double click registers one inquiry.
    submission = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="inquiries", verbose_name="sag"
    )
    citizen = models.ForeignKey(
        Citizen,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="inquiries",
        verbose_name="borger",
    )
    # The contact itself; a note entered the next morning still counts from the call.
    contacted_at = models.DateTimeField("tidspunkt for henvendelsen")
    registered_at = models.DateTimeField("registreret", auto_now_add=True)
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")
    channel = models.CharField("kanal", max_length=15, choices=Channel.choices)
    contacted_by = models.CharField("hvem henvender sig", max_length=20, choices=ContactedBy.choices)
    contact_name = models.CharField("henvenders navn", max_length=120, blank=True)
    contact_phone = models.CharField("henvenders telefon", max_length=30, blank=True)
    wish = models.CharField("hvad ønskes", max_length=12, choices=Wish.choices)
    substance = models.CharField("rusmiddel", max_length=10, choices=Substance.choices)
    stated_age = models.PositiveSmallIntegerField("oplyst alder", null=True, blank=True)
    municipality_code = models.CharField("kommune", max_length=4, blank=True)
    children = models.CharField("børn", max_length=10, choices=Children.choices)
    next_step = models.CharField("næste skridt", max_length=15, choices=NextStep.choices)
    note = models.TextField("notat", blank=True)

    objects = InquiryQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "henvendelse"
        verbose_name_plural = "henvendelser"
        constraints = [
            models.CheckConstraint(name="inquiry_channel_valid", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(
                name="inquiry_contacted_by_valid", condition=Q(contacted_by__in=ContactedBy.values)
            ),
            models.CheckConstraint(name="inquiry_wish_valid", condition=Q(wish__in=Wish.values)),
            models.CheckConstraint(
                name="inquiry_substance_valid", condition=Q(substance__in=Substance.values)
            ),
            models.CheckConstraint(name="inquiry_children_valid", condition=Q(children__in=Children.values)),
            models.CheckConstraint(
                name="inquiry_next_step_valid", condition=Q(next_step__in=NextStep.values)
            ),
            models.CheckConstraint(
                name="inquiry_treatment_has_case",
                condition=Q(wish=Wish.COUNSELLING) | Q(case__isnull=False),
                violation_error_message="Et ønske om behandling skal have en sag.",
            ),
        ]
        indexes = [
            # Serves the list of inquiries, newest first.
            models.Index(name="inquiry_by_contact", fields=["-contacted_at", "-id"]),
        ]

    def __str__(self) -> str:
        return f"Henvendelse {self.pk}"
