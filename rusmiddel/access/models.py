from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import Exists, F, Func, OuterRef, Q
from simple_history.models import HistoricalRecords

from rusmiddel.access.enums import ReadKind, Role
from rusmiddel.access.page_names import label_of


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **facts: Any) -> "User":
        user = self.model(username=username, **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **facts: Any) -> "User":
        """The first administrator of an installation: administers, and reads no case."""
        return self.create_user(username, password, roles=[Role.ADMINISTRATOR], **facts)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)

    def active(self) -> models.QuerySet["User"]:
        return self.filter(is_active=True)

    def with_role(self, *roles: Role) -> models.QuerySet["User"]:
        return self.active().filter(roles__overlap=list(roles))


class User(AbstractBaseUser):
    """A member of staff (medarbejder). There is no superuser: every right is a role."""

    username = models.CharField(
        "brugernavn",
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Der findes allerede en bruger med det brugernavn."},
    )
    name = models.CharField("navn", max_length=120)
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField("telefon", max_length=20, blank=True)
    roles = ArrayField(
        models.CharField(max_length=20, choices=Role.choices), default=list, blank=True, verbose_name="roller"
    )
    is_active = models.BooleanField("må logge ind", default=True)
    uses_shortcuts = models.BooleanField("bruger genveje", default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()
    # Who was given which roles, when and by whom. A password leaves no trace, not even a scrambled one.
    history = HistoricalRecords(excluded_fields=["password", "last_login", "uses_shortcuts"])
    _history_user: "User | None"
    _change_reason: str | None
    skip_history_when_saving: bool

    class Meta:
        verbose_name = "bruger"
        verbose_name_plural = "brugere"
        constraints = [
            models.CheckConstraint(
                name="user_roles_valid", condition=Q(roles__contained_by=sorted(Role.values))
            ),
        ]
        indexes = [
            # Serves with_role(): everyone who gets a role's warnings.
            GinIndex(name="user_roles", fields=["roles"]),
        ]

    def __str__(self) -> str:
        return self.name

    def has_role(self, *roles: Role) -> bool:
        return self.is_active and not set(self.roles).isdisjoint(roles)

    @property
    def short_name(self) -> str:
        """'Mette B.': enough for a list, where a full name would break the row."""
        first, _, rest = self.name.partition(" ")
        return f"{first} {rest.rsplit(' ', 1)[-1][:1]}." if rest else first

    @property
    def role_labels(self) -> list[str]:
        return [Role(role).label for role in self.roles]


class ReadLog(models.Model):
    """Who saw which case, when and how (visningslog). Written by the middleware, changed by nobody."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reads", verbose_name="hvem")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="reads", verbose_name="sag")
    at = models.DateTimeField("hvornår")
    kind = models.CharField("hvordan", max_length=10, choices=ReadKind.choices)
    page = models.CharField("hvad", max_length=80)
    method = models.CharField(max_length=7)

    class Meta:
        verbose_name = "visning"
        verbose_name_plural = "visninger"
        constraints = [
            models.CheckConstraint(name="read_kind_valid", condition=Q(kind__in=ReadKind.values)),
        ]
        indexes = [
            # Serves 'who has looked at this case', newest first.
            models.Index(name="read_by_case", fields=["case", "-at"]),
            # Serves 'what has this employee looked at', newest first.
            models.Index(name="read_by_user", fields=["user", "-at"]),
            # Serves 'what was looked at in these days', newest first.
            models.Index(name="read_by_time", fields=["-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} så sag {self.case_id}"

    @classmethod
    def write(
        cls, *, user_id: int, kinds: Mapping[int, ReadKind], at: datetime, page: str, method: str
    ) -> None:
        """A row for each case, `kinds` says how each was read. One statement: every page waits for it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO access_readlog (user_id, case_id, at, kind, page, method)"
                " SELECT %s, seen.case_id, %s, seen.kind, %s, %s"
                " FROM unnest(%s::bigint[], %s::text[]) AS seen (case_id, kind) ORDER BY seen.case_id",
                [user_id, at, page, method, list(kinds), [kind.value for kind in kinds.values()]],
            )

    @property
    def page_label(self) -> str:
        """What was looked at, in people's words."""
        return label_of(self.page)


PERIOD = Func(
    F("first_on"),
    F("last_on"),
    # Both days count; without a last day it goes on.
    RangeBoundary(inclusive_lower=True, inclusive_upper=True),
    function="DATERANGE",
    output_field=DateRangeField(),
)


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def standing(self) -> Self:
        return self.filter(cancelled_at=None)

    def on(self, day: date) -> Self:
        """Those who are away on the day."""
        return self.standing().filter(Q(last_on=None) | Q(last_on__gte=day), first_on__lte=day)

    def covered_by(self, user: User, *, on: date) -> models.QuerySet[Any, Any]:
        """The keys of those the user stands in for on the day."""
        return self.on(on).filter(stand_in=user).values_list("employee")

    def uncovered(self, day: date) -> Self:
        """Those away on the day whom nobody stands in for: no stand-in, or one who is away or gone too."""
        also_away = Absence.objects.on(day).filter(employee=OuterRef("stand_in"))
        return self.on(day).filter(Q(stand_in=None) | Q(stand_in__is_active=False) | Exists(also_away))


class Absence(models.Model):
    """An employee is away and somebody stands in (fravær, vikar), from day to day both included.

    Without a stand-in the team lead answers for what is due.
    """

    employee = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="absences", verbose_name="hvem er væk"
    )
    stand_in = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stands_in",
        verbose_name="vikar",
    )
    first_on = models.DateField("første dag")
    last_on = models.DateField("sidste dag", null=True, blank=True)
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField("taget tilbage", null=True, blank=True)
    cancelled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "fravær"
        verbose_name_plural = "fravær"
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_begins",
                condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
                violation_error_message="Sidste dag kan ikke ligge før den første.",
            ),
            models.CheckConstraint(
                name="absence_somebody_else_stands_in",
                condition=~Q(stand_in=F("employee")),
                violation_error_message="Man kan ikke være vikar for sig selv.",
            ),
            models.CheckConstraint(
                name="absence_cancelled_by_somebody",
                condition=Q(cancelled_at=None, cancelled_by=None)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
            ),
            ExclusionConstraint(
                name="absence_one_at_a_time",
                expressions=[("employee", RangeOperators.EQUAL), (PERIOD, RangeOperators.OVERLAPS)],
                condition=Q(cancelled_at=None),
                violation_error_message="Der er allerede et fravær i de dage.",
            ),
        ]
        indexes = [
            # Serves whom somebody stands in for today.
            models.Index(
                name="absence_by_stand_in", fields=["stand_in", "first_on"], condition=Q(cancelled_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"Fravær {self.pk}"


# Found by Django here; each has its own file.
from rusmiddel.access.saved_filter import SavedFilter  # noqa: E402
from rusmiddel.access.signin.event import SignInEvent  # noqa: E402
from rusmiddel.access.signin.saved_form import SavedForm  # noqa: E402
from rusmiddel.access.signin.session import StaffSession  # noqa: E402

__all__ = [
    "Absence",
    "ReadLog",
    "SavedFilter",
    "SavedForm",
    "SignInEvent",
    "StaffSession",
    "User",
    "UserManager",
]
