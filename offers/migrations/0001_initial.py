import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import offers.models.provider
from rusmiddel.first_migration import FirstMigration


class Migration(FirstMigration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0001_initial"),
        ("standards", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalRoom",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("name", models.CharField(db_index=True, max_length=60, verbose_name="navn")),
                ("is_in_use", models.BooleanField(default=True, verbose_name="i brug")),
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
                "verbose_name": "historical lokale",
                "verbose_name_plural": "historical lokaler",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="navn")),
                ("is_in_use", models.BooleanField(default=True, verbose_name="i brug")),
            ],
            options={
                "verbose_name": "lokale",
                "verbose_name_plural": "lokaler",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="room_has_name",
                        violation_error_message="Skriv lokalets navn.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCourse",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("offer_key", models.CharField(max_length=60, verbose_name="tilbud i kvalitetsstandarden")),
                ("offer_name", models.CharField(max_length=200, verbose_name="tilbud")),
                (
                    "form",
                    models.CharField(
                        choices=[("ambulant", "Ambulant"), ("residential", "Døgn")],
                        default="ambulant",
                        max_length=12,
                        verbose_name="form",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Ikke begyndt"), ("active", "I gang"), ("ended", "Afsluttet")],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("begun_early", models.BooleanField(default=False, verbose_name="begyndt før visitationen")),
                ("granted_on", models.DateField(blank=True, null=True, verbose_name="bevilget")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="begyndt")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="afsluttet")),
                ("end_reason", models.TextField(blank=True, verbose_name="hvorfor afsluttet")),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.treatmentrequest",
                        verbose_name="anmodning",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="standards.standardversion",
                        verbose_name="kvalitetsstandard",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="behandler",
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
                "verbose_name": "historical forløb",
                "verbose_name_plural": "historical forløb",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Course",
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
                        related_name="courses",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses",
                        to="cases.treatmentrequest",
                        verbose_name="anmodning",
                    ),
                ),
                ("offer_key", models.CharField(max_length=60, verbose_name="tilbud i kvalitetsstandarden")),
                ("offer_name", models.CharField(max_length=200, verbose_name="tilbud")),
                (
                    "form",
                    models.CharField(
                        choices=[("ambulant", "Ambulant"), ("residential", "Døgn")],
                        default="ambulant",
                        max_length=12,
                        verbose_name="form",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="standards.standardversion",
                        verbose_name="kvalitetsstandard",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="behandler",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Ikke begyndt"), ("active", "I gang"), ("ended", "Afsluttet")],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("begun_early", models.BooleanField(default=False, verbose_name="begyndt før visitationen")),
                ("granted_on", models.DateField(blank=True, null=True, verbose_name="bevilget")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="begyndt")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="afsluttet")),
                ("end_reason", models.TextField(blank=True, verbose_name="hvorfor afsluttet")),
            ],
            options={
                "verbose_name": "forløb",
                "verbose_name_plural": "forløb",
                "indexes": [models.Index(fields=["case", "-id"], name="course_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["planned", "active", "ended"])),
                        name="course_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["ambulant", "residential"])),
                        name="course_form_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_on__isnull", False), ("begun_early", True), _connector="OR"
                        ),
                        name="course_granted_or_begun_early",
                        violation_error_message="Et forløb skal være bevilget, før det begynder.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on", None), ("started_on", None), ("status", "planned")),
                            models.Q(("ended_on", None), ("started_on__isnull", False), ("status", "active")),
                            models.Q(("ended_on__isnull", False), ("status", "ended")),
                            _connector="OR",
                        ),
                        name="course_dates_follow_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "ended"), _negated=True),
                            ("end_reason__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="course_ended_with_reason",
                        violation_error_message="Skriv, hvorfor forløbet afsluttes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("started_on", None),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="course_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["active", "planned"])),
                        fields=("request", "offer_key"),
                        name="course_one_open_per_offer",
                        violation_error_message="Borgeren har allerede et forløb med det tilbud.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSession",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("planned_at", models.DateTimeField(verbose_name="aftalt til")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutter")),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("centre", "I centret"),
                            ("home", "I hjemmet"),
                            ("phone", "Telefon eller video"),
                            ("other", "Andet sted"),
                        ],
                        default="centre",
                        max_length=10,
                        verbose_name="sted",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("planned", "Aftalt"),
                            ("held", "Holdt"),
                            ("no_show", "Udeblevet"),
                            ("cancelled", "Aflyst"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="udfald",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="notat")),
                ("place_reason", models.TextField(blank=True, verbose_name="hvorfor der")),
                (
                    "cancelled_by",
                    models.CharField(
                        blank=True,
                        choices=[("citizen", "Aflyst af borgeren"), ("centre", "Aflyst af centret")],
                        max_length=10,
                        verbose_name="aflyst af",
                    ),
                ),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="påmindet")),
                (
                    "employee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="behandler",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.course",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.room",
                        verbose_name="lokale",
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
                "verbose_name": "historical behandlingssamtale",
                "verbose_name_plural": "historical behandlingssamtaler",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("planned_at", models.DateTimeField(verbose_name="aftalt til")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutter")),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("centre", "I centret"),
                            ("home", "I hjemmet"),
                            ("phone", "Telefon eller video"),
                            ("other", "Andet sted"),
                        ],
                        default="centre",
                        max_length=10,
                        verbose_name="sted",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="behandler",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("planned", "Aftalt"),
                            ("held", "Holdt"),
                            ("no_show", "Udeblevet"),
                            ("cancelled", "Aflyst"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="udfald",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="notat")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="offers.course",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="offers.room",
                        verbose_name="lokale",
                    ),
                ),
                ("place_reason", models.TextField(blank=True, verbose_name="hvorfor der")),
                (
                    "cancelled_by",
                    models.CharField(
                        blank=True,
                        choices=[("citizen", "Aflyst af borgeren"), ("centre", "Aflyst af centret")],
                        max_length=10,
                        verbose_name="aflyst af",
                    ),
                ),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        editable=False, null=True, verbose_name="tidsrum"
                    ),
                ),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="påmindet")),
            ],
            options={
                "verbose_name": "behandlingssamtale",
                "verbose_name_plural": "behandlingssamtaler",
                "indexes": [
                    models.Index(fields=["employee", "planned_at"], name="session_by_day"),
                    models.Index(
                        condition=models.Q(("room__isnull", False)),
                        fields=["room", "planned_at"],
                        name="session_by_room",
                    ),
                    models.Index(
                        condition=models.Q(("outcome", "planned")),
                        fields=["planned_at"],
                        name="session_to_come",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["planned", "held", "no_show", "cancelled"])),
                        name="session_outcome_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__in", ["centre", "home", "phone", "other"])),
                        name="session_place_valid",
                    ),
                    models.CheckConstraint(condition=models.Q(("minutes__gt", 0)), name="session_has_length"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_by__in", ["citizen", "centre"]), ("outcome", "cancelled")),
                            models.Q(models.Q(("outcome", "cancelled"), _negated=True), ("cancelled_by", "")),
                            _connector="OR",
                        ),
                        name="session_cancelled_by_somebody",
                        violation_error_message="Sig, hvem der aflyste.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("room", None), ("place", "centre"), _connector="OR"),
                        name="session_room_in_the_centre",
                        violation_error_message="Et lokale er kun til samtaler i centret.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "planned")),
                        fields=("course", "planned_at"),
                        name="session_once_at_a_time",
                        violation_error_message="Der er allerede aftalt en samtale på det tidspunkt.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("outcome", "planned")),
                        expressions=[("employee", "="), ("during", "&&")],
                        name="session_employee_once_at_a_time",
                        violation_error_message="Behandleren har allerede en samtale i det tidsrum.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("outcome", "planned"), ("room__isnull", False)),
                        expressions=[("room", "="), ("during", "&&")],
                        name="session_room_once_at_a_time",
                        violation_error_message="Lokalet er optaget i det tidsrum.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CooperationAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="udgave")),
                ("text", models.TextField(verbose_name="aftalens tekst")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
                (
                    "signer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("citizen", "Borgeren"),
                            ("citizen_and_parent", "Borgeren og forældremyndighedens indehaver"),
                            ("parent", "Forældremyndighedens indehaver"),
                            ("guardian", "Værge"),
                            ("nobody", "Ikke underskrevet"),
                        ],
                        max_length=20,
                        verbose_name="underskrevet af",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="underskrevet den")),
                ("not_signed_reason", models.TextField(blank=True, verbose_name="hvorfor ikke underskrevet")),
                (
                    "signature_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="underskrift registreret"),
                ),
                (
                    "signature_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="underskrift registreret af",
                    ),
                ),
            ],
            options={
                "verbose_name": "samarbejdsaftale",
                "verbose_name_plural": "samarbejdsaftaler",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("course", "version"),
                        name="agreement_version_once",
                        violation_error_message="En kollega har imens skrevet en ny udgave af aftalen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="agreement_has_text",
                        violation_error_message="Skriv aftalens tekst.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("not_signed_reason", ""),
                                ("signature_at", None),
                                ("signature_by", None),
                                ("signed_on", None),
                                ("signer", ""),
                            ),
                            models.Q(
                                ("signature_at__isnull", False),
                                ("signature_by__isnull", False),
                                models.Q(
                                    models.Q(
                                        ("not_signed_reason__regex", "\\S"),
                                        ("signed_on", None),
                                        ("signer", "nobody"),
                                    ),
                                    models.Q(
                                        ("not_signed_reason", ""),
                                        ("signed_on__isnull", False),
                                        (
                                            "signer__in",
                                            ["citizen", "citizen_and_parent", "guardian", "parent"],
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_signature_whole",
                        violation_error_message="Skriv, hvem der har underskrevet og hvornår, eller hvorfor ikke.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementBreach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breaches",
                        to="offers.cooperationagreement",
                        verbose_name="aftale",
                    ),
                ),
                ("on", models.DateField(verbose_name="dag")),
                ("text", models.TextField(verbose_name="hvad der skete")),
                ("citizens_words", models.TextField(blank=True, verbose_name="borgerens egen forklaring")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "brud på samarbejdsaftalen",
                "verbose_name_plural": "brud på samarbejdsaftalen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="breach_says_what",
                        violation_error_message="Skriv, hvad der skete.",
                    ),
                    models.UniqueConstraint(
                        fields=("agreement", "on", "text"),
                        name="breach_once",
                        violation_error_message="Det er allerede skrevet.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sanction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "breach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sanctions",
                        to="offers.agreementbreach",
                        verbose_name="brud",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nr.")),
                ("text", models.CharField(max_length=500, verbose_name="følge")),
                ("is_hard", models.BooleanField(verbose_name="kræver en afgørelse")),
                ("reasons", models.TextField(verbose_name="lægens begrundelse")),
                ("proposed_at", models.DateTimeField(verbose_name="besluttet af lægen")),
                (
                    "doctor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="læge",
                    ),
                ),
                ("heard_on", models.DateField(blank=True, null=True, verbose_name="partshørt")),
                (
                    "hearing_answer",
                    models.TextField(blank=True, verbose_name="borgerens svar på partshøringen"),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="godkendt")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="godkendt af",
                    ),
                ),
                ("decision", models.CharField(blank=True, max_length=200, verbose_name="afgørelse")),
                ("carried_out_on", models.DateField(blank=True, null=True, verbose_name="sat i værk")),
                ("given_up_on", models.DateField(blank=True, null=True, verbose_name="opgivet")),
                ("given_up_reason", models.TextField(blank=True, verbose_name="hvorfor opgivet")),
            ],
            options={
                "verbose_name": "følge af brud",
                "verbose_name_plural": "følger af brud",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reasons__regex", "\\S"), ("text__regex", "\\S")),
                        name="sanction_has_reasons",
                        violation_error_message="Skriv begrundelsen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_hard", False),
                            ("carried_out_on", None),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("decision__regex", "\\S"),
                                ("heard_on__isnull", False),
                                ("hearing_answer__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="sanction_hard_goes_the_long_way",
                        violation_error_message="Behandlingen kan ikke afsluttes uden partshøring, teamlederens godkendelse og afgørelse.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at", None), ("approved_by", None)),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                models.Q(("approved_by", models.F("doctor")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sanction_approved_by_somebody_else",
                        violation_error_message="Den, der har besluttet følgen, kan ikke selv godkende den.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("heard_on", None), ("hearing_answer", "")),
                            models.Q(("heard_on__isnull", False), ("hearing_answer__regex", "\\S")),
                            _connector="OR",
                        ),
                        name="sanction_heard_with_answer",
                        violation_error_message="Skriv dagen og borgerens svar, eller at der ikke kom et svar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_up_on", None), ("given_up_reason", "")),
                            models.Q(
                                ("carried_out_on", None),
                                ("given_up_on__isnull", False),
                                ("given_up_reason__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="sanction_given_up_or_carried_out",
                        violation_error_message="Skriv, hvorfor følgen opgives.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("given_up_on", None)),
                        fields=("breach", "number"),
                        name="sanction_one_of_a_kind",
                        violation_error_message="Den følge er allerede besluttet for dette brud.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_attempts",
                        to="offers.course",
                    ),
                ),
                ("attempted_at", models.DateTimeField(verbose_name="hvornår")),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("phone", "Telefon"),
                            ("text_message", "Sms"),
                            ("letter", "Brev eller Digital Post"),
                            ("visit", "Besøg"),
                            ("through_others", "Gennem andre, med samtykke"),
                        ],
                        max_length=15,
                        verbose_name="hvordan",
                    ),
                ),
                ("was_reached", models.BooleanField(verbose_name="borgeren blev nået")),
                ("note", models.TextField(blank=True, verbose_name="hvad kom der ud af det")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "kontaktforsøg",
                "verbose_name_plural": "kontaktforsøg",
                "indexes": [
                    models.Index(fields=["course", "-attempted_at"], name="contact_attempt_by_course")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("means__in", ["phone", "text_message", "letter", "visit", "through_others"])
                        ),
                        name="contact_attempt_means_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("attempted_at__lte", models.F("recorded_at"))),
                        name="contact_attempt_has_been",
                        violation_error_message="Tidspunktet ligger i fremtiden.",
                    ),
                    models.UniqueConstraint(
                        fields=("course", "attempted_at", "means"),
                        name="contact_attempt_once",
                        violation_error_message="Kontaktforsøget er allerede skrevet ned.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CourseEnding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ending", to="offers.course"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endings",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="standards.standardversion",
                    ),
                ),
                ("ended_on", models.DateField(verbose_name="afsluttet")),
                ("reason", models.CharField(max_length=30, verbose_name="årsag")),
                ("reason_label", models.CharField(max_length=120, verbose_name="årsag, som den hed")),
                ("status", models.CharField(max_length=30, verbose_name="status ved afslutning")),
                ("status_label", models.CharField(max_length=120, verbose_name="status, som den hed")),
                ("evaluation", models.TextField(blank=True, verbose_name="evaluering af planen")),
                ("what_next", models.TextField(blank=True, verbose_name="hvad sker der nu")),
                ("ends_treatment", models.BooleanField(verbose_name="behandlingen er slut")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "afslutning",
                "verbose_name_plural": "afslutninger",
                "indexes": [
                    models.Index(fields=["case", "-ended_on"], name="ending_by_case"),
                    models.Index(
                        condition=models.Q(("ends_treatment", True)),
                        fields=["ended_on"],
                        name="ending_by_day",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")), name="ending_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__regex", "\\S")), name="ending_has_status"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ending",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="offers.courseending",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("month_1", "Opfølgning efter 1 måned"),
                            ("month_6", "Opfølgning efter 6 måneder"),
                            ("talk", "Samtale efter behandlingen"),
                        ],
                        max_length=10,
                        verbose_name="slags",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("held", "Holdt"),
                            ("declined", "Borgeren ønskede det ikke"),
                            ("not_reached", "Borgeren kunne ikke nås"),
                        ],
                        max_length=12,
                        verbose_name="svar",
                    ),
                ),
                ("on", models.DateField(verbose_name="hvornår")),
                ("status", models.CharField(blank=True, max_length=30, verbose_name="status")),
                (
                    "status_label",
                    models.CharField(blank=True, max_length=120, verbose_name="status, som den hed"),
                ),
                ("findings", models.TextField(blank=True, verbose_name="hvad vi fandt")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "opfølgning",
                "verbose_name_plural": "opfølgninger",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["month_1", "month_6", "talk"])),
                        name="follow_up_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["held", "declined", "not_reached"])),
                        name="follow_up_outcome_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "held"), _negated=True),
                            models.Q(("findings__regex", "\\S"), ("status__regex", "\\S")),
                            _connector="OR",
                        ),
                        name="follow_up_held_has_findings",
                        violation_error_message="Skriv, hvordan det går, og vælg status.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["month_1", "month_6"])),
                        fields=("ending", "kind"),
                        name="follow_up_once",
                        violation_error_message="Opfølgningen er allerede skrevet.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "talk")),
                        fields=("ending", "on"),
                        name="follow_up_talk_once_a_day",
                        violation_error_message="Der er allerede skrevet en samtale den dag.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="aftryk")),
                ("created_at", models.DateTimeField(verbose_name="oprettet")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="tilbagekaldt")),
            ],
            options={
                "verbose_name": "kalenderabonnement",
                "verbose_name_plural": "kalenderabonnementer",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)), fields=("user",), name="feed_one_per_user"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_at", None), ("revoked_at__gte", models.F("created_at")), _connector="OR"
                        ),
                        name="feed_revoked_after_created",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalProvider",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                (
                    "portal_id",
                    models.CharField(blank=True, max_length=20, verbose_name="nummer på Tilbudsportalen"),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("ambulant", "Ambulant"), ("residential", "Døgn")],
                        max_length=12,
                        verbose_name="form",
                    ),
                ),
                ("is_public", models.BooleanField(default=False, verbose_name="offentligt")),
                ("address_line", models.CharField(blank=True, max_length=200, verbose_name="adresse")),
                (
                    "postcode_city",
                    models.CharField(blank=True, max_length=100, verbose_name="postnummer og by"),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="bruges ikke fra")),
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
                "verbose_name": "historical behandlingssted",
                "verbose_name_plural": "historical behandlingssteder",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Provider",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                (
                    "portal_id",
                    models.CharField(blank=True, max_length=20, verbose_name="nummer på Tilbudsportalen"),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("ambulant", "Ambulant"), ("residential", "Døgn")],
                        max_length=12,
                        verbose_name="form",
                    ),
                ),
                ("is_public", models.BooleanField(default=False, verbose_name="offentligt")),
                ("address_line", models.CharField(blank=True, max_length=200, verbose_name="adresse")),
                (
                    "postcode_city",
                    models.CharField(blank=True, max_length=100, verbose_name="postnummer og by"),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="bruges ikke fra")),
            ],
            options={
                "verbose_name": "behandlingssted",
                "verbose_name_plural": "behandlingssteder",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["ambulant", "residential"])),
                        name="provider_form_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")), name="provider_has_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("portal_id", ""), ("portal_id__regex", "^\\d+$"), _connector="OR"
                        ),
                        name="provider_portal_id_readable",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("form", "residential"), _negated=True),
                            models.Q(("portal_id", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="provider_residential_on_portal",
                        violation_error_message="Et døgntilbud skal have et nummer på Tilbudsportalen.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("portal_id", ""), _negated=True),
                        fields=("portal_id",),
                        name="provider_portal_id_once",
                        violation_error_message="Stedet med det nummer er der allerede.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalProviderApproval",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("authority", models.CharField(max_length=100, verbose_name="godkendt af")),
                ("from_on", models.DateField(verbose_name="fra")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="til og med")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.provider",
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
                "verbose_name": "historical godkendelse",
                "verbose_name_plural": "historical godkendelser",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ProviderApproval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="offers.provider",
                    ),
                ),
                ("authority", models.CharField(max_length=100, verbose_name="godkendt af")),
                ("from_on", models.DateField(verbose_name="fra")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="til og med")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
            ],
            options={
                "verbose_name": "godkendelse",
                "verbose_name_plural": "godkendelser",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("authority__regex", "\\S")), name="approval_has_authority"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="approval_ends_after_it_began",
                        violation_error_message="Slutdatoen ligger før begyndelsen.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("provider", "="),
                            (
                                offers.models.provider.DaysFromUntil(
                                    "from_on", "until_on", models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="approval_one_at_a_time",
                        violation_error_message="Der er allerede en godkendelse i den tid.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProviderPrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prices",
                        to="offers.provider",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="gælder fra")),
                (
                    "per_day",
                    models.DecimalField(decimal_places=2, max_digits=9, verbose_name="kroner pr. døgn"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "pris",
                "verbose_name_plural": "priser",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("per_day__gt", 0)), name="price_is_an_amount"),
                    models.UniqueConstraint(
                        fields=("provider", "from_on"),
                        name="price_once_a_day",
                        violation_error_message="Der er allerede en pris fra den dag.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalFreeChoice",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("ambulant", "Ambulant"), ("residential", "Døgn")],
                        max_length=12,
                        verbose_name="form",
                    ),
                ),
                ("is_public", models.BooleanField(verbose_name="offentligt sted")),
                ("chosen_on", models.DateField(verbose_name="valgt")),
                ("wish", models.TextField(blank=True, verbose_name="borgerens ønske")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("wanted", "Ønsket"),
                            ("accepted", "Stedet tager imod"),
                            ("no_capacity", "Stedet har ikke plads"),
                            ("declined", "Det private sted tager ikke imod"),
                            ("restricted", "Begrænset ved afgørelse"),
                            ("withdrawn", "Borgeren fortrød"),
                        ],
                        default="wanted",
                        max_length=15,
                        verbose_name="status",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svar den")),
                ("answer_note", models.TextField(blank=True, verbose_name="hvad der blev svaret")),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.course",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.provider",
                        verbose_name="behandlingssted",
                    ),
                ),
                (
                    "deviation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.clockevent",
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
                "verbose_name": "historical frit valg",
                "verbose_name_plural": "historical frie valg",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="FreeChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="free_choices",
                        to="offers.course",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="free_choices",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="free_choices",
                        to="offers.provider",
                        verbose_name="behandlingssted",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("ambulant", "Ambulant"), ("residential", "Døgn")],
                        max_length=12,
                        verbose_name="form",
                    ),
                ),
                ("is_public", models.BooleanField(verbose_name="offentligt sted")),
                ("chosen_on", models.DateField(verbose_name="valgt")),
                ("wish", models.TextField(blank=True, verbose_name="borgerens ønske")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("wanted", "Ønsket"),
                            ("accepted", "Stedet tager imod"),
                            ("no_capacity", "Stedet har ikke plads"),
                            ("declined", "Det private sted tager ikke imod"),
                            ("restricted", "Begrænset ved afgørelse"),
                            ("withdrawn", "Borgeren fortrød"),
                        ],
                        default="wanted",
                        max_length=15,
                        verbose_name="status",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svar den")),
                ("answer_note", models.TextField(blank=True, verbose_name="hvad der blev svaret")),
                (
                    "deviation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="free_choice",
                        to="cases.clockevent",
                    ),
                ),
            ],
            options={
                "verbose_name": "frit valg",
                "verbose_name_plural": "frie valg",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["wanted", "accepted", "no_capacity", "declined", "restricted", "withdrawn"],
                            )
                        ),
                        name="choice_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["ambulant", "residential"])),
                        name="choice_form_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_on", None), ("status", "wanted")),
                            models.Q(
                                models.Q(("status", "wanted"), _negated=True),
                                ("answered_on__gte", models.F("chosen_on")),
                            ),
                            _connector="OR",
                        ),
                        name="choice_answered_with_day",
                        violation_error_message="Svaret kan tidligst være kommet den dag, der blev valgt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "declined"), _negated=True),
                            ("is_public", False),
                            _connector="OR",
                        ),
                        name="choice_public_refuses_for_capacity_only",
                        violation_error_message="Et offentligt sted kan kun afvise af hensyn til kapaciteten.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["no_capacity", "declined", "withdrawn"]), _negated=True),
                            ("answer_note__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="choice_no_says_why",
                        violation_error_message="Skriv, hvad der blev svaret.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["accepted", "wanted"])),
                        fields=("course",),
                        name="choice_one_open_per_course",
                        violation_error_message="Borgeren har allerede valgt et sted.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GiftCard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="nummer")),
                ("amount", models.PositiveIntegerField(verbose_name="beløb i kroner")),
                ("received_on", models.DateField(verbose_name="modtaget")),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="modtaget af",
                    ),
                ),
                (
                    "handed_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="udleveret"),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="trukket ud")),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="trukket ud af",
                    ),
                ),
                ("withdrawn_reason", models.TextField(blank=True, verbose_name="hvorfor trukket ud")),
            ],
            options={
                "verbose_name": "gavekort",
                "verbose_name_plural": "gavekort",
                "indexes": [
                    models.Index(
                        condition=models.Q(("handed_on", None), ("withdrawn_on", None)),
                        fields=["number"],
                        name="gift_card_in_hand",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__regex", "\\S")), name="gift_card_has_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="gift_card_has_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_by", None), ("withdrawn_on", None), ("withdrawn_reason", "")
                            ),
                            models.Q(
                                ("withdrawn_by__isnull", False),
                                ("withdrawn_on__gte", models.F("received_on")),
                                ("withdrawn_reason__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="gift_card_withdrawn_with_reason",
                        violation_error_message="Skriv, hvorfor kortet trækkes ud.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("handed_on", None), ("withdrawn_on", None), _connector="OR"),
                        name="gift_card_handed_out_or_withdrawn",
                        violation_error_message="Kortet er udleveret og kan ikke trækkes ud.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_outs",
                        to="offers.giftcard",
                        verbose_name="gavekort",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_outs",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_outs",
                        to="offers.session",
                        verbose_name="optjent ved samtalen",
                    ),
                ),
                ("nth", models.PositiveSmallIntegerField(verbose_name="gavekort nr.")),
                (
                    "every_nth_talk",
                    models.PositiveSmallIntegerField(verbose_name="optjenes ved hver samtale nr."),
                ),
                ("handed_at", models.DateTimeField(verbose_name="udleveret")),
                (
                    "handed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="udleveret af",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="kvitteret")),
                ("taken_back_at", models.DateTimeField(blank=True, null=True, verbose_name="taget tilbage")),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taget tilbage af",
                    ),
                ),
                ("taken_back_reason", models.TextField(blank=True, verbose_name="hvorfor taget tilbage")),
            ],
            options={
                "verbose_name": "udlevering af gavekort",
                "verbose_name_plural": "udleveringer af gavekort",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("every_nth_talk__gt", 0), ("nth__gt", 0)),
                        name="hand_out_numbers_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("taken_back_at", None), ("taken_back_by", None), ("taken_back_reason", "")
                            ),
                            models.Q(
                                ("taken_back_at__gte", models.F("handed_at")),
                                ("taken_back_by__isnull", False),
                                ("taken_back_reason__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="hand_out_taken_back_with_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at", None)),
                        fields=("card",),
                        name="hand_out_card_once",
                        violation_error_message="Gavekortet er allerede udleveret.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at", None)),
                        fields=("session",),
                        name="hand_out_talk_once",
                        violation_error_message="Der er allerede udleveret et gavekort for den samtale.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at", None)),
                        fields=("course", "nth"),
                        name="hand_out_nth_once",
                        violation_error_message="Det gavekort er allerede udleveret.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalGroup",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("offer_key", models.CharField(max_length=60, verbose_name="tilbud i kvalitetsstandarden")),
                ("offer_name", models.CharField(max_length=200, verbose_name="tilbud")),
                ("name", models.CharField(max_length=80, verbose_name="navn")),
                (
                    "intake",
                    models.CharField(
                        choices=[
                            ("open", "Åben: nye kan begynde undervejs"),
                            ("closed", "Lukket: ingen nye, når gruppen er begyndt"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="optag",
                    ),
                ),
                ("soft_limit", models.PositiveSmallIntegerField(verbose_name="deltagere, tilstræbt højst")),
                ("hard_limit", models.PositiveSmallIntegerField(verbose_name="deltagere, aldrig flere end")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutter")),
                (
                    "weeks_between",
                    models.PositiveSmallIntegerField(default=1, verbose_name="uger mellem møderne"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("forming", "Under opstart"), ("running", "I gang"), ("ended", "Afsluttet")],
                        default="forming",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("began_on", models.DateField(blank=True, null=True, verbose_name="begyndt")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="afsluttet")),
                ("end_reason", models.TextField(blank=True, verbose_name="hvorfor afsluttet")),
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="standards.standardversion",
                        verbose_name="kvalitetsstandard",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.room",
                        verbose_name="lokale",
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
                "verbose_name": "historical gruppe",
                "verbose_name_plural": "historical grupper",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offer_key", models.CharField(max_length=60, verbose_name="tilbud i kvalitetsstandarden")),
                ("offer_name", models.CharField(max_length=200, verbose_name="tilbud")),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="standards.standardversion",
                        verbose_name="kvalitetsstandard",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="navn")),
                (
                    "intake",
                    models.CharField(
                        choices=[
                            ("open", "Åben: nye kan begynde undervejs"),
                            ("closed", "Lukket: ingen nye, når gruppen er begyndt"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="optag",
                    ),
                ),
                ("soft_limit", models.PositiveSmallIntegerField(verbose_name="deltagere, tilstræbt højst")),
                ("hard_limit", models.PositiveSmallIntegerField(verbose_name="deltagere, aldrig flere end")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutter")),
                (
                    "weeks_between",
                    models.PositiveSmallIntegerField(default=1, verbose_name="uger mellem møderne"),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
                        to="offers.room",
                        verbose_name="lokale",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("forming", "Under opstart"), ("running", "I gang"), ("ended", "Afsluttet")],
                        default="forming",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("began_on", models.DateField(blank=True, null=True, verbose_name="begyndt")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="afsluttet")),
                ("end_reason", models.TextField(blank=True, verbose_name="hvorfor afsluttet")),
            ],
            options={
                "verbose_name": "gruppe",
                "verbose_name_plural": "grupper",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["forming", "running", "ended"])),
                        name="group_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("intake__in", ["open", "closed"])), name="group_intake_valid"
                    ),
                    models.CheckConstraint(condition=models.Q(("name__regex", "\\S")), name="group_has_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("soft_limit__gt", 0), ("soft_limit__lte", models.F("hard_limit"))
                        ),
                        name="group_soft_limit_within_hard",
                        violation_error_message="Det tilstræbte antal kan ikke være større end det højeste.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0), ("weeks_between__gt", 0)),
                        name="group_has_length_and_interval",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("began_on", None), ("ended_on", None), ("status", "forming")),
                            models.Q(("began_on__isnull", False), ("ended_on", None), ("status", "running")),
                            models.Q(
                                ("end_reason__regex", "\\S"), ("ended_on__isnull", False), ("status", "ended")
                            ),
                            _connector="OR",
                        ),
                        name="group_dates_follow_status",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["forming", "running"])),
                        fields=("name",),
                        name="group_name_once_while_open",
                        violation_error_message="Der er allerede en gruppe med det navn.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupTherapist",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="therapists",
                        to="offers.group",
                        verbose_name="gruppe",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="behandler",
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="fra")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="til")),
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
                "verbose_name": "gruppebehandler",
                "verbose_name_plural": "gruppebehandlere",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__gte", models.F("added_at")), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="group_therapist_ended_after_added",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("user", "group"),
                        name="group_therapist_once",
                        violation_error_message="Behandleren leder allerede gruppen.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMembership",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("offer_key", models.CharField(max_length=60, verbose_name="tilbud i kvalitetsstandarden")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "På venteliste"),
                            ("offered", "Tilbudt plads"),
                            ("member", "Deltager"),
                            ("declined", "Tog ikke pladsen"),
                            ("left", "Stoppet"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("waiting_since", models.DateTimeField(verbose_name="på venteliste fra")),
                (
                    "is_from_outside",
                    models.BooleanField(default=False, verbose_name="kommer fra et andet behandlingssted"),
                ),
                ("pre_talk_on", models.DateField(blank=True, null=True, verbose_name="forsamtale holdt")),
                ("offered_at", models.DateTimeField(blank=True, null=True, verbose_name="tilbudt plads")),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="begyndt i gruppen")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="stoppet")),
                ("left_reason", models.TextField(blank=True, verbose_name="hvorfor stoppet")),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "relative_course",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.relativecourse",
                        verbose_name="pårørendeforløb",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.group",
                        verbose_name="gruppe",
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
                "verbose_name": "historical deltagelse i gruppe",
                "verbose_name_plural": "historical deltagelse i grupper",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Membership",
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
                        related_name="memberships",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "relative_course",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="cases.relativecourse",
                        verbose_name="pårørendeforløb",
                    ),
                ),
                ("offer_key", models.CharField(max_length=60, verbose_name="tilbud i kvalitetsstandarden")),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="offers.group",
                        verbose_name="gruppe",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "På venteliste"),
                            ("offered", "Tilbudt plads"),
                            ("member", "Deltager"),
                            ("declined", "Tog ikke pladsen"),
                            ("left", "Stoppet"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("waiting_since", models.DateTimeField(verbose_name="på venteliste fra")),
                (
                    "is_from_outside",
                    models.BooleanField(default=False, verbose_name="kommer fra et andet behandlingssted"),
                ),
                ("pre_talk_on", models.DateField(blank=True, null=True, verbose_name="forsamtale holdt")),
                ("offered_at", models.DateTimeField(blank=True, null=True, verbose_name="tilbudt plads")),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="begyndt i gruppen")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="stoppet")),
                ("left_reason", models.TextField(blank=True, verbose_name="hvorfor stoppet")),
            ],
            options={
                "verbose_name": "deltagelse i gruppe",
                "verbose_name_plural": "deltagelse i grupper",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "waiting")),
                        fields=["offer_key", "waiting_since"],
                        name="membership_in_line",
                    ),
                    models.Index(fields=["group", "status"], name="membership_by_group"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["waiting", "offered", "member", "declined", "left"])
                        ),
                        name="membership_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("course__isnull", False), ("relative_course", None)),
                            models.Q(("course", None), ("relative_course__isnull", False)),
                            _connector="OR",
                        ),
                        name="membership_rests_on_one_course",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("group", None),
                                ("joined_on", None),
                                ("left_on", None),
                                ("offered_at", None),
                                ("status", "waiting"),
                            ),
                            models.Q(
                                ("group__isnull", False),
                                ("joined_on", None),
                                ("left_on", None),
                                ("offered_at__isnull", False),
                                ("status", "offered"),
                            ),
                            models.Q(
                                ("group__isnull", False),
                                ("joined_on__isnull", False),
                                ("left_on", None),
                                ("status", "member"),
                            ),
                            models.Q(("left_on__isnull", False), ("status__in", ["declined", "left"])),
                            _connector="OR",
                        ),
                        name="membership_dates_follow_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["declined", "left"]), _negated=True),
                            ("left_reason__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="membership_left_with_reason",
                        violation_error_message="Skriv, hvorfor borgeren stopper.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None),
                            ("joined_on", None),
                            ("left_on__gte", models.F("joined_on")),
                            _connector="OR",
                        ),
                        name="membership_left_after_joined",
                        violation_error_message="Borgeren kan ikke stoppe, før deltagelsen er begyndt.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["member", "offered", "waiting"])),
                        fields=("course",),
                        name="membership_one_open_per_course",
                        violation_error_message="Borgeren er allerede på venteliste eller i en gruppe.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["member", "offered", "waiting"])),
                        fields=("relative_course",),
                        name="membership_one_open_per_relative",
                        violation_error_message="Den pårørende er allerede på venteliste eller i en gruppe.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalGroupMeeting",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("planned_at", models.DateTimeField(verbose_name="tidspunkt")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutter")),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planlagt"), ("held", "Holdt"), ("cancelled", "Aflyst")],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("content", models.TextField(blank=True, verbose_name="indhold")),
                ("cancelled_reason", models.TextField(blank=True, verbose_name="hvorfor aflyst")),
                ("written_at", models.DateTimeField(blank=True, null=True, verbose_name="fremmøde skrevet")),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.group",
                        verbose_name="gruppe",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
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
                "verbose_name": "historical gruppemøde",
                "verbose_name_plural": "historical gruppemøder",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="GroupMeeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="offers.group",
                        verbose_name="gruppe",
                    ),
                ),
                ("planned_at", models.DateTimeField(verbose_name="tidspunkt")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutter")),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planlagt"), ("held", "Holdt"), ("cancelled", "Aflyst")],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("content", models.TextField(blank=True, verbose_name="indhold")),
                ("cancelled_reason", models.TextField(blank=True, verbose_name="hvorfor aflyst")),
                ("written_at", models.DateTimeField(blank=True, null=True, verbose_name="fremmøde skrevet")),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
            ],
            options={
                "verbose_name": "gruppemøde",
                "verbose_name_plural": "gruppemøder",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["planned", "held", "cancelled"])),
                        name="group_meeting_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0)), name="group_meeting_has_length"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "held"),
                                ("written_at__isnull", False),
                                ("written_by__isnull", False),
                            ),
                            models.Q(
                                models.Q(("status", "held"), _negated=True),
                                ("written_at", None),
                                ("written_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="group_meeting_written_when_held",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "cancelled"), _negated=True),
                            ("cancelled_reason__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="group_meeting_cancelled_with_reason",
                        violation_error_message="Skriv, hvorfor mødet aflyses.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "cancelled"), _negated=True),
                        fields=("group", "planned_at"),
                        name="group_meeting_once_at_a_time",
                        violation_error_message="Gruppen har allerede et møde på det tidspunkt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupAttendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="offers.groupmeeting",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="offers.membership",
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_attendance",
                        to="offers.session",
                    ),
                ),
                (
                    "relative_talk",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_attendance",
                        to="cases.relativetalk",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
            ],
            options={
                "verbose_name": "fremmøde i gruppe",
                "verbose_name_plural": "fremmøde i grupper",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "membership"),
                        name="group_attendance_once",
                        violation_error_message="Fremmødet er allerede skrevet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("relative_talk", None), ("session__isnull", False)),
                            models.Q(("relative_talk__isnull", False), ("session", None)),
                            _connector="OR",
                        ),
                        name="group_attendance_is_one_talk",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Irregularity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="irregularities",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                ("found_on", models.DateField(verbose_name="fundet")),
                ("text", models.TextField(verbose_name="hvad der er fundet")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
                ("discussed_on", models.DateField(blank=True, null=True, verbose_name="drøftet på mødet")),
                ("present", models.TextField(blank=True, verbose_name="til stede")),
                ("discussion", models.TextField(blank=True, verbose_name="hvad mødet mente")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("continued", "Ordinationen fortsætter"),
                            ("changed", "Ordinationen ændres"),
                            ("stopped", "Ordinationen stoppes"),
                        ],
                        max_length=10,
                        verbose_name="lægens beslutning",
                    ),
                ),
                ("decision_reasons", models.TextField(blank=True, verbose_name="lægens begrundelse")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besluttet")),
                (
                    "doctor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="læge",
                    ),
                ),
            ],
            options={
                "verbose_name": "uregelmæssighed",
                "verbose_name_plural": "uregelmæssigheder",
                "indexes": [
                    models.Index(
                        condition=models.Q(("decided_at", None)),
                        fields=["found_on"],
                        name="irregularity_undecided",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="irregularity_says_what",
                        violation_error_message="Skriv, hvad der er fundet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("discussed_on", None), ("discussion", ""), ("present", "")),
                            models.Q(
                                ("discussed_on__gte", models.F("found_on")),
                                ("discussion__regex", "\\S"),
                                ("present__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="irregularity_discussed_whole",
                        violation_error_message="Skriv dagen, hvem der var med, og hvad mødet mente.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None),
                                ("decision", ""),
                                ("decision_reasons", ""),
                                ("doctor", None),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decision__in", ["continued", "changed", "stopped"]),
                                ("decision_reasons__regex", "\\S"),
                                ("discussed_on__isnull", False),
                                ("doctor__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="irregularity_discussed_before_decided",
                        violation_error_message="Det skal drøftes på mødet, før lægen beslutter.",
                    ),
                    models.UniqueConstraint(
                        fields=("course", "found_on", "text"),
                        name="irregularity_once",
                        violation_error_message="Det er allerede skrevet.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalQualification",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("nada", "NADA-behandler")], max_length=20, verbose_name="certifikat"
                    ),
                ),
                ("from_on", models.DateField(verbose_name="fra")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="til og med")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="hvor det er fra")),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medarbejder",
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
                "verbose_name": "historical certifikat",
                "verbose_name_plural": "historical certifikater",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Qualification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="qualifications",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medarbejder",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("nada", "NADA-behandler")], max_length=20, verbose_name="certifikat"
                    ),
                ),
                ("from_on", models.DateField(verbose_name="fra")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="til og med")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="hvor det er fra")),
            ],
            options={
                "verbose_name": "certifikat",
                "verbose_name_plural": "certifikater",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["nada"])), name="qualification_kind_valid"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="qualification_ends_after_it_begins",
                        violation_error_message="Certifikatet kan ikke udløbe, før det begynder.",
                    ),
                    models.UniqueConstraint(
                        fields=("user", "kind", "from_on"),
                        name="qualification_once_from_a_day",
                        violation_error_message="Certifikatet er allerede registreret fra den dag.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NadaSitting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_at", models.DateTimeField(verbose_name="holdt")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutter")),
                (
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="behandler",
                    ),
                ),
                (
                    "qualification",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offers.qualification",
                        verbose_name="certifikat",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
            ],
            options={
                "verbose_name": "NADA-gang",
                "verbose_name_plural": "NADA-gange",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0)), name="nada_sitting_has_length"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("written_at__gte", models.F("held_at"))),
                        name="nada_sitting_written_after",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NadaAttendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="offers.nadasitting",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nada_attendances",
                        to="offers.course",
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nada_attendance",
                        to="offers.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "fremmøde til NADA",
                "verbose_name_plural": "fremmøde til NADA",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sitting", "course"),
                        name="nada_attendance_once",
                        violation_error_message="Borgeren er allerede krydset af.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalNadaTime",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("planned_at", models.DateTimeField(verbose_name="tidspunkt")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutter")),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planlagt"), ("cancelled", "Aflyst")],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("cancelled_reason", models.TextField(blank=True, verbose_name="hvorfor aflyst")),
                (
                    "practitioner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="NADA-behandler",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.room",
                        verbose_name="lokale",
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
                "verbose_name": "historical NADA-tid",
                "verbose_name_plural": "historical NADA-tider",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="NadaTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("planned_at", models.DateTimeField(verbose_name="tidspunkt")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutter")),
                (
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="NADA-behandler",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nada_times",
                        to="offers.room",
                        verbose_name="lokale",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planlagt"), ("cancelled", "Aflyst")],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("cancelled_reason", models.TextField(blank=True, verbose_name="hvorfor aflyst")),
            ],
            options={
                "verbose_name": "NADA-tid",
                "verbose_name_plural": "NADA-tider",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "planned")),
                        fields=["planned_at"],
                        name="nada_time_to_come",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["planned", "cancelled"])),
                        name="nada_time_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0)), name="nada_time_has_length"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_reason", ""), ("status", "planned")),
                            models.Q(("cancelled_reason__regex", "\\S"), ("status", "cancelled")),
                            _connector="OR",
                        ),
                        name="nada_time_cancelled_with_reason",
                        violation_error_message="Skriv, hvorfor tiden aflyses.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnDoctorCare",
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
                        related_name="own_doctor_care",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("antabus", "Antabus"),
                            ("detox", "Afrusning eller afgiftning"),
                            ("other", "Anden medicinsk behandling"),
                        ],
                        max_length=10,
                        verbose_name="hvad",
                    ),
                ),
                ("doctor", models.CharField(max_length=120, verbose_name="læge")),
                ("handed_out_at", models.CharField(blank=True, max_length=120, verbose_name="udleveres")),
                ("from_on", models.DateField(verbose_name="fra")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="til og med")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="afsluttet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "behandling hos egen læge",
                "verbose_name_plural": "behandling hos egen læge",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["antabus", "detox", "other"])),
                        name="own_doctor_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("doctor__regex", "\\S")),
                        name="own_doctor_is_named",
                        violation_error_message="Skriv, hvilken læge eller klinik.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_by", None), ("until_on", None)),
                            models.Q(("ended_by__isnull", False), ("until_on__gte", models.F("from_on"))),
                            _connector="OR",
                        ),
                        name="own_doctor_ended_by_somebody",
                        violation_error_message="Den kan ikke slutte, før den begynder.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("case", "kind"),
                        name="own_doctor_one_of_a_kind",
                        violation_error_message="Det er allerede skrevet ned.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="offers.course",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="offers.provider",
                        verbose_name="behandlingssted",
                    ),
                ),
                (
                    "free_choice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="offers.freechoice",
                        verbose_name="borgerens frie valg",
                    ),
                ),
                (
                    "moved_from",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved_to",
                        to="offers.placement",
                        verbose_name="flyttet fra",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Aftalt"),
                            ("staying", "Indskrevet"),
                            ("ended", "Udskrevet"),
                            ("cancelled", "Blev ikke til noget"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("planned_from", models.DateField(verbose_name="aftalt fra")),
                ("planned_until", models.DateField(verbose_name="aftalt til og med")),
                ("aim", models.TextField(blank=True, verbose_name="formål og mål")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="indskrevet")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="udskrevet")),
                (
                    "end_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreed", "Afsluttet efter aftale med institutionen"),
                            ("moved", "Flyttet til en anden institution"),
                            ("left", "Borgeren forlod institutionen"),
                            ("expelled", "Institutionen bortviste borgeren"),
                            ("died", "Borgeren er død"),
                        ],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
                ("end_reason", models.TextField(blank=True, verbose_name="hvorfor")),
                (
                    "agreed_with",
                    models.CharField(blank=True, max_length=200, verbose_name="aftalt med på institutionen"),
                ),
                (
                    "talks_answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Tilbudt, og borgeren tog imod"),
                            ("declined", "Tilbudt, og borgeren sagde nej"),
                        ],
                        max_length=10,
                        verbose_name="ambulante samtaler bagefter",
                    ),
                ),
            ],
            options={
                "verbose_name": "indskrivning",
                "verbose_name_plural": "indskrivninger",
                "indexes": [
                    models.Index(fields=["case", "-id"], name="placement_by_case"),
                    models.Index(
                        condition=models.Q(("started_on__isnull", False)),
                        fields=["started_on", "ended_on"],
                        name="placement_by_days",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["planned", "staying", "ended", "cancelled"])),
                        name="placement_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("planned_until__gt", models.F("planned_from"))),
                        name="placement_has_length",
                        violation_error_message="Opholdet skal slutte, efter at det er begyndt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "planned"),
                                ("end_kind", ""),
                                ("ended_on", None),
                                ("started_on", None),
                            ),
                            models.Q(
                                ("status", "staying"),
                                ("end_kind", ""),
                                ("ended_on", None),
                                ("started_on__isnull", False),
                            ),
                            models.Q(
                                ("status", "ended"),
                                ("ended_on__gte", models.F("started_on")),
                                ("started_on__isnull", False),
                                ("end_kind__in", ["agreed", "moved", "left", "expelled", "died"]),
                            ),
                            models.Q(
                                ("status", "cancelled"),
                                ("end_kind", ""),
                                ("ended_on", None),
                                ("started_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="placement_dates_follow_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["ended", "cancelled"]), _negated=True),
                            ("end_reason__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="placement_ended_with_reason",
                        violation_error_message="Skriv hvorfor.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_kind", "agreed"), _negated=True),
                            models.Q(
                                ("agreed_with__regex", "\\S"), ("talks_answer__in", ["accepted", "declined"])
                            ),
                            _connector="OR",
                        ),
                        name="placement_agreed_end_is_agreed",
                        violation_error_message="Skriv, hvem på institutionen slutningen er aftalt med, og hvad borgeren svarede til ambulante samtaler.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["planned", "staying"])),
                        fields=("case",),
                        name="placement_one_open_per_case",
                        violation_error_message="Der er allerede aftalt et ophold.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlacement",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Aftalt"),
                            ("staying", "Indskrevet"),
                            ("ended", "Udskrevet"),
                            ("cancelled", "Blev ikke til noget"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("planned_from", models.DateField(verbose_name="aftalt fra")),
                ("planned_until", models.DateField(verbose_name="aftalt til og med")),
                ("aim", models.TextField(blank=True, verbose_name="formål og mål")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="indskrevet")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="udskrevet")),
                (
                    "end_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreed", "Afsluttet efter aftale med institutionen"),
                            ("moved", "Flyttet til en anden institution"),
                            ("left", "Borgeren forlod institutionen"),
                            ("expelled", "Institutionen bortviste borgeren"),
                            ("died", "Borgeren er død"),
                        ],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
                ("end_reason", models.TextField(blank=True, verbose_name="hvorfor")),
                (
                    "agreed_with",
                    models.CharField(blank=True, max_length=200, verbose_name="aftalt med på institutionen"),
                ),
                (
                    "talks_answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Tilbudt, og borgeren tog imod"),
                            ("declined", "Tilbudt, og borgeren sagde nej"),
                        ],
                        max_length=10,
                        verbose_name="ambulante samtaler bagefter",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.course",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.provider",
                        verbose_name="behandlingssted",
                    ),
                ),
                (
                    "free_choice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.freechoice",
                        verbose_name="borgerens frie valg",
                    ),
                ),
                (
                    "moved_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.placement",
                        verbose_name="flyttet fra",
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
                "verbose_name": "historical indskrivning",
                "verbose_name_plural": "historical indskrivninger",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PaymentGuarantee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guarantees",
                        to="offers.placement",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="fra")),
                ("until_on", models.DateField(verbose_name="til og med")),
                (
                    "per_day",
                    models.DecimalField(decimal_places=2, max_digits=9, verbose_name="kroner pr. døgn"),
                ),
                ("reference", models.CharField(blank=True, max_length=100, verbose_name="referencenummer")),
                ("given_on", models.DateField(verbose_name="givet")),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="givet af",
                    ),
                ),
                ("taken_back_at", models.DateTimeField(blank=True, null=True, verbose_name="taget tilbage")),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taget tilbage af",
                    ),
                ),
                ("taken_back_reason", models.TextField(blank=True, verbose_name="hvorfor taget tilbage")),
            ],
            options={
                "verbose_name": "betalingsgaranti",
                "verbose_name_plural": "betalingsgarantier",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("per_day__gt", 0)), name="payment_guarantee_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="payment_guarantee_days",
                        violation_error_message="Slutdatoen ligger før begyndelsen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("taken_back_at", None), ("taken_back_by", None), ("taken_back_reason", "")
                            ),
                            models.Q(
                                ("taken_back_at__isnull", False),
                                ("taken_back_by__isnull", False),
                                ("taken_back_reason__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="payment_guarantee_back_with_reason",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("taken_back_at", None)),
                        expressions=[
                            ("placement", "="),
                            (
                                offers.models.provider.DaysFromUntil(
                                    "from_on", "until_on", models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="payment_guarantee_one_a_day",
                        violation_error_message="Der er allerede givet betalingsgaranti for en af de dage.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTreatmentPlan",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="udgave")),
                ("findings", models.TextField(blank=True, verbose_name="udgangspunkt efter afdækningen")),
                ("methods", models.TextField(blank=True, verbose_name="metoder")),
                ("tasks", models.TextField(blank=True, verbose_name="hvem gør hvad")),
                ("schedule", models.TextField(blank=True, verbose_name="tidsplan")),
                (
                    "participation",
                    models.TextField(blank=True, verbose_name="hvordan borgeren har været med"),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="aftalt opfølgning")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="gjort færdig")),
                (
                    "signer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("citizen", "Borgeren"),
                            ("citizen_and_parent", "Borgeren og forældremyndighedens indehaver"),
                            ("parent", "Forældremyndighedens indehaver"),
                            ("guardian", "Værge"),
                            ("nobody", "Ikke underskrevet"),
                        ],
                        max_length=20,
                        verbose_name="underskrevet af",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="underskrevet den")),
                ("not_signed_reason", models.TextField(blank=True, verbose_name="hvorfor ikke underskrevet")),
                (
                    "signature_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="underskrift registreret"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.treatmentrequest",
                        verbose_name="anmodning",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="standards.standardversion",
                        verbose_name="kvalitetsstandard",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gjort færdig af",
                    ),
                ),
                (
                    "signature_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="underskrift registreret af",
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
                "verbose_name": "historical behandlingsplan",
                "verbose_name_plural": "historical behandlingsplaner",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="TreatmentPlan",
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
                        related_name="plans",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="cases.treatmentrequest",
                        verbose_name="anmodning",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="standards.standardversion",
                        verbose_name="kvalitetsstandard",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="udgave")),
                ("findings", models.TextField(blank=True, verbose_name="udgangspunkt efter afdækningen")),
                ("methods", models.TextField(blank=True, verbose_name="metoder")),
                ("tasks", models.TextField(blank=True, verbose_name="hvem gør hvad")),
                ("schedule", models.TextField(blank=True, verbose_name="tidsplan")),
                (
                    "participation",
                    models.TextField(blank=True, verbose_name="hvordan borgeren har været med"),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="aftalt opfølgning")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="gjort færdig")),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gjort færdig af",
                    ),
                ),
                (
                    "signer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("citizen", "Borgeren"),
                            ("citizen_and_parent", "Borgeren og forældremyndighedens indehaver"),
                            ("parent", "Forældremyndighedens indehaver"),
                            ("guardian", "Værge"),
                            ("nobody", "Ikke underskrevet"),
                        ],
                        max_length=20,
                        verbose_name="underskrevet af",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="underskrevet den")),
                ("not_signed_reason", models.TextField(blank=True, verbose_name="hvorfor ikke underskrevet")),
                (
                    "signature_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="underskrift registreret"),
                ),
                (
                    "signature_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="underskrift registreret af",
                    ),
                ),
            ],
            options={
                "verbose_name": "behandlingsplan",
                "verbose_name_plural": "behandlingsplaner",
                "indexes": [models.Index(fields=["case", "-id"], name="plan_by_case")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "version"),
                        name="plan_version_once",
                        violation_error_message="Den udgave af planen findes allerede.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at", None)),
                        fields=("request",),
                        name="plan_one_draft",
                        violation_error_message="Der er allerede en behandlingsplan under udarbejdelse.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="plan_version_from_1"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "signer__in",
                                ["", "citizen", "citizen_and_parent", "parent", "guardian", "nobody"],
                            )
                        ),
                        name="plan_signer_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("settled_by", None)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="plan_settled_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("not_signed_reason", ""),
                                ("signature_at", None),
                                ("signature_by", None),
                                ("signed_on", None),
                                ("signer", ""),
                            ),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                ("signature_at__isnull", False),
                                ("signature_by__isnull", False),
                                models.Q(
                                    models.Q(
                                        ("not_signed_reason__regex", "\\S"),
                                        ("signed_on", None),
                                        ("signer", "nobody"),
                                    ),
                                    models.Q(
                                        ("not_signed_reason", ""),
                                        ("signed_on__isnull", False),
                                        (
                                            "signer__in",
                                            ["citizen", "citizen_and_parent", "guardian", "parent"],
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="plan_signature_whole",
                        violation_error_message="Skriv, hvem der har underskrevet og hvornår, eller hvorfor ikke.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanGoal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="offers.treatmentplan",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("short_term", "Kortsigtet mål"),
                            ("long_term", "Langsigtet mål"),
                            ("sub_goal", "Delmål"),
                        ],
                        max_length=12,
                        verbose_name="slags",
                    ),
                ),
                (
                    "under",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offers.plangoal",
                        verbose_name="delmål under",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="plads")),
                ("text", models.TextField(verbose_name="mål")),
                ("actions", models.TextField(blank=True, verbose_name="det gør vi, og hvem gør det")),
                ("by_on", models.DateField(blank=True, null=True, verbose_name="inden")),
                ("is_dropped", models.BooleanField(default=False, verbose_name="taget ud igen")),
            ],
            options={
                "verbose_name": "mål i behandlingsplan",
                "verbose_name_plural": "mål i behandlingsplaner",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["short_term", "long_term", "sub_goal"])),
                        name="plan_goal_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="plan_goal_says_something",
                        violation_error_message="Skriv målet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "sub_goal"),
                                ("under__isnull", False),
                                models.Q(("under", models.F("id")), _negated=True),
                            ),
                            models.Q(models.Q(("kind", "sub_goal"), _negated=True), ("under", None)),
                            _connector="OR",
                        ),
                        name="plan_goal_under_another",
                        violation_error_message="Et delmål skal stå under et mål.",
                    ),
                    models.UniqueConstraint(fields=("id", "plan"), name="plan_goal_in_plan"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlanGoal",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("short_term", "Kortsigtet mål"),
                            ("long_term", "Langsigtet mål"),
                            ("sub_goal", "Delmål"),
                        ],
                        max_length=12,
                        verbose_name="slags",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="plads")),
                ("text", models.TextField(verbose_name="mål")),
                ("actions", models.TextField(blank=True, verbose_name="det gør vi, og hvem gør det")),
                ("by_on", models.DateField(blank=True, null=True, verbose_name="inden")),
                ("is_dropped", models.BooleanField(default=False, verbose_name="taget ud igen")),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.treatmentplan",
                    ),
                ),
                (
                    "under",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.plangoal",
                        verbose_name="delmål under",
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
                "verbose_name": "historical mål i behandlingsplan",
                "verbose_name_plural": "historical mål i behandlingsplaner",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PlanReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="offers.treatmentplan",
                    ),
                ),
                ("reviewed_on", models.DateField(verbose_name="fulgt op den")),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fulgt op af",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                ("text", models.TextField(verbose_name="hvad opfølgningen viste")),
                (
                    "review_on",
                    models.DateField(blank=True, null=True, verbose_name="næste aftalte opfølgning"),
                ),
            ],
            options={
                "verbose_name": "opfølgning på behandlingsplan",
                "verbose_name_plural": "opfølgninger på behandlingsplaner",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="plan_review_says_something",
                        violation_error_message="Skriv, hvad opfølgningen viste.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_on", None), ("review_on__gt", models.F("reviewed_on")), _connector="OR"
                        ),
                        name="plan_review_next_is_later",
                        violation_error_message="Den næste opfølgning ligger efter denne.",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "reviewed_on"),
                        name="plan_review_once_a_day",
                        violation_error_message="Der er allerede fulgt op på planen den dag.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GoalAttainment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attainments",
                        to="offers.planreview",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attainments",
                        to="offers.plangoal",
                        verbose_name="mål",
                    ),
                ),
                (
                    "attainment",
                    models.CharField(
                        choices=[
                            ("reached", "Nået"),
                            ("partly", "Delvist nået"),
                            ("not_reached", "Ikke nået"),
                            ("dropped", "Ikke længere et mål"),
                        ],
                        max_length=12,
                        verbose_name="målopfyldelse",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
            ],
            options={
                "verbose_name": "målopfyldelse",
                "verbose_name_plural": "målopfyldelser",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attainment__in", ["reached", "partly", "not_reached", "dropped"])
                        ),
                        name="goal_attainment_valid",
                    ),
                    models.UniqueConstraint(fields=("review", "goal"), name="goal_attainment_once_a_review"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalActionPlanOffer",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("offered_on", models.DateField(verbose_name="tilbudt")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Tog imod"), ("declined", "Sagde nej")],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svaret")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
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
                "verbose_name": "historical tilbud om handleplan",
                "verbose_name_plural": "historical tilbud om handleplan",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ActionPlanOffer",
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
                        related_name="action_plans",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                ("offered_on", models.DateField(verbose_name="tilbudt")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Tog imod"), ("declined", "Sagde nej")],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svaret")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
            ],
            options={
                "verbose_name": "tilbud om handleplan",
                "verbose_name_plural": "tilbud om handleplan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "accepted", "declined"])),
                        name="action_plan_answer_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on", None)),
                            models.Q(
                                ("answered_on__gte", models.F("offered_on")),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="action_plan_answered_whole",
                        violation_error_message="Svaret kan ikke ligge før tilbuddet.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "")),
                        fields=("case",),
                        name="action_plan_one_unanswered",
                        violation_error_message="Handleplanen er allerede tilbudt, og borgeren har ikke svaret.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reservation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=40)),
                (
                    "employee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offers.room",
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
            ],
            options={
                "verbose_name": "reservation",
                "verbose_name_plural": "reservationer",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("employee", None), ("room__isnull", False)),
                            models.Q(("employee__isnull", False), ("room", None)),
                            _connector="OR",
                        ),
                        name="reservation_of_person_or_room",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("employee__isnull", False)),
                        expressions=[("employee", "="), ("during", "&&")],
                        name="reservation_employee_once_at_a_time",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("room__isnull", False)),
                        expressions=[("room", "="), ("during", "&&")],
                        name="reservation_room_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupervisionVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervisions",
                        to="offers.placement",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="holdt")),
                (
                    "means",
                    models.CharField(
                        choices=[("visit", "Besøg"), ("video", "Video"), ("phone", "Telefon")],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
                ("with_whom", models.CharField(max_length=200, verbose_name="med hvem")),
                (
                    "delivers",
                    models.CharField(
                        choices=[("yes", "Ja"), ("partly", "Delvist"), ("no", "Nej")],
                        max_length=10,
                        verbose_name="institutionen yder det aftalte",
                    ),
                ),
                (
                    "cooperates",
                    models.CharField(
                        choices=[("yes", "Ja"), ("partly", "Delvist"), ("no", "Nej")],
                        max_length=10,
                        verbose_name="borgeren samarbejder",
                    ),
                ),
                (
                    "note",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervision",
                        to="cases.note",
                        verbose_name="notat",
                    ),
                ),
            ],
            options={
                "verbose_name": "tilsyn",
                "verbose_name_plural": "tilsyn",
                "ordering": ("held_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cooperates__in", ["yes", "partly", "no"]),
                            ("delivers__in", ["yes", "partly", "no"]),
                            ("means__in", ["visit", "video", "phone"]),
                        ),
                        name="supervision_choices_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("with_whom__regex", "\\S")), name="supervision_with_somebody"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="status_reports",
                        to="offers.placement",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="modtaget")),
                ("summary", models.TextField(verbose_name="hvad den siger")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "statusbeskrivelse",
                "verbose_name_plural": "statusbeskrivelser",
                "ordering": ("received_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("summary__regex", "\\S")), name="status_report_says_something"
                    ),
                    models.UniqueConstraint(
                        fields=("placement", "received_on"),
                        name="status_report_once_a_day",
                        violation_error_message="Der er allerede skrevet en statusbeskrivelse den dag.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AftercarePlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aftercare_plans",
                        to="offers.course",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aftercare_plans",
                        to="cases.case",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="udgave")),
                ("made_on", models.DateField(verbose_name="lavet")),
                ("with_citizen", models.BooleanField(verbose_name="lavet sammen med borgeren")),
                ("goals", models.TextField(verbose_name="hvad borgeren vil holde fast i")),
                ("support", models.TextField(verbose_name="støtte efter opholdet")),
                ("relapse", models.TextField(verbose_name="ved risiko for tilbagefald")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "efterbehandlingsplan",
                "verbose_name_plural": "efterbehandlingsplaner",
                "ordering": ("version",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("goals__regex", "\\S"), ("relapse__regex", "\\S"), ("support__regex", "\\S")
                        ),
                        name="aftercare_plan_is_concrete",
                        violation_error_message="Planen skal være konkret: udfyld alle felter.",
                    ),
                    models.UniqueConstraint(fields=("course", "version"), name="aftercare_plan_version_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubstitutionPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitution_plans",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="udgave")),
                ("indication", models.TextField(verbose_name="indikation")),
                ("purpose", models.TextField(verbose_name="formål")),
                (
                    "coordination",
                    models.TextField(blank=True, verbose_name="samarbejde med anden lægelig behandling"),
                ),
                ("health", models.TextField(blank=True, verbose_name="helbred, screening og vaccinationer")),
                ("harm_reduction", models.TextField(blank=True, verbose_name="skadesreduktion")),
                ("support", models.TextField(verbose_name="social og pædagogisk støtte")),
                ("former", models.TextField(blank=True, verbose_name="opfølgning på den tidligere plan")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "doctor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="læge",
                    ),
                ),
            ],
            options={
                "verbose_name": "lægens plan",
                "verbose_name_plural": "lægens planer",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("course", "version"),
                        name="substitution_plan_version_once",
                        violation_error_message="En kollega har imens skrevet en ny udgave af planen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("indication__regex", "\\S"), ("purpose__regex", "\\S"), ("support__regex", "\\S")
                        ),
                        name="substitution_plan_whole",
                        violation_error_message="Skriv indikation, formål og social og pædagogisk støtte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version", 1),
                            models.Q(("former__regex", "\\S"), ("version__gt", 1)),
                            _connector="OR",
                        ),
                        name="substitution_plan_follows_the_former",
                        violation_error_message="Skriv, hvordan det er gået med den tidligere plan.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Prescription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prescriptions",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("dose", "Dosis"), ("stop", "Ophør")], max_length=10, verbose_name="slags"
                    ),
                ),
                ("preparation_key", models.CharField(blank=True, max_length=60)),
                ("preparation_name", models.CharField(blank=True, max_length=200, verbose_name="præparat")),
                (
                    "daily_mg",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="mg pr. døgn"
                    ),
                ),
                ("from_on", models.DateField(verbose_name="fra")),
                ("dispensing_place", models.CharField(blank=True, max_length=200, verbose_name="udleveres")),
                (
                    "intake",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("supervised", "Overvåget hver gang"),
                            ("partly", "Overvåget nogle dage, resten med hjem"),
                            ("unsupervised", "Ikke overvåget"),
                        ],
                        max_length=15,
                        verbose_name="kontrol med indtagelsen",
                    ),
                ),
                ("dearer_reason", models.TextField(blank=True, verbose_name="hvorfor ikke det billigste")),
                ("note", models.TextField(blank=True, verbose_name="begrundelse")),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="offers.prescription",
                        verbose_name="retter",
                    ),
                ),
                ("correction_reason", models.TextField(blank=True, verbose_name="hvorfor rettet")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "doctor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="læge",
                    ),
                ),
            ],
            options={
                "verbose_name": "ordination",
                "verbose_name_plural": "ordinationer",
                "indexes": [models.Index(fields=["course", "from_on"], name="prescription_by_course")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("daily_mg__gt", 0),
                                ("intake__in", ["supervised", "partly", "unsupervised"]),
                                ("kind", "dose"),
                                models.Q(("preparation_key", ""), _negated=True),
                                models.Q(("preparation_name", ""), _negated=True),
                                models.Q(("dispensing_place", ""), _negated=True),
                            ),
                            models.Q(
                                ("daily_mg", None),
                                ("dispensing_place", ""),
                                ("intake", ""),
                                ("kind", "stop"),
                                ("note__regex", "\\S"),
                                ("preparation_key", ""),
                                ("preparation_name", ""),
                            ),
                            _connector="OR",
                        ),
                        name="prescription_whole",
                        violation_error_message="Skriv præparat, dosis, udlevering og kontrol. Ved ophør skrives begrundelsen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction_reason", ""), ("corrects", None)),
                            models.Q(("correction_reason__regex", "\\S"), ("corrects__isnull", False)),
                            _connector="OR",
                        ),
                        name="prescription_corrected_with_reason",
                        violation_error_message="Skriv, hvorfor ordinationen rettes.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DoctorTalk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doctor_talks",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="holdt")),
                ("text", models.TextField(verbose_name="lægens notat")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="næste aftalt senest")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "doctor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="læge",
                    ),
                ),
            ],
            options={
                "verbose_name": "lægesamtale",
                "verbose_name_plural": "lægesamtaler",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="doctor_talk_has_text",
                        violation_error_message="Skriv, hvad samtalen viste.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_on", None), ("next_on__gt", models.F("held_on")), _connector="OR"
                        ),
                        name="doctor_talk_next_is_later",
                        violation_error_message="Den næste samtale ligger efter denne.",
                    ),
                    models.UniqueConstraint(
                        fields=("course", "held_on"),
                        name="doctor_talk_once_a_day",
                        violation_error_message="Der er allerede skrevet en lægesamtale den dag.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MissedDose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missed_doses",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                ("on", models.DateField(verbose_name="dag")),
                ("note", models.TextField(blank=True, verbose_name="hvad skete der")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="taget tilbage")),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taget tilbage af",
                    ),
                ),
                ("struck_reason", models.TextField(blank=True, verbose_name="hvorfor taget tilbage")),
            ],
            options={
                "verbose_name": "udebleven dosis",
                "verbose_name_plural": "udeblevne doser",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("course", "on"),
                        name="missed_dose_once_a_day",
                        violation_error_message="Dagen er allerede skrevet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_at", None), ("struck_by", None), ("struck_reason", "")),
                            models.Q(
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                                ("struck_reason__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="missed_dose_struck_with_reason",
                        violation_error_message="Skriv, hvorfor det tages tilbage.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HomeChildren",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="home_children",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="fra")),
                ("at_home", models.BooleanField(verbose_name="der bor børn i hjemmet")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "børn i hjemmet",
                "verbose_name_plural": "børn i hjemmet",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("course", "from_on"),
                        name="home_children_one_answer_a_day",
                        violation_error_message="Der er allerede et svar fra den dag.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UrinePlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urine_plans",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                ("planned_on", models.DateField(verbose_name="planlagt til")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet")),
                ("given_up_reason", models.TextField(blank=True, verbose_name="hvorfor opgivet")),
            ],
            options={
                "verbose_name": "planlagt urinprøve",
                "verbose_name_plural": "planlagte urinprøver",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at", None)),
                        fields=("course",),
                        name="urine_plan_one_open",
                        violation_error_message="Der er allerede planlagt en prøve.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_up_reason", ""), ("settled_at__isnull", False), _connector="OR"
                        ),
                        name="urine_plan_given_up_is_settled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UrineTest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urine_tests",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                ("taken_on", models.DateField(verbose_name="dag")),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("start", "Ved opstart"),
                            ("unannounced", "Uvarslet"),
                            ("agreed", "Aftalt med borgeren"),
                        ],
                        max_length=15,
                        verbose_name="anledning",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("nothing_found", "Ingen andre stoffer"),
                            ("found", "Andre stoffer fundet"),
                            ("unclear", "Kunne ikke aflæses"),
                            ("refused", "Borgeren ville ikke"),
                            ("absent", "Borgeren kom ikke"),
                        ],
                        max_length=15,
                        verbose_name="resultat",
                    ),
                ),
                ("findings", models.TextField(blank=True, verbose_name="hvad prøven viste")),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="offers.urinetest",
                        verbose_name="retter",
                    ),
                ),
                ("correction_reason", models.TextField(blank=True, verbose_name="hvorfor rettet")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "urinprøve",
                "verbose_name_plural": "urinprøver",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("occasion__in", ["start", "unannounced", "agreed"]),
                            ("outcome__in", ["nothing_found", "found", "unclear", "refused", "absent"]),
                        ),
                        name="urine_test_choices_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "found"), _negated=True),
                            ("findings__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="urine_test_found_says_what",
                        violation_error_message="Skriv, hvilke stoffer prøven viste.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction_reason", ""), ("corrects", None)),
                            models.Q(("correction_reason__regex", "\\S"), ("corrects__isnull", False)),
                            _connector="OR",
                        ),
                        name="urine_test_corrected_with_reason",
                        violation_error_message="Skriv, hvorfor prøven rettes.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("corrects", None)),
                        fields=("course", "taken_on"),
                        name="urine_test_once_a_day",
                        violation_error_message="Der er allerede skrevet en prøve den dag. Ret den i stedet.",
                    ),
                ],
            },
        ),
    ]
