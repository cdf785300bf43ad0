import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from rusmiddel.first_migration import FirstMigration


class Migration(FirstMigration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0001_initial"),
        ("letters", "0001_initial"),
        ("rights", "0001_initial"),
        ("standards", "0001_initial"),
        ("visitation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PowerOfAttorney",
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
                        related_name="powers_of_attorney",
                        to="cases.case",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="hvem har fuldmagt")),
                ("address", models.TextField(blank=True, verbose_name="adresse")),
                ("scope", models.TextField(verbose_name="hvad fuldmagten gælder")),
                ("given_on", models.DateField(verbose_name="givet")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="gælder til og med")),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="power_of_attorney",
                        to="cases.attachment",
                        verbose_name="dokument",
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
                "verbose_name": "fuldmagt",
                "verbose_name_plural": "fuldmagter",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S"), ("scope__regex", "\\S")),
                        name="power_says_who_and_what",
                        violation_error_message="Skriv, hvem der har fuldmagt, og hvad den gælder.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on", None), ("expires_on__gte", models.F("given_on")), _connector="OR"
                        ),
                        name="power_ends_after_it_began",
                        violation_error_message="Fuldmagten kan ikke udløbe, før den blev givet.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalComplaint",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("submission", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("decision", "En afgørelse"),
                            ("residential_decision", "En afgørelse om døgnbehandling"),
                            ("guarantee_exceeded", "Behandlingsgarantien er overskredet"),
                            ("case_handling", "Sagsbehandlingen eller en medarbejder"),
                            ("access_to_files", "Aktindsigt"),
                            ("health_treatment", "Sundhedsfaglig behandling"),
                        ],
                        max_length=30,
                        verbose_name="hvad klages der over",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="modtaget")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "Telefon"),
                            ("in_person", "Fremmøde"),
                            ("email", "E-mail"),
                            ("letter", "Brev"),
                            ("digital_post", "Digital Post"),
                        ],
                        max_length=15,
                        verbose_name="hvordan",
                    ),
                ),
                ("text", models.TextField(verbose_name="klagen")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                ("read_back_at", models.DateTimeField(blank=True, null=True, verbose_name="læst op")),
                ("read_back_said", models.TextField(blank=True, verbose_name="hvad borgeren sagde til det")),
                (
                    "handling",
                    models.CharField(
                        choices=[
                            ("reassess", "Genvurderes her og sendes videre, hvis afgørelsen fastholdes"),
                            ("pass_on", "Sendes til den, der har truffet afgørelsen"),
                            ("answer", "Besvares af afdelingslederen og ender her"),
                            ("guide", "Borgeren vejledes om, hvor klagen skal sendes"),
                        ],
                        max_length=10,
                        verbose_name="behandling",
                    ),
                ),
                ("recipient_name", models.CharField(max_length=200, verbose_name="klagen hører til hos")),
                ("recipient_address", models.TextField(blank=True, verbose_name="adresse")),
                ("recipient_email", models.CharField(blank=True, max_length=200, verbose_name="e-mail")),
                (
                    "reassessment_weeks",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="genvurdering inden for uger"
                    ),
                ),
                (
                    "reassessment_ends",
                    models.CharField(
                        choices=[
                            ("same_day", "den dag, den falder på"),
                            ("next_working_day", "den næste hverdag"),
                        ],
                        max_length=20,
                        verbose_name="fristen slutter",
                    ),
                ),
                ("onward_key", models.CharField(blank=True, max_length=60)),
                (
                    "onward_name",
                    models.CharField(blank=True, max_length=200, verbose_name="sendes videre til"),
                ),
                ("complain_by", models.DateField(blank=True, null=True, verbose_name="sidste dag at klage")),
                ("is_late", models.BooleanField(default=False, verbose_name="kom for sent")),
                (
                    "lateness",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("late", "For sent, og uden særlige grunde"),
                            ("excused", "For sent, men med særlige grunde"),
                            ("in_time", "Rettidig alligevel, fx fordi brevet kom senere"),
                        ],
                        max_length=10,
                        verbose_name="vurderet",
                    ),
                ),
                ("lateness_reason", models.TextField(blank=True, verbose_name="hvorfor")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Modtaget"),
                            ("reassessed", "Genvurderet"),
                            ("forwarded", "Hos klageinstansen"),
                            ("to_act", "Skal behandles igen"),
                            ("done", "Behandlet"),
                            ("closed", "Afsluttet"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("handled_on", models.DateField(blank=True, null=True, verbose_name="behandlet her")),
                (
                    "acted_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="behandlet efter klageinstansens svar"
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "Medhold"),
                            ("partly", "Delvist medhold"),
                            ("maintained", "Fastholdt"),
                            ("board_upheld", "Stadfæstet af klageinstansen"),
                            ("board_changed", "Ændret af klageinstansen"),
                            ("board_remitted", "Hjemvist af klageinstansen"),
                            ("board_dismissed", "Afvist af klageinstansen"),
                            ("passed_on", "Sendt til rette myndighed"),
                            ("guided", "Vejledt om rette myndighed"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        max_length=20,
                        verbose_name="udfald",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="svar")),
                ("lesson", models.TextField(blank=True, verbose_name="hvad vi lærte")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="afsluttet")),
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
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visitation.decision",
                        verbose_name="afgørelse",
                    ),
                ),
                (
                    "further",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visitation.furtherdecision",
                        verbose_name="afgørelse undervejs",
                    ),
                ),
                (
                    "access_request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rights.accessrequest",
                        verbose_name="svar om indsigt",
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
                    "concerns",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medarbejder, klagen handler om",
                    ),
                ),
                (
                    "power",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="complaints.powerofattorney",
                        verbose_name="fuldmagt",
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
                        verbose_name="af",
                    ),
                ),
                (
                    "read_back_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="læst op af",
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
                    "lateness_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vurderet af",
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
                        verbose_name="behandler klagen",
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="letters.letter",
                        verbose_name="kvittering",
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
                        verbose_name="afsluttet af",
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
                "verbose_name": "historical klage",
                "verbose_name_plural": "historical klager",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("submission", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("decision", "En afgørelse"),
                            ("residential_decision", "En afgørelse om døgnbehandling"),
                            ("guarantee_exceeded", "Behandlingsgarantien er overskredet"),
                            ("case_handling", "Sagsbehandlingen eller en medarbejder"),
                            ("access_to_files", "Aktindsigt"),
                            ("health_treatment", "Sundhedsfaglig behandling"),
                        ],
                        max_length=30,
                        verbose_name="hvad klages der over",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="visitation.decision",
                        verbose_name="afgørelse",
                    ),
                ),
                (
                    "further",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="visitation.furtherdecision",
                        verbose_name="afgørelse undervejs",
                    ),
                ),
                (
                    "access_request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="rights.accessrequest",
                        verbose_name="svar om indsigt",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="cases.treatmentrequest",
                        verbose_name="anmodning",
                    ),
                ),
                (
                    "concerns",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medarbejder, klagen handler om",
                    ),
                ),
                (
                    "power",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="complaints.powerofattorney",
                        verbose_name="fuldmagt",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="modtaget")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "Telefon"),
                            ("in_person", "Fremmøde"),
                            ("email", "E-mail"),
                            ("letter", "Brev"),
                            ("digital_post", "Digital Post"),
                        ],
                        max_length=15,
                        verbose_name="hvordan",
                    ),
                ),
                ("text", models.TextField(verbose_name="klagen")),
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
                ("read_back_at", models.DateTimeField(blank=True, null=True, verbose_name="læst op")),
                (
                    "read_back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="læst op af",
                    ),
                ),
                ("read_back_said", models.TextField(blank=True, verbose_name="hvad borgeren sagde til det")),
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
                    "handling",
                    models.CharField(
                        choices=[
                            ("reassess", "Genvurderes her og sendes videre, hvis afgørelsen fastholdes"),
                            ("pass_on", "Sendes til den, der har truffet afgørelsen"),
                            ("answer", "Besvares af afdelingslederen og ender her"),
                            ("guide", "Borgeren vejledes om, hvor klagen skal sendes"),
                        ],
                        max_length=10,
                        verbose_name="behandling",
                    ),
                ),
                ("recipient_name", models.CharField(max_length=200, verbose_name="klagen hører til hos")),
                ("recipient_address", models.TextField(blank=True, verbose_name="adresse")),
                ("recipient_email", models.CharField(blank=True, max_length=200, verbose_name="e-mail")),
                (
                    "reassessment_weeks",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="genvurdering inden for uger"
                    ),
                ),
                (
                    "reassessment_ends",
                    models.CharField(
                        choices=[
                            ("same_day", "den dag, den falder på"),
                            ("next_working_day", "den næste hverdag"),
                        ],
                        max_length=20,
                        verbose_name="fristen slutter",
                    ),
                ),
                ("onward_key", models.CharField(blank=True, max_length=60)),
                (
                    "onward_name",
                    models.CharField(blank=True, max_length=200, verbose_name="sendes videre til"),
                ),
                ("complain_by", models.DateField(blank=True, null=True, verbose_name="sidste dag at klage")),
                ("is_late", models.BooleanField(default=False, verbose_name="kom for sent")),
                (
                    "lateness",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("late", "For sent, og uden særlige grunde"),
                            ("excused", "For sent, men med særlige grunde"),
                            ("in_time", "Rettidig alligevel, fx fordi brevet kom senere"),
                        ],
                        max_length=10,
                        verbose_name="vurderet",
                    ),
                ),
                ("lateness_reason", models.TextField(blank=True, verbose_name="hvorfor")),
                (
                    "lateness_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vurderet af",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints_in_hand",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="behandler klagen",
                    ),
                ),
                (
                    "receipt",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="letters.letter",
                        verbose_name="kvittering",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Modtaget"),
                            ("reassessed", "Genvurderet"),
                            ("forwarded", "Hos klageinstansen"),
                            ("to_act", "Skal behandles igen"),
                            ("done", "Behandlet"),
                            ("closed", "Afsluttet"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("handled_on", models.DateField(blank=True, null=True, verbose_name="behandlet her")),
                (
                    "acted_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="behandlet efter klageinstansens svar"
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "Medhold"),
                            ("partly", "Delvist medhold"),
                            ("maintained", "Fastholdt"),
                            ("board_upheld", "Stadfæstet af klageinstansen"),
                            ("board_changed", "Ændret af klageinstansen"),
                            ("board_remitted", "Hjemvist af klageinstansen"),
                            ("board_dismissed", "Afvist af klageinstansen"),
                            ("passed_on", "Sendt til rette myndighed"),
                            ("guided", "Vejledt om rette myndighed"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        max_length=20,
                        verbose_name="udfald",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="svar")),
                ("lesson", models.TextField(blank=True, verbose_name="hvad vi lærte")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="afsluttet")),
                (
                    "closed_by",
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
                "verbose_name": "klage",
                "verbose_name_plural": "klager",
                "indexes": [
                    models.Index(fields=["case", "-received_on"], name="complaint_by_case"),
                    models.Index(
                        condition=models.Q(
                            ("status__in", ["done", "forwarded", "reassessed", "received", "to_act"])
                        ),
                        fields=["received_on"],
                        name="complaint_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "decision",
                                    "residential_decision",
                                    "guarantee_exceeded",
                                    "case_handling",
                                    "access_to_files",
                                    "health_treatment",
                                ],
                            )
                        ),
                        name="complaint_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("channel__in", ["phone", "in_person", "email", "letter", "digital_post"])
                        ),
                        name="complaint_channel_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("handling__in", ["reassess", "pass_on", "answer", "guide"])),
                        name="complaint_handling_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reassessment_ends__in", ["same_day", "next_working_day"])),
                        name="complaint_ends_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lateness__in", ["", "late", "excused", "in_time"])),
                        name="complaint_lateness_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "received",
                                    "reassessed",
                                    "forwarded",
                                    "to_act",
                                    "done",
                                    "closed",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="complaint_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "result__in",
                                [
                                    "",
                                    "granted",
                                    "partly",
                                    "maintained",
                                    "board_upheld",
                                    "board_changed",
                                    "board_remitted",
                                    "board_dismissed",
                                    "passed_on",
                                    "guided",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="complaint_result_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="complaint_says_something",
                        violation_error_message="Skriv klagen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["decision", "residential_decision"]),
                                models.Q(
                                    models.Q(("decision__isnull", False), ("further", None)),
                                    models.Q(("decision", None), ("further__isnull", False)),
                                    _connector="OR",
                                ),
                                ("access_request", None),
                                ("request", None),
                            ),
                            models.Q(
                                ("access_request", None), ("kind", "health_treatment"), ("request", None)
                            ),
                            models.Q(
                                ("access_request__isnull", False),
                                ("decision", None),
                                ("further", None),
                                ("kind", "access_to_files"),
                                ("request", None),
                            ),
                            models.Q(
                                ("access_request", None),
                                ("decision", None),
                                ("further", None),
                                ("kind", "guarantee_exceeded"),
                                ("request__isnull", False),
                            ),
                            models.Q(
                                ("access_request", None),
                                ("decision", None),
                                ("further", None),
                                ("kind", "case_handling"),
                                ("request", None),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_of_what_its_kind_says",
                        violation_error_message="Vælg, hvad der klages over.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "case_handling"), ("concerns", None), _connector="OR"),
                        name="complaint_staff_only_of_conduct",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("concerns", None),
                            models.Q(
                                models.Q(("concerns", models.F("responsible")), _negated=True),
                                models.Q(("concerns", models.F("recorded_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_not_with_whom_it_concerns",
                        violation_error_message="Den, klagen handler om, kan ikke behandle den.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("read_back_at", None), ("read_back_by", None), ("read_back_said", "")),
                            models.Q(
                                ("read_back_at__isnull", False),
                                ("read_back_by__isnull", False),
                                ("read_back_said__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_read_back_whole",
                        violation_error_message="Skriv, hvad borgeren sagde til det.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel__in", ("phone", "in_person")), _negated=True),
                            ("read_back_at__isnull", False),
                            ("status__in", ["received", "withdrawn"]),
                            ("handling", "guide"),
                            _connector="OR",
                        ),
                        name="complaint_oral_is_read_back",
                        violation_error_message="Læs klagen op for borgeren, før den behandles.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("is_late", False),
                                ("lateness", ""),
                                ("lateness_by", None),
                                ("lateness_reason", ""),
                            ),
                            models.Q(
                                ("complain_by__lt", models.F("received_on")),
                                ("is_late", True),
                                models.Q(
                                    models.Q(
                                        ("lateness", ""),
                                        ("lateness_by", None),
                                        ("lateness_reason", ""),
                                        ("status__in", ["received", "withdrawn"]),
                                    ),
                                    models.Q(
                                        models.Q(("lateness", ""), _negated=True),
                                        ("lateness_by__isnull", False),
                                        ("lateness_reason__regex", "\\S"),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_late_is_assessed",
                        violation_error_message="Vurdér først, om der er særlige grunde: klagen er kommet for sent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["to_act", "done", "closed", "withdrawn"]),
                                models.Q(("result", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(
                                    ("status__in", ["to_act", "done", "closed", "withdrawn"]), _negated=True
                                ),
                                ("result", ""),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_ended_with_result",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), ("result", "withdrawn")),
                            models.Q(
                                models.Q(("status", "withdrawn"), _negated=True),
                                models.Q(("result", "withdrawn"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_withdrawn_is_result",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "closed"), _negated=True),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("closed_on__isnull", False),
                                ("lesson__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_closed_with_lesson",
                        violation_error_message="Skriv, hvad vi lærte af klagen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["reassessed", "received"]), _negated=True),
                            models.Q(("closed_on", None), ("handled_on", None)),
                            _connector="OR",
                        ),
                        name="complaint_in_hand_is_not_handled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_answer",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("upheld", "Stadfæstet"),
                            ("changed", "Ændret"),
                            ("remitted", "Hjemvist til ny behandling"),
                            ("dismissed", "Afvist"),
                        ],
                        max_length=10,
                        verbose_name="udfald",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="klageinstansens afgørelse fra")),
                ("received_on", models.DateField(verbose_name="modtaget")),
                ("summary", models.TextField(verbose_name="hvad klageinstansen skriver")),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_answer",
                        to="cases.attachment",
                        verbose_name="dokument",
                    ),
                ),
                ("act_by", models.DateField(blank=True, null=True, verbose_name="skal være gjort senest")),
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
                "verbose_name": "klageinstansens svar",
                "verbose_name_plural": "klageinstansens svar",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["upheld", "changed", "remitted", "dismissed"])),
                        name="board_outcome_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("summary__regex", "\\S")),
                        name="board_answer_says_something",
                        violation_error_message="Skriv, hvad klageinstansen skriver.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("received_on__gte", models.F("decided_on"))),
                        name="board_answer_received_after_decided",
                        violation_error_message="Svaret kan ikke være modtaget, før det blev truffet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome__in", ["changed", "remitted"]),
                                ("act_by__gte", models.F("received_on")),
                            ),
                            models.Q(
                                models.Q(("outcome__in", ["changed", "remitted"]), _negated=True),
                                ("act_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="board_answer_acted_on_in_time",
                        violation_error_message="Skriv, hvornår det senest skal være gjort.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConfidentialLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confidential_letters",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("visitation_letter", "Visitationsskrivelse"),
                            ("partial_grant", "Afgørelse med delvist medhold"),
                            ("rejection", "Afslag"),
                            ("self_payment", "Afgørelse om egenbetaling"),
                            ("choice_limited", "Begrænsning af frit valg"),
                            ("termination", "Afslutning mod borgerens ønske"),
                            ("offer_changed", "Ændret tilbud"),
                            ("guarantee_exceeded", "Overskredet behandlingsgaranti"),
                            ("hearing", "Partshøring"),
                            ("consent_withdrawn", "Samtykke trukket tilbage"),
                            ("notification", "Underretning"),
                            ("access_delay", "Indsigt tager længere tid"),
                            ("access_answer", "Svar på anmodning om indsigt"),
                            ("access_less", "Afgørelse om indsigt"),
                            ("free", "Frit brev"),
                            ("appointment", "Aftale om samtale"),
                            ("consent_form", "Samtykke til underskrift"),
                            ("status_request", "Bed en samarbejdspartner om status"),
                            ("complaint_receipt", "Kvittering for klage"),
                            ("complaint_result", "Svar på klage"),
                            ("complaint_forwarded", "Klage sendt videre"),
                            ("complaint_to_body", "Klage til en anden myndighed"),
                            ("complaint_guided", "Vejledning om, hvor der kan klages"),
                        ],
                        max_length=20,
                        verbose_name="slags",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="overskrift")),
                ("recipient_name", models.CharField(max_length=200, verbose_name="modtager")),
                ("html", models.TextField(verbose_name="tekst, som den er udsendt")),
                ("pdf", models.BinaryField()),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="segl")),
                ("issued_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "Sendt med posten"),
                            ("handed_over", "Givet i hånden"),
                            ("digital_post", "Sendt med Digital Post"),
                        ],
                        max_length=20,
                        verbose_name="hvordan",
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="afsendt")),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="afsendt af",
                    ),
                ),
            ],
            options={
                "verbose_name": "fortroligt brev",
                "verbose_name_plural": "fortrolige breve",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "visitation_letter",
                                    "partial_grant",
                                    "rejection",
                                    "self_payment",
                                    "choice_limited",
                                    "termination",
                                    "offer_changed",
                                    "guarantee_exceeded",
                                    "hearing",
                                    "consent_withdrawn",
                                    "notification",
                                    "access_delay",
                                    "access_answer",
                                    "access_less",
                                    "free",
                                    "appointment",
                                    "consent_form",
                                    "status_request",
                                    "complaint_receipt",
                                    "complaint_result",
                                    "complaint_forwarded",
                                    "complaint_to_body",
                                    "complaint_guided",
                                ],
                            )
                        ),
                        name="confidential_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["", "post", "handed_over", "digital_post"])),
                        name="confidential_channel_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sha256",
                                models.Func(
                                    models.Func(
                                        models.F("pdf"), function="sha256", output_field=models.BinaryField()
                                    ),
                                    models.Value("hex"),
                                    function="encode",
                                    output_field=models.CharField(),
                                ),
                            )
                        ),
                        name="confidential_seal_holds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", ""), ("sent_by", None), ("sent_on", None)),
                            models.Q(
                                ("sent_by__isnull", False),
                                ("sent_on__isnull", False),
                                models.Q(("channel", ""), _negated=True),
                                ("sent_on__gte", models.F("issued_at__date")),
                            ),
                            _connector="OR",
                        ),
                        name="confidential_sent_by_somebody",
                        violation_error_message="Brevet kan ikke være sendt, før det blev skrevet.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Forwarding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forwarding",
                        to="complaints.complaint",
                    ),
                ),
                ("to_name", models.CharField(max_length=200, verbose_name="sendt til")),
                ("to_address", models.TextField(blank=True, verbose_name="adresse")),
                ("to_email", models.CharField(blank=True, max_length=200, verbose_name="e-mail")),
                ("forwarded_on", models.DateField(verbose_name="sendt videre")),
                ("forwarded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "forwarded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sendt af",
                    ),
                ),
                (
                    "letter_to_body",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="letters.letter",
                        verbose_name="brev til modtageren",
                    ),
                ),
                (
                    "letter_to_citizen",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="letters.letter",
                        verbose_name="brev til borgeren",
                    ),
                ),
                ("pdf", models.BinaryField()),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="segl")),
            ],
            options={
                "verbose_name": "videresendelse af klage",
                "verbose_name_plural": "videresendelser af klager",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_name__regex", "\\S")), name="forwarding_to_somebody"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sha256",
                                models.Func(
                                    models.Func(
                                        models.F("pdf"), function="sha256", output_field=models.BinaryField()
                                    ),
                                    models.Value("hex"),
                                    function="encode",
                                    output_field=models.CharField(),
                                ),
                            )
                        ),
                        name="forwarding_seal_holds",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reassessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reassessment",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("granted", "Medhold: afgørelsen ændres helt"),
                            ("partly", "Delvist medhold: noget ændres"),
                            ("maintained", "Fastholdt: intet ændres"),
                        ],
                        max_length=12,
                        verbose_name="udfald",
                    ),
                ),
                ("reasons", models.TextField(verbose_name="begrundelse")),
                ("present", models.TextField(verbose_name="hvem har genvurderet")),
                ("made_on", models.DateField(verbose_name="genvurderet")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="genvurderet af",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="letters.letter",
                        verbose_name="brev",
                    ),
                ),
            ],
            options={
                "verbose_name": "genvurdering",
                "verbose_name_plural": "genvurderinger",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["granted", "partly", "maintained"])),
                        name="reassessment_outcome_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("present__regex", "\\S"), ("reasons__regex", "\\S")),
                        name="reassessment_is_reasoned",
                        violation_error_message="Skriv begrundelsen, og hvem der har genvurderet.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remedy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remedies",
                        to="complaints.complaint",
                    ),
                ),
                ("is_after_board", models.BooleanField(verbose_name="efter klageinstansens svar")),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="visitation.decision",
                        verbose_name="ny afgørelse",
                    ),
                ),
                (
                    "further",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="visitation.furtherdecision",
                        verbose_name="ny afgørelse undervejs",
                    ),
                ),
                (
                    "access_request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rights.accessrequest",
                        verbose_name="nyt svar om indsigt",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="hvad der er gjort")),
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
                "verbose_name": "det, der blev gjort",
                "verbose_name_plural": "det, der blev gjort",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("complaint", "is_after_board"), name="remedy_once_each_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision__isnull", False),
                            ("further__isnull", False),
                            ("access_request__isnull", False),
                            ("text__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="remedy_is_something",
                        violation_error_message="Vælg den nye afgørelse, eller skriv, hvad der er gjort.",
                    ),
                ],
            },
        ),
    ]
