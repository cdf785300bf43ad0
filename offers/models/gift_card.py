from typing import Self

from django.db import models
from django.db.models import F, Q

from offers.models.course import Course
from offers.models.session import Session
from rusmiddel.access.models import User


class GiftCardQuerySet(models.QuerySet["GiftCard"]):
    def in_hand(self) -> Self:
        """Those that lie in the cupboard."""
        return self.filter(handed_on=None, withdrawn_on=None)

    def for_list(self) -> Self:
        return self.select_related("received_by", "withdrawn_by").prefetch_related(
            models.Prefetch(
                "hand_outs",
                HandOut.objects.standing().select_related("handed_by", "session"),
                to_attr="standing_hand_outs",
            )
        )


class GiftCard(models.Model):
    """One gift card (gavekort) with its number: received, then handed out or withdrawn.

    Triggers write the day it was handed out, so that the account adds up when the citizen's own records are
    gone, and refuse every other change but the withdrawal.
    """

    number = models.CharField("nummer", max_length=40, unique=True)
    amount = models.PositiveIntegerField("beløb i kroner")
    received_on = models.DateField("modtaget")
    received_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="modtaget af"
    )
    handed_on = models.DateField("udleveret", null=True, blank=True, editable=False)
    withdrawn_on = models.DateField("trukket ud", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="trukket ud af"
    )
    withdrawn_reason = models.TextField("hvorfor trukket ud", blank=True)

    objects = GiftCardQuerySet.as_manager()

    class Meta:
        verbose_name = "gavekort"
        verbose_name_plural = "gavekort"
        constraints = [
            models.CheckConstraint(name="gift_card_has_number", condition=Q(number__regex=r"\S")),
            models.CheckConstraint(name="gift_card_has_amount", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="gift_card_withdrawn_with_reason",
                condition=Q(withdrawn_on=None, withdrawn_by=None, withdrawn_reason="")
                | Q(
                    withdrawn_on__gte=F("received_on"),
                    withdrawn_by__isnull=False,
                    withdrawn_reason__regex=r"\S",
                ),
                violation_error_message="Skriv, hvorfor kortet trækkes ud.",
            ),
            models.CheckConstraint(
                name="gift_card_handed_out_or_withdrawn",
                condition=Q(handed_on=None) | Q(withdrawn_on=None),
                violation_error_message="Kortet er udleveret og kan ikke trækkes ud.",
            ),
        ]
        indexes = [
            # Serves the cards in the cupboard.
            models.Index(
                name="gift_card_in_hand", fields=["number"], condition=Q(handed_on=None, withdrawn_on=None)
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def state(self) -> str:
        """'I behold', 'Udleveret' or 'Trukket ud'"""
        if self.withdrawn_on is not None:
            return "Trukket ud"
        return "I behold" if self.handed_on is None else "Udleveret"

    @property
    def is_in_hand(self) -> bool:
        return self.withdrawn_on is None and self.handed_on is None


class HandOutQuerySet(models.QuerySet["HandOut"]):
    def standing(self) -> Self:
        return self.filter(taken_back_at=None)


class HandOut(models.Model):
    """A gift card given to a citizen for a talk that was held (udlevering).

    Triggers refuse a talk that was not held, more cards than the talks held have earned, and every change but
    the signature and the taking back.
    """

    card = models.ForeignKey(
        GiftCard, on_delete=models.PROTECT, related_name="hand_outs", verbose_name="gavekort"
    )
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="hand_outs", verbose_name="forløb"
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="hand_outs", verbose_name="optjent ved samtalen"
    )
    nth = models.PositiveSmallIntegerField("gavekort nr.")
    # As the standard had it: the database holds the count of talks against it.
    every_nth_talk = models.PositiveSmallIntegerField("optjenes ved hver samtale nr.")
    handed_at = models.DateTimeField("udleveret")
    handed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="udleveret af"
    )
    signed_on = models.DateField("kvitteret", null=True, blank=True)
    taken_back_at = models.DateTimeField("taget tilbage", null=True, blank=True)
    taken_back_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="taget tilbage af",
    )
    taken_back_reason = models.TextField("hvorfor taget tilbage", blank=True)

    objects = HandOutQuerySet.as_manager()

    class Meta:
        verbose_name = "udlevering af gavekort"
        verbose_name_plural = "udleveringer af gavekort"
        constraints = [
            models.CheckConstraint(
                name="hand_out_numbers_positive", condition=Q(nth__gt=0, every_nth_talk__gt=0)
            ),
            models.CheckConstraint(
                name="hand_out_taken_back_with_reason",
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_reason="")
                | Q(
                    taken_back_at__gte=F("handed_at"),
                    taken_back_by__isnull=False,
                    taken_back_reason__regex=r"\S",
                ),
            ),
            models.UniqueConstraint(
                name="hand_out_card_once",
                fields=["card"],
                condition=Q(taken_back_at=None),
                violation_error_message="Gavekortet er allerede udleveret.",
            ),
            models.UniqueConstraint(
                name="hand_out_talk_once",
                fields=["session"],
                condition=Q(taken_back_at=None),
                violation_error_message="Der er allerede udleveret et gavekort for den samtale.",
            ),
            models.UniqueConstraint(
                name="hand_out_nth_once",
                fields=["course", "nth"],
                condition=Q(taken_back_at=None),
                violation_error_message="Det gavekort er allerede udleveret.",
            ),
        ]

    def __str__(self) -> str:
        return f"Udlevering {self.pk}"
