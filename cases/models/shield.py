from typing import Self

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from rusmiddel.access.models import User


class ShieldQuerySet(models.QuerySet["Shield"]):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)


class Shield(models.Model):
    """A case that only named staff may see, whatever their role (afskærmet sag): a colleague's relative.

    A trigger refuses every change but the lifting, and that once.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="shields", verbose_name="sag")
    reason = models.TextField("begrundelse")
    set_at = models.DateTimeField("afskærmet")
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")
    lifted_at = models.DateTimeField("ophævet", null=True, blank=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_reason = models.TextField("hvorfor ophævet", blank=True)

    objects = ShieldQuerySet.as_manager()

    class Meta:
        verbose_name = "afskærmning"
        verbose_name_plural = "afskærmninger"
        constraints = [
            models.CheckConstraint(
                name="shield_has_reason",
                condition=Q(reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor sagen skal afskærmes.",
            ),
            models.CheckConstraint(
                name="shield_lifted_with_reason",
                condition=Q(lifted_at=None, lifted_by=None, lifted_reason="")
                | Q(lifted_at__gte=F("set_at"), lifted_by__isnull=False, lifted_reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor afskærmningen ophæves.",
            ),
            models.UniqueConstraint(
                name="shield_one_per_case",
                fields=["case"],
                condition=Q(lifted_at=None),
                violation_error_message="Sagen er allerede afskærmet.",
            ),
        ]

    def __str__(self) -> str:
        return f"Afskærmning {self.pk}"


class ShieldMember(models.Model):
    """One of those who may see a shielded case. Others are named by shielding it anew."""

    shield = models.ForeignKey(Shield, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "navngivet medarbejder"
        verbose_name_plural = "navngivne medarbejdere"
        constraints = [models.UniqueConstraint(name="shield_member_once", fields=["shield", "user"])]

    def __str__(self) -> str:
        return f"{self.user_id} på {self.shield_id}"
