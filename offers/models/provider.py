from datetime import date
from decimal import Decimal
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.urls import reverse
from simple_history.models import HistoricalRecords

from offers.enums import TreatmentForm
from rusmiddel.access.models import User


class DaysFromUntil(Func):
    """Both days counted; open-ended where there is no last day."""

    function = "daterange"
    output_field = DateRangeField()


class ProviderQuerySet(models.QuerySet["Provider"]):
    def open(self) -> Self:
        return self.filter(closed_on=None)

    def approved(self, on: date) -> Self:
        """Those Socialtilsynet has approved on the day."""
        return self.filter(Exists(ProviderApproval.objects.covering(on).filter(provider=OuterRef("pk"))))

    def for_list(self, on: date) -> Self:
        """With the last day of the approval of the day and the price of the day."""
        covering = ProviderApproval.objects.covering(on).filter(provider=OuterRef("pk"))
        prices = ProviderPrice.objects.filter(provider=OuterRef("pk"), from_on__lte=on).order_by("-from_on")
        return self.annotate(
            is_approved=Exists(covering),
            approved_until=models.Subquery(covering.values("until_on")[:1]),
            per_day=models.Subquery(prices.values("per_day")[:1]),
        )


class Provider(models.Model):
    """Somebody outside the centre who gives treatment (leverandør, behandlingssted)."""

    name = models.CharField("navn", max_length=200)
    # One number per place and form: a house with both has two.
    portal_id = models.CharField("nummer på Tilbudsportalen", max_length=20, blank=True)
    form = models.CharField("form", max_length=12, choices=TreatmentForm.choices)
    is_public = models.BooleanField("offentligt", default=False)
    address_line = models.CharField("adresse", max_length=200, blank=True)
    postcode_city = models.CharField("postnummer og by", max_length=100, blank=True)
    phone = models.CharField("telefon", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    note = models.TextField("bemærkning", blank=True)
    closed_on = models.DateField("bruges ikke fra", null=True, blank=True)

    objects = ProviderQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "behandlingssted"
        verbose_name_plural = "behandlingssteder"
        constraints = [
            models.CheckConstraint(name="provider_form_valid", condition=Q(form__in=TreatmentForm.values)),
            models.CheckConstraint(name="provider_has_name", condition=Q(name__regex=r"\S")),
            models.CheckConstraint(
                name="provider_portal_id_readable", condition=Q(portal_id="") | Q(portal_id__regex=r"^\d+$")
            ),
            # Residential treatment is given only where Tilbudsportalen knows the place (section 10.12).
            models.CheckConstraint(
                name="provider_residential_on_portal",
                condition=~Q(form=TreatmentForm.RESIDENTIAL) | ~Q(portal_id=""),
                violation_error_message="Et døgntilbud skal have et nummer på Tilbudsportalen.",
            ),
            models.UniqueConstraint(
                name="provider_portal_id_once",
                fields=["portal_id"],
                condition=~Q(portal_id=""),
                violation_error_message="Stedet med det nummer er der allerede.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("offers:provider", args=[self.pk])

    def is_approved_on(self, day: date) -> bool:
        return ProviderApproval.objects.covering(day).filter(provider=self).exists()

    def price_on(self, day: date) -> Decimal | None:
        """What a day costs by the price that is in force; None where none is."""
        price = self.prices.filter(from_on__lte=day).order_by("-from_on").first()
        return price.per_day if price else None


class ProviderApprovalQuerySet(models.QuerySet["ProviderApproval"]):
    def covering(self, on: date) -> Self:
        return self.filter(Q(until_on=None) | Q(until_on__gte=on), from_on__lte=on)


class ProviderApproval(models.Model):
    """Socialtilsynet has approved a place for a time (godkendelse)."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="approvals")
    authority = models.CharField("godkendt af", max_length=100)
    from_on = models.DateField("fra")
    until_on = models.DateField("til og med", null=True, blank=True)
    note = models.TextField("bemærkning", blank=True)

    objects = ProviderApprovalQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "godkendelse"
        verbose_name_plural = "godkendelser"
        constraints = [
            models.CheckConstraint(name="approval_has_authority", condition=Q(authority__regex=r"\S")),
            models.CheckConstraint(
                name="approval_ends_after_it_began",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message="Slutdatoen ligger før begyndelsen.",
            ),
            ExclusionConstraint(
                name="approval_one_at_a_time",
                expressions=[
                    ("provider", RangeOperators.EQUAL),
                    (DaysFromUntil("from_on", "until_on", Value("[]")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Der er allerede en godkendelse i den tid.",
            ),
        ]

    def __str__(self) -> str:
        return f"Godkendelse fra {self.from_on:%Y-%m-%d}"


class ProviderPrice(models.Model):
    """What a day at a place costs from a day on (døgnpris); the next one takes its place."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="prices")
    from_on = models.DateField("gælder fra")
    per_day = models.DecimalField("kroner pr. døgn", max_digits=9, decimal_places=2)
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "pris"
        verbose_name_plural = "priser"
        constraints = [
            models.CheckConstraint(name="price_is_an_amount", condition=Q(per_day__gt=0)),
            models.UniqueConstraint(
                name="price_once_a_day",
                fields=["provider", "from_on"],
                violation_error_message="Der er allerede en pris fra den dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"Pris fra {self.from_on:%Y-%m-%d}"
