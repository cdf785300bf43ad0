import uuid

import django.contrib.postgres.fields
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
        ("offers", "0001_initial"),
        ("standards", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hearing",
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
                        related_name="hearings",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearings",
                        to="cases.treatmentrequest",
                        verbose_name="anmodning",
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("letter", "Med brev"),
                            ("oral", "Mundtligt"),
                            ("exempt", "Ikke hørt: loven undtager"),
                        ],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
                ("considered", models.CharField(max_length=300, verbose_name="hvad vi overvejer")),
                ("facts", models.TextField(verbose_name="oplysninger, som er nye for borgeren")),
                ("exemption", models.TextField(blank=True, verbose_name="hvorfor borgeren ikke høres")),
                ("asked_on", models.DateField(verbose_name="hørt den")),
                (
                    "days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="dage til svar"),
                ),
                ("answer_due_on", models.DateField(blank=True, null=True, verbose_name="svarfrist")),
                (
                    "letter",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearing",
                        to="letters.letter",
                        verbose_name="brev",
                    ),
                ),
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
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svar den")),
                (
                    "answer_form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("written", "Skriftligt"),
                            ("oral", "Mundtligt"),
                            ("none", "Borgeren svarede ikke"),
                        ],
                        max_length=10,
                        verbose_name="svaret",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="borgerens svar")),
                (
                    "answer_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="svar skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "partshøring",
                "verbose_name_plural": "partshøringer",
                "indexes": [models.Index(fields=["request", "-id"], name="hearing_by_request")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("means__in", ["letter", "oral", "exempt"])),
                        name="hearing_means_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("considered__regex", "\\S"), ("facts__regex", "\\S")),
                        name="hearing_says_what",
                        violation_error_message="Skriv, hvad der overvejes, og hvilke oplysninger det bygger på.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("means", "exempt"),
                                ("answer_due_on", None),
                                ("days", None),
                                ("exemption__regex", "\\S"),
                                ("letter", None),
                            ),
                            models.Q(
                                models.Q(("means", "exempt"), _negated=True),
                                ("answer_due_on__isnull", False),
                                ("days__gt", 0),
                                ("exemption", ""),
                            ),
                            _connector="OR",
                        ),
                        name="hearing_exempt_has_reason",
                        violation_error_message="Skriv, hvorfor borgeren ikke høres.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("means", "letter"), ("letter__isnull", False)),
                            models.Q(models.Q(("means", "letter"), _negated=True), ("letter", None)),
                            _connector="OR",
                        ),
                        name="hearing_by_letter_has_letter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answer_by", None),
                                ("answer_form", ""),
                                ("answered_on", None),
                            ),
                            models.Q(
                                models.Q(("means", "exempt"), _negated=True),
                                ("answer_by__isnull", False),
                                ("answered_on__isnull", False),
                                models.Q(
                                    models.Q(("answer", ""), ("answer_form", "none")),
                                    models.Q(
                                        ("answer__regex", "\\S"), ("answer_form__in", ["written", "oral"])
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="hearing_answer_is_whole",
                        violation_error_message="Skriv, hvornår og hvad borgeren svarede.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMeeting",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("body_key", models.CharField(max_length=60, verbose_name="organ i kvalitetsstandarden")),
                ("body_name", models.CharField(max_length=200, verbose_name="hvem holder mødet")),
                ("starts_at", models.DateTimeField(verbose_name="tidspunkt")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="sted")),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planlagt"), ("held", "Holdt"), ("cancelled", "Aflyst")],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("others_present", models.TextField(blank=True, verbose_name="andre til stede")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet")),
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
                "verbose_name": "historical visitationsmøde",
                "verbose_name_plural": "historical visitationsmøder",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body_key", models.CharField(max_length=60, verbose_name="organ i kvalitetsstandarden")),
                ("body_name", models.CharField(max_length=200, verbose_name="hvem holder mødet")),
                ("starts_at", models.DateTimeField(verbose_name="tidspunkt")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="sted")),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planlagt"), ("held", "Holdt"), ("cancelled", "Aflyst")],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("others_present", models.TextField(blank=True, verbose_name="andre til stede")),
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
                (
                    "attendees",
                    models.ManyToManyField(
                        blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="til stede"
                    ),
                ),
            ],
            options={
                "verbose_name": "visitationsmøde",
                "verbose_name_plural": "visitationsmøder",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "planned")),
                        fields=["starts_at"],
                        name="meeting_planned",
                    ),
                    models.Index(fields=["-starts_at"], name="meeting_by_start"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["planned", "held", "cancelled"])),
                        name="meeting_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body_key", ""), _negated=True),
                            models.Q(("body_name", ""), _negated=True),
                        ),
                        name="meeting_has_body",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("status", "held"), _negated=True),
                                ("closed_at", None),
                                ("closed_by", None),
                            ),
                            models.Q(
                                ("closed_at__isnull", False), ("closed_by__isnull", False), ("status", "held")
                            ),
                            _connector="OR",
                        ),
                        name="meeting_held_is_closed",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "cancelled"), _negated=True),
                        fields=("body_key", "starts_at"),
                        name="meeting_once_at_a_time",
                        violation_error_message="Der er allerede et møde på det tidspunkt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMeeting_attendees",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visitation.meeting",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="visitation.historicalmeeting",
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalMeeting_attendees",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgendaItem",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("pending", "Skal behandles"),
                            ("decided", "Afgjort"),
                            ("postponed", "Udsat"),
                            ("forwarded", "Sendt til en anden, der afgør"),
                            ("removed", "Taget af dagsordenen"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="udfald",
                    ),
                ),
                ("missing", models.TextField(blank=True, verbose_name="hvad mangler")),
                ("added_at", models.DateTimeField(blank=True, editable=False, verbose_name="sat på")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visitation.meeting",
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
                "verbose_name": "historical punkt på dagsordenen",
                "verbose_name_plural": "historical punkter på dagsordenen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AgendaItem",
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
                        related_name="items",
                        to="visitation.meeting",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="cases.treatmentrequest",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("pending", "Skal behandles"),
                            ("decided", "Afgjort"),
                            ("postponed", "Udsat"),
                            ("forwarded", "Sendt til en anden, der afgør"),
                            ("removed", "Taget af dagsordenen"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="udfald",
                    ),
                ),
                ("missing", models.TextField(blank=True, verbose_name="hvad mangler")),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="sat på")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "punkt på dagsordenen",
                "verbose_name_plural": "punkter på dagsordenen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["pending", "decided", "postponed", "forwarded", "removed"])
                        ),
                        name="item_outcome_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "pending"), ("settled_at", None)),
                            models.Q(
                                models.Q(("outcome", "pending"), _negated=True), ("settled_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="item_settled_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "postponed"), _negated=True),
                            ("missing__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="item_postponed_says_what_is_missing",
                        violation_error_message="Skriv, hvad der mangler.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "pending")),
                        fields=("request",),
                        name="item_one_open_per_request",
                        violation_error_message="Sagen står allerede på en dagsorden.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome__in", ["decided", "forwarded", "pending", "postponed"])),
                        fields=("meeting", "request"),
                        name="item_once_per_meeting",
                        violation_error_message="Sagen er allerede behandlet på mødet.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="visitation.meeting",
                    ),
                ),
                ("html", models.TextField()),
                ("pdf", models.BinaryField()),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="segl")),
                ("sealed_at", models.DateTimeField(verbose_name="forseglet")),
                (
                    "sealed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "referat",
                "verbose_name_plural": "referater",
                "constraints": [
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
                        name="minutes_seal_holds",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalProposal",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("full_grant", "Bevilget som ønsket"),
                            ("partial_grant", "Delvist: andet eller mindre end ønsket"),
                            ("rejection", "Afslag"),
                            ("out_of_target", "Afslag: uden for målgruppen"),
                            ("commitment_refused", "Afslag: hjemkommunen vil ikke betale"),
                            ("self_payment", "Egenbetaling for kost og logi"),
                            ("choice_limited", "Begrænsning af frit valg"),
                            ("termination", "Behandlingen afsluttes mod borgerens ønske"),
                            ("expulsion", "Bortvisning"),
                            ("offer_changed", "Et andet tilbud i stedet"),
                            ("guarantee_exceeded", "Behandlingsgarantien er overskredet"),
                        ],
                        max_length=20,
                        verbose_name="hvad",
                    ),
                ),
                ("written", models.JSONField(verbose_name="det skrevne")),
                ("prepared_at", models.DateTimeField(verbose_name="skrevet")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="godkendt")),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="afgjort")),
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="opgivet")),
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
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visitation.meeting",
                        verbose_name="møde",
                    ),
                ),
                (
                    "prepared_by",
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
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="godkendt af",
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
                "verbose_name": "historical forslag til afgørelse",
                "verbose_name_plural": "historical forslag til afgørelser",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Proposal",
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
                        related_name="proposals",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="cases.treatmentrequest",
                        verbose_name="anmodning",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="visitation.meeting",
                        verbose_name="møde",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("full_grant", "Bevilget som ønsket"),
                            ("partial_grant", "Delvist: andet eller mindre end ønsket"),
                            ("rejection", "Afslag"),
                            ("out_of_target", "Afslag: uden for målgruppen"),
                            ("commitment_refused", "Afslag: hjemkommunen vil ikke betale"),
                            ("self_payment", "Egenbetaling for kost og logi"),
                            ("choice_limited", "Begrænsning af frit valg"),
                            ("termination", "Behandlingen afsluttes mod borgerens ønske"),
                            ("expulsion", "Bortvisning"),
                            ("offer_changed", "Et andet tilbud i stedet"),
                            ("guarantee_exceeded", "Behandlingsgarantien er overskredet"),
                        ],
                        max_length=20,
                        verbose_name="hvad",
                    ),
                ),
                ("written", models.JSONField(verbose_name="det skrevne")),
                ("prepared_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
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
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="afgjort")),
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="opgivet")),
            ],
            options={
                "verbose_name": "forslag til afgørelse",
                "verbose_name_plural": "forslag til afgørelser",
                "indexes": [models.Index(fields=["case", "-id"], name="proposal_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "full_grant",
                                    "partial_grant",
                                    "rejection",
                                    "out_of_target",
                                    "commitment_refused",
                                    "self_payment",
                                    "choice_limited",
                                    "termination",
                                    "expulsion",
                                    "offer_changed",
                                    "guarantee_exceeded",
                                ],
                            )
                        ),
                        name="proposal_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at", None), ("approved_by", None)),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_approved_by_somebody_else",
                        violation_error_message="Den, der har skrevet afgørelsen, kan ikke selv godkende den.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made_at", None),
                            models.Q(("approved_at__isnull", False), ("dropped_at", None)),
                            _connector="OR",
                        ),
                        name="proposal_made_when_approved",
                        violation_error_message="Afgørelsen er ikke godkendt.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at", None), ("made_at", None)),
                        fields=("request",),
                        name="proposal_one_open_per_request",
                        violation_error_message="Der er allerede et forslag, der venter på godkendelse.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                        related_name="decisions",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="cases.treatmentrequest",
                        verbose_name="anmodning",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="visitation.meeting",
                        verbose_name="møde",
                    ),
                ),
                (
                    "agenda_item",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="visitation.agendaitem",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("full_grant", "Bevilget som ønsket"),
                            ("partial_grant", "Delvist: andet eller mindre end ønsket"),
                            ("rejection", "Afslag"),
                            ("out_of_target", "Afslag: uden for målgruppen"),
                            ("commitment_refused", "Afslag: hjemkommunen vil ikke betale"),
                        ],
                        max_length=20,
                        verbose_name="udfald",
                    ),
                ),
                ("applied_for_key", models.CharField(max_length=60)),
                ("applied_for_name", models.CharField(max_length=200, verbose_name="søgt om")),
                ("granted_key", models.CharField(blank=True, max_length=60)),
                ("granted_name", models.CharField(blank=True, max_length=200, verbose_name="bevilget")),
                ("facts", models.TextField(blank=True, verbose_name="oplysninger, afgørelsen bygger på")),
                ("reasons", models.TextField(blank=True, verbose_name="begrundelse")),
                ("weighed", models.TextField(blank=True, verbose_name="hvad der er lagt vægt på")),
                (
                    "hearing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="visitation.hearing",
                        verbose_name="partshøring",
                    ),
                ),
                (
                    "known_from",
                    models.TextField(blank=True, verbose_name="hvor borgeren kender oplysningerne fra"),
                ),
                (
                    "needs_approval",
                    models.BooleanField(default=False, verbose_name="skal godkendes af en anden"),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="visitation.proposal",
                        verbose_name="godkendt forslag",
                    ),
                ),
                (
                    "provisions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), size=None, verbose_name="bestemmelser"
                    ),
                ),
                ("legal_source", models.TextField(blank=True, verbose_name="hvor bestemmelserne kommer fra")),
                (
                    "legal_basis_verified",
                    models.BooleanField(verbose_name="bestemmelserne er holdt mod lovteksten"),
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
                ("body_key", models.CharField(max_length=60)),
                ("body_name", models.CharField(max_length=200, verbose_name="afgjort af")),
                ("competence_text", models.TextField(blank=True, verbose_name="kompetence")),
                ("competence_source", models.TextField(verbose_name="hvor kompetencen står")),
                ("present", models.TextField(verbose_name="hvem var med til afgørelsen")),
                ("decided_on", models.DateField(verbose_name="afgjort")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registreret af",
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "appeal_route",
                    models.CharField(
                        choices=[
                            ("decision", "Klage over en afgørelse"),
                            ("residential_decision", "Klage over en afgørelse om døgnbehandling"),
                            ("guarantee_exceeded", "Klage over, at behandlingsgarantien er overskredet"),
                            ("health_treatment", "Klage over sundhedsfaglig behandling"),
                            ("none", "Kan ikke indbringes for en anden myndighed"),
                        ],
                        max_length=30,
                        verbose_name="klagevej",
                    ),
                ),
                (
                    "complaint_weeks",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="klagefrist i uger"),
                ),
                (
                    "stated_deadline_on",
                    models.DateField(blank=True, null=True, verbose_name="klagefrist ifølge brevet"),
                ),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="visitation.decision",
                        verbose_name="træder i stedet for",
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="letters.letter",
                        verbose_name="brev",
                    ),
                ),
                (
                    "told_orally_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="fortalt mundtligt"),
                ),
                (
                    "told_orally_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fortalt af",
                    ),
                ),
                (
                    "window_closed_on",
                    models.DateField(blank=True, null=True, verbose_name="klagefristen udløb"),
                ),
            ],
            options={
                "verbose_name": "afgørelse",
                "verbose_name_plural": "afgørelser",
                "indexes": [
                    models.Index(fields=["case", "-id"], name="decision_by_case"),
                    models.Index(fields=["decided_on"], name="decision_by_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "full_grant",
                                    "partial_grant",
                                    "rejection",
                                    "out_of_target",
                                    "commitment_refused",
                                ],
                            )
                        ),
                        name="decision_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "appeal_route__in",
                                [
                                    "decision",
                                    "residential_decision",
                                    "guarantee_exceeded",
                                    "health_treatment",
                                    "none",
                                ],
                            )
                        ),
                        name="decision_route_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applied_for_key", ""), _negated=True),
                            models.Q(("applied_for_name", ""), _negated=True),
                            models.Q(("body_key", ""), _negated=True),
                            models.Q(("body_name", ""), _negated=True),
                            models.Q(("competence_source", ""), _negated=True),
                            ("present__regex", "\\S"),
                        ),
                        name="decision_says_who_and_by_what_law",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "full_grant"),
                            models.Q(
                                ("facts__regex", "\\S"),
                                ("provisions__len__gt", 0),
                                ("reasons__regex", "\\S"),
                                ("weighed__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="decision_less_than_granted_is_reasoned",
                        violation_error_message="Skriv oplysninger, begrundelse og hvad der er lagt vægt på, når der ikke bevilges alt, der er søgt om.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "full_grant"), ("letter__isnull", False), _connector="OR"
                        ),
                        name="decision_less_than_granted_has_letter",
                        violation_error_message="Et afslag eller en delvis bevilling kan ikke gives uden brev.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "full_grant"),
                            ("hearing__isnull", False),
                            ("known_from__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="decision_less_than_granted_is_heard",
                        violation_error_message="Skriv, hvor borgeren kender oplysningerne fra, eller vælg partshøringen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("needs_approval", False), ("proposal__isnull", False), _connector="OR"
                        ),
                        name="decision_approved_by_second_person",
                        violation_error_message="Afgørelsen skal godkendes af en anden, før den træffes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["commitment_refused", "out_of_target", "rejection"]),
                                ("course", None),
                                ("granted_key", ""),
                                ("granted_name", ""),
                            ),
                            models.Q(
                                models.Q(
                                    ("kind__in", ["commitment_refused", "out_of_target", "rejection"]),
                                    _negated=True,
                                ),
                                models.Q(("granted_key", ""), _negated=True),
                                models.Q(("granted_name", ""), _negated=True),
                                ("course__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="decision_grant_has_course",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "full_grant"), _negated=True),
                            ("granted_key", models.F("applied_for_key")),
                            _connector="OR",
                        ),
                        name="decision_full_grant_is_what_was_asked",
                        violation_error_message="Bevilget som ønsket er det tilbud, borgeren har søgt om.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told_orally_at", None), ("told_orally_by", None)),
                            models.Q(("told_orally_at__isnull", False), ("told_orally_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="decision_told_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agenda_item", None), ("meeting", None)),
                            models.Q(("agenda_item__isnull", False), ("meeting__isnull", False)),
                            _connector="OR",
                        ),
                        name="decision_on_agenda_has_meeting",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("replaces", None)),
                        fields=("request",),
                        name="decision_one_per_request",
                        violation_error_message="Sagen er allerede afgjort.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDecision",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("full_grant", "Bevilget som ønsket"),
                            ("partial_grant", "Delvist: andet eller mindre end ønsket"),
                            ("rejection", "Afslag"),
                            ("out_of_target", "Afslag: uden for målgruppen"),
                            ("commitment_refused", "Afslag: hjemkommunen vil ikke betale"),
                        ],
                        max_length=20,
                        verbose_name="udfald",
                    ),
                ),
                ("applied_for_key", models.CharField(max_length=60)),
                ("applied_for_name", models.CharField(max_length=200, verbose_name="søgt om")),
                ("granted_key", models.CharField(blank=True, max_length=60)),
                ("granted_name", models.CharField(blank=True, max_length=200, verbose_name="bevilget")),
                ("facts", models.TextField(blank=True, verbose_name="oplysninger, afgørelsen bygger på")),
                ("reasons", models.TextField(blank=True, verbose_name="begrundelse")),
                ("weighed", models.TextField(blank=True, verbose_name="hvad der er lagt vægt på")),
                (
                    "known_from",
                    models.TextField(blank=True, verbose_name="hvor borgeren kender oplysningerne fra"),
                ),
                (
                    "needs_approval",
                    models.BooleanField(default=False, verbose_name="skal godkendes af en anden"),
                ),
                (
                    "provisions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), size=None, verbose_name="bestemmelser"
                    ),
                ),
                ("legal_source", models.TextField(blank=True, verbose_name="hvor bestemmelserne kommer fra")),
                (
                    "legal_basis_verified",
                    models.BooleanField(verbose_name="bestemmelserne er holdt mod lovteksten"),
                ),
                ("body_key", models.CharField(max_length=60)),
                ("body_name", models.CharField(max_length=200, verbose_name="afgjort af")),
                ("competence_text", models.TextField(blank=True, verbose_name="kompetence")),
                ("competence_source", models.TextField(verbose_name="hvor kompetencen står")),
                ("present", models.TextField(verbose_name="hvem var med til afgørelsen")),
                ("decided_on", models.DateField(verbose_name="afgjort")),
                ("recorded_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "appeal_route",
                    models.CharField(
                        choices=[
                            ("decision", "Klage over en afgørelse"),
                            ("residential_decision", "Klage over en afgørelse om døgnbehandling"),
                            ("guarantee_exceeded", "Klage over, at behandlingsgarantien er overskredet"),
                            ("health_treatment", "Klage over sundhedsfaglig behandling"),
                            ("none", "Kan ikke indbringes for en anden myndighed"),
                        ],
                        max_length=30,
                        verbose_name="klagevej",
                    ),
                ),
                (
                    "complaint_weeks",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="klagefrist i uger"),
                ),
                (
                    "stated_deadline_on",
                    models.DateField(blank=True, null=True, verbose_name="klagefrist ifølge brevet"),
                ),
                (
                    "told_orally_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="fortalt mundtligt"),
                ),
                (
                    "window_closed_on",
                    models.DateField(blank=True, null=True, verbose_name="klagefristen udløb"),
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
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visitation.meeting",
                        verbose_name="møde",
                    ),
                ),
                (
                    "agenda_item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visitation.agendaitem",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visitation.hearing",
                        verbose_name="partshøring",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visitation.proposal",
                        verbose_name="godkendt forslag",
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
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registreret af",
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
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visitation.decision",
                        verbose_name="træder i stedet for",
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
                        verbose_name="brev",
                    ),
                ),
                (
                    "told_orally_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fortalt af",
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
                "verbose_name": "historical afgørelse",
                "verbose_name_plural": "historical afgørelser",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFurtherDecision",
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
                            ("self_payment", "Egenbetaling for kost og logi"),
                            ("choice_limited", "Begrænsning af frit valg"),
                            ("termination", "Behandlingen afsluttes mod borgerens ønske"),
                            ("expulsion", "Bortvisning"),
                            ("offer_changed", "Et andet tilbud i stedet"),
                            ("guarantee_exceeded", "Behandlingsgarantien er overskredet"),
                        ],
                        max_length=20,
                        verbose_name="hvad",
                    ),
                ),
                (
                    "per_month",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="kroner pr. måned"
                    ),
                ),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="fra")),
                (
                    "income",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="indkomst pr. måned",
                    ),
                ),
                (
                    "rent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="husleje til egen bolig pr. måned",
                    ),
                ),
                ("calculation", models.TextField(blank=True, verbose_name="hvordan beløbet er regnet ud")),
                (
                    "waived_reason",
                    models.TextField(blank=True, verbose_name="hvorfor ikke fra opholdets begyndelse"),
                ),
                ("what_next", models.TextField(blank=True, verbose_name="hvad sker der nu")),
                (
                    "known_from",
                    models.TextField(blank=True, verbose_name="hvor borgeren kender oplysningerne fra"),
                ),
                (
                    "needs_approval",
                    models.BooleanField(default=False, verbose_name="skal godkendes af en anden"),
                ),
                ("facts", models.TextField(verbose_name="oplysninger, afgørelsen bygger på")),
                ("reasons", models.TextField(verbose_name="begrundelse")),
                (
                    "provisions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), size=None, verbose_name="bestemmelser"
                    ),
                ),
                ("legal_source", models.TextField(blank=True, verbose_name="hvor bestemmelserne kommer fra")),
                (
                    "legal_basis_verified",
                    models.BooleanField(verbose_name="bestemmelserne er holdt mod lovteksten"),
                ),
                ("body_key", models.CharField(max_length=60)),
                ("body_name", models.CharField(max_length=200, verbose_name="afgjort af")),
                ("present", models.TextField(verbose_name="hvem var med til afgørelsen")),
                ("decided_on", models.DateField(verbose_name="afgjort")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "appeal_route",
                    models.CharField(
                        choices=[
                            ("decision", "Klage over en afgørelse"),
                            ("residential_decision", "Klage over en afgørelse om døgnbehandling"),
                            ("guarantee_exceeded", "Klage over, at behandlingsgarantien er overskredet"),
                            ("health_treatment", "Klage over sundhedsfaglig behandling"),
                            ("none", "Kan ikke indbringes for en anden myndighed"),
                        ],
                        max_length=30,
                        verbose_name="klagevej",
                    ),
                ),
                (
                    "complaint_weeks",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="klagefrist i uger"),
                ),
                (
                    "stated_deadline_on",
                    models.DateField(blank=True, null=True, verbose_name="klagefrist ifølge brevet"),
                ),
                (
                    "window_closed_on",
                    models.DateField(blank=True, null=True, verbose_name="klagefristen udløb"),
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
                    "free_choice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.freechoice",
                    ),
                ),
                (
                    "new_course",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.course",
                        verbose_name="nyt forløb",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visitation.hearing",
                        verbose_name="partshøring",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visitation.proposal",
                        verbose_name="godkendt forslag",
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
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registreret af",
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
                        verbose_name="brev",
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
                "verbose_name": "historical afgørelse undervejs",
                "verbose_name_plural": "historical afgørelser undervejs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="FurtherDecision",
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
                        related_name="further_decisions",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="further_decisions",
                        to="cases.treatmentrequest",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="further_decisions",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("self_payment", "Egenbetaling for kost og logi"),
                            ("choice_limited", "Begrænsning af frit valg"),
                            ("termination", "Behandlingen afsluttes mod borgerens ønske"),
                            ("expulsion", "Bortvisning"),
                            ("offer_changed", "Et andet tilbud i stedet"),
                            ("guarantee_exceeded", "Behandlingsgarantien er overskredet"),
                        ],
                        max_length=20,
                        verbose_name="hvad",
                    ),
                ),
                (
                    "free_choice",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="further_decision",
                        to="offers.freechoice",
                    ),
                ),
                (
                    "per_month",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="kroner pr. måned"
                    ),
                ),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="fra")),
                (
                    "income",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="indkomst pr. måned",
                    ),
                ),
                (
                    "rent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="husleje til egen bolig pr. måned",
                    ),
                ),
                ("calculation", models.TextField(blank=True, verbose_name="hvordan beløbet er regnet ud")),
                (
                    "waived_reason",
                    models.TextField(blank=True, verbose_name="hvorfor ikke fra opholdets begyndelse"),
                ),
                (
                    "new_course",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given_by_change",
                        to="offers.course",
                        verbose_name="nyt forløb",
                    ),
                ),
                ("what_next", models.TextField(blank=True, verbose_name="hvad sker der nu")),
                (
                    "hearing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="further_decisions",
                        to="visitation.hearing",
                        verbose_name="partshøring",
                    ),
                ),
                (
                    "known_from",
                    models.TextField(blank=True, verbose_name="hvor borgeren kender oplysningerne fra"),
                ),
                (
                    "needs_approval",
                    models.BooleanField(default=False, verbose_name="skal godkendes af en anden"),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="further_decision",
                        to="visitation.proposal",
                        verbose_name="godkendt forslag",
                    ),
                ),
                ("facts", models.TextField(verbose_name="oplysninger, afgørelsen bygger på")),
                ("reasons", models.TextField(verbose_name="begrundelse")),
                (
                    "provisions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), size=None, verbose_name="bestemmelser"
                    ),
                ),
                ("legal_source", models.TextField(blank=True, verbose_name="hvor bestemmelserne kommer fra")),
                (
                    "legal_basis_verified",
                    models.BooleanField(verbose_name="bestemmelserne er holdt mod lovteksten"),
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
                ("body_key", models.CharField(max_length=60)),
                ("body_name", models.CharField(max_length=200, verbose_name="afgjort af")),
                ("present", models.TextField(verbose_name="hvem var med til afgørelsen")),
                ("decided_on", models.DateField(verbose_name="afgjort")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registreret af",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "appeal_route",
                    models.CharField(
                        choices=[
                            ("decision", "Klage over en afgørelse"),
                            ("residential_decision", "Klage over en afgørelse om døgnbehandling"),
                            ("guarantee_exceeded", "Klage over, at behandlingsgarantien er overskredet"),
                            ("health_treatment", "Klage over sundhedsfaglig behandling"),
                            ("none", "Kan ikke indbringes for en anden myndighed"),
                        ],
                        max_length=30,
                        verbose_name="klagevej",
                    ),
                ),
                (
                    "complaint_weeks",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="klagefrist i uger"),
                ),
                (
                    "stated_deadline_on",
                    models.DateField(blank=True, null=True, verbose_name="klagefrist ifølge brevet"),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="further_decision",
                        to="letters.letter",
                        verbose_name="brev",
                    ),
                ),
                (
                    "window_closed_on",
                    models.DateField(blank=True, null=True, verbose_name="klagefristen udløb"),
                ),
            ],
            options={
                "verbose_name": "afgørelse undervejs",
                "verbose_name_plural": "afgørelser undervejs",
                "indexes": [
                    models.Index(fields=["case", "-id"], name="further_by_case"),
                    models.Index(
                        condition=models.Q(("kind", "self_payment")),
                        fields=["course", "from_on"],
                        name="further_payments",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "self_payment",
                                    "choice_limited",
                                    "termination",
                                    "expulsion",
                                    "offer_changed",
                                    "guarantee_exceeded",
                                ],
                            )
                        ),
                        name="further_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "appeal_route__in",
                                [
                                    "decision",
                                    "residential_decision",
                                    "guarantee_exceeded",
                                    "health_treatment",
                                    "none",
                                ],
                            )
                        ),
                        name="further_route_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "guarantee_exceeded"),
                                ("hearing__isnull", False),
                                ("known_from__regex", "\\S"),
                                _connector="OR",
                            ),
                            ("facts__regex", "\\S"),
                            ("present__regex", "\\S"),
                            ("provisions__len__gt", 0),
                            ("reasons__regex", "\\S"),
                        ),
                        name="further_heard_and_reasoned",
                        violation_error_message="Skriv, hvor borgeren kender oplysningerne fra, eller vælg partshøringen, og skriv oplysninger og begrundelse.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "guarantee_exceeded"), ("course", None)),
                            models.Q(
                                models.Q(("kind", "guarantee_exceeded"), _negated=True),
                                ("course__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="further_has_course",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["expulsion", "guarantee_exceeded", "termination"]),
                                ("what_next__regex", "\\S"),
                            ),
                            models.Q(
                                models.Q(
                                    ("kind__in", ["expulsion", "guarantee_exceeded", "termination"]),
                                    _negated=True,
                                ),
                                ("what_next", ""),
                            ),
                            _connector="OR",
                        ),
                        name="further_says_what_next",
                        violation_error_message="Skriv, hvad der sker nu, og hvilken anden hjælp der er.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "offer_changed"), ("new_course__isnull", False)),
                            models.Q(
                                models.Q(("kind", "offer_changed"), _negated=True), ("new_course", None)
                            ),
                            _connector="OR",
                        ),
                        name="further_change_gives_course",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("needs_approval", False), ("proposal__isnull", False), _connector="OR"
                        ),
                        name="further_approved_by_second_person",
                        violation_error_message="Afgørelsen skal godkendes af en anden, før den træffes.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["expulsion", "termination"])),
                        fields=("course",),
                        name="further_one_ending_per_course",
                        violation_error_message="Det er allerede afgjort, at behandlingen afsluttes.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "guarantee_exceeded")),
                        fields=("request",),
                        name="further_guarantee_told_once",
                        violation_error_message="Borgeren har allerede fået brev om, at garantien er overskredet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "self_payment"),
                                ("from_on__isnull", False),
                                ("income__gte", 0),
                                ("per_month__gte", 0),
                                ("rent__gte", 0),
                                ("calculation__regex", "\\S"),
                            ),
                            models.Q(
                                models.Q(("kind", "self_payment"), _negated=True),
                                ("from_on", None),
                                ("income", None),
                                ("per_month", None),
                                ("rent", None),
                                ("calculation", ""),
                                ("waived_reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="further_self_payment_has_grounds",
                        violation_error_message="Skriv beløbet, indkomst, husleje og hvordan beløbet er regnet ud.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "choice_limited"), ("free_choice__isnull", False)),
                            models.Q(
                                models.Q(("kind", "choice_limited"), _negated=True), ("free_choice", None)
                            ),
                            _connector="OR",
                        ),
                        name="further_choice_limited_is_of_a_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReasonsRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reasons_request",
                        to="visitation.decision",
                        verbose_name="afgørelse",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="bedt om den")),
                ("due_on", models.DateField(verbose_name="senest svar")),
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
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svaret den")),
            ],
            options={
                "verbose_name": "anmodning om skriftlig begrundelse",
                "verbose_name_plural": "anmodninger om skriftlig begrundelse",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("asked_on"))),
                        name="reasons_due_after_asked",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
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
                        related_name="recommendations",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="cases.treatmentrequest",
                        verbose_name="anmodning",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="visitation.meeting",
                        verbose_name="møde",
                    ),
                ),
                ("body_key", models.CharField(max_length=60)),
                ("body_name", models.CharField(max_length=200, verbose_name="sendt til")),
                ("offer_name", models.CharField(max_length=200, verbose_name="indstillet til")),
                ("reasons", models.TextField(verbose_name="indstilling og begrundelse")),
                ("pdf", models.BinaryField()),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="segl")),
                ("sent_on", models.DateField(verbose_name="sendt")),
                ("answer_due_on", models.DateField(verbose_name="svar senest")),
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
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svar den")),
                ("answer", models.TextField(blank=True, verbose_name="svar")),
            ],
            options={
                "verbose_name": "indstilling",
                "verbose_name_plural": "indstillinger",
                "indexes": [models.Index(fields=["case", "-id"], name="recommendation_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("offer_name__regex", "\\S"),
                            ("reasons__regex", "\\S"),
                            models.Q(("body_key", ""), _negated=True),
                            models.Q(("body_name", ""), _negated=True),
                        ),
                        name="recommendation_says_what",
                        violation_error_message="Skriv indstillingen.",
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
                        name="recommendation_seal_holds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on", None)),
                            models.Q(
                                ("answer__regex", "\\S"),
                                ("answered_on__gte", models.F("sent_on")),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="recommendation_answer_is_whole",
                        violation_error_message="Skriv svaret. Det kan tidligst være kommet den dag, der blev sendt.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_on", None)),
                        fields=("request",),
                        name="recommendation_one_awaited",
                        violation_error_message="Der ventes allerede svar på en indstilling.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reopening",
                        to="visitation.decision",
                        verbose_name="afgørelse",
                    ),
                ),
                ("reason", models.TextField(verbose_name="hvorfor")),
                ("reopened_at", models.DateTimeField(verbose_name="genoptaget")),
                (
                    "reopened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="genoptaget af",
                    ),
                ),
            ],
            options={
                "verbose_name": "genoptagelse",
                "verbose_name_plural": "genoptagelser",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")),
                        name="reopening_has_reason",
                        violation_error_message="Skriv, hvorfor sagen genoptages.",
                    )
                ],
            },
        ),
    ]
