import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from rusmiddel.first_migration import FirstMigration


class Migration(FirstMigration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0001_initial"),
        ("deadlines", "0001_initial"),
        ("letters", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HandedItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed",
                        to="deadlines.deadline",
                        verbose_name="frist",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fra",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_items",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="til",
                    ),
                ),
                ("message", models.TextField(verbose_name="besked")),
                ("handed_at", models.DateTimeField(verbose_name="givet videre")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="givet tilbage")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "opgave givet videre",
                "verbose_name_plural": "opgaver givet videre",
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["receiver"], name="handed_by_receiver"
                    ),
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["giver"], name="handed_by_giver"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("message__regex", "\\S")),
                        name="handed_with_a_message",
                        violation_error_message="Skriv, hvad kollegaen skal gøre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("receiver")), _negated=True),
                        name="handed_to_somebody_else",
                        violation_error_message="Du kan ikke give noget videre til dig selv.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__gte", models.F("handed_at")), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="handed_ended_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("deadline",),
                        name="handed_to_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalNotification",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("concern", "Bekymring for barnet"),
                            ("policy", "Kvalitetsstandarden: borgeren er forælder"),
                        ],
                        max_length=10,
                        verbose_name="grund",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("due", "Mangler"),
                            ("written", "Skrevet, ikke sendt"),
                            ("sent", "Sendt"),
                            ("decided_against", "Fravalgt"),
                            ("identity_unknown", "Barnet kunne ikke findes"),
                        ],
                        default="due",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("child_name", models.CharField(blank=True, max_length=200, verbose_name="barnets navn")),
                (
                    "child_birth_date",
                    models.DateField(blank=True, null=True, verbose_name="barnets fødselsdato eller termin"),
                ),
                ("is_unborn", models.BooleanField(default=False, verbose_name="barnet er ikke født endnu")),
                (
                    "municipality_code",
                    models.CharField(blank=True, max_length=4, verbose_name="barnets hjemkommune"),
                ),
                ("concern", models.TextField(blank=True, verbose_name="bekymringen")),
                ("citizen_told", models.BooleanField(default=False, verbose_name="borgeren er orienteret")),
                (
                    "identity_sought",
                    models.TextField(blank=True, verbose_name="hvad er gjort for at finde barnet"),
                ),
                ("opened_at", models.DateTimeField(verbose_name="opstået")),
                ("reason", models.TextField(blank=True, verbose_name="hvorfor fravalgt")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet")),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="letters.letter",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical underretning",
                "verbose_name_plural": "historical underretninger",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notifications",
                        to="cases.case",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("concern", "Bekymring for barnet"),
                            ("policy", "Kvalitetsstandarden: borgeren er forælder"),
                        ],
                        max_length=10,
                        verbose_name="grund",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("due", "Mangler"),
                            ("written", "Skrevet, ikke sendt"),
                            ("sent", "Sendt"),
                            ("decided_against", "Fravalgt"),
                            ("identity_unknown", "Barnet kunne ikke findes"),
                        ],
                        default="due",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("child_name", models.CharField(blank=True, max_length=200, verbose_name="barnets navn")),
                (
                    "child_birth_date",
                    models.DateField(blank=True, null=True, verbose_name="barnets fødselsdato eller termin"),
                ),
                ("is_unborn", models.BooleanField(default=False, verbose_name="barnet er ikke født endnu")),
                (
                    "municipality_code",
                    models.CharField(blank=True, max_length=4, verbose_name="barnets hjemkommune"),
                ),
                ("concern", models.TextField(blank=True, verbose_name="bekymringen")),
                ("citizen_told", models.BooleanField(default=False, verbose_name="borgeren er orienteret")),
                (
                    "identity_sought",
                    models.TextField(blank=True, verbose_name="hvad er gjort for at finde barnet"),
                ),
                ("opened_at", models.DateTimeField(verbose_name="opstået")),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notification",
                        to="letters.letter",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="hvorfor fravalgt")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "underretning",
                "verbose_name_plural": "underretninger",
                "indexes": [models.Index(fields=["case", "-opened_at"], name="notification_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["concern", "policy"])),
                        name="notification_ground_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["due", "written", "sent", "decided_against", "identity_unknown"])
                        ),
                        name="notification_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["written", "sent"]), ("letter__isnull", False)),
                            models.Q(
                                models.Q(("status__in", ["written", "sent"]), _negated=True), ("letter", None)
                            ),
                            _connector="OR",
                        ),
                        name="notification_sent_is_a_letter",
                        violation_error_message="En underretning er først sendt, når der er skrevet et brev.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "decided_against"), _negated=True),
                            ("reason__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="notification_decided_against_has_reason",
                        violation_error_message="Skriv, hvorfor der ikke underrettes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "identity_unknown"), _negated=True),
                            models.Q(("concern__regex", "\\S"), ("identity_sought__regex", "\\S")),
                            _connector="OR",
                        ),
                        name="notification_identity_was_sought",
                        violation_error_message="Skriv bekymringen, og hvad der er gjort for at finde barnet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["due", "written"]), ("closed_at", None), ("closed_by", None)
                            ),
                            models.Q(
                                models.Q(("status__in", ["due", "written"]), _negated=True),
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="notification_closed_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ground", "policy"), ("status__in", ["due", "written"])),
                        fields=("case",),
                        name="notification_policy_once_open",
                    ),
                ],
            },
        ),
    ]
