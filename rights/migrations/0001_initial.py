import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import rusmiddel.encryption
from rusmiddel.first_migration import FirstMigration


class Migration(FirstMigration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0001_initial"),
        ("letters", "0001_initial"),
        ("visitation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalAccessRequest",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("submission", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            (
                                "own_data",
                                "Indsigt i egne oplysninger (databeskyttelsesforordningens artikel 15)",
                            ),
                            ("own_case", "Egenacces eller partsaktindsigt (forvaltningsloven)"),
                            ("files", "Aktindsigt (offentlighedsloven)"),
                        ],
                        max_length=10,
                        verbose_name="efter",
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
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("citizen", "Borgeren selv"),
                            ("attorney", "En anden med fuldmagt"),
                            ("guardian", "Værge eller forældremyndighedens indehaver"),
                        ],
                        max_length=10,
                        verbose_name="hvem beder om det",
                    ),
                ),
                (
                    "asker_name",
                    models.CharField(blank=True, max_length=200, verbose_name="navn på den, der beder"),
                ),
                ("asker_address", models.TextField(blank=True, verbose_name="adresse på den, der beder")),
                ("authority", models.TextField(verbose_name="hvordan vi ved, hvem det er")),
                ("wording", models.TextField(blank=True, verbose_name="hvad der bedes om")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Modtaget"),
                            ("answered", "Besvaret"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "Alt er givet"),
                            ("partly", "Noget er taget ud"),
                            ("refused", "Afslag"),
                        ],
                        max_length=10,
                        verbose_name="udfald",
                    ),
                ),
                ("reasons", models.TextField(blank=True, verbose_name="begrundelse")),
                ("provisions", models.TextField(blank=True, verbose_name="regler")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="afsluttet")),
                (
                    "complaint_weeks",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="klagefrist i uger"),
                ),
                (
                    "stated_deadline_on",
                    models.DateField(blank=True, null=True, verbose_name="klagefrist i brevet"),
                ),
                (
                    "window_closed_on",
                    models.DateField(blank=True, null=True, verbose_name="klagefrist udløbet"),
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
                "verbose_name": "historical anmodning om indsigt",
                "verbose_name_plural": "historical anmodninger om indsigt",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AccessRequest",
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
                        related_name="access_requests",
                        to="cases.case",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            (
                                "own_data",
                                "Indsigt i egne oplysninger (databeskyttelsesforordningens artikel 15)",
                            ),
                            ("own_case", "Egenacces eller partsaktindsigt (forvaltningsloven)"),
                            ("files", "Aktindsigt (offentlighedsloven)"),
                        ],
                        max_length=10,
                        verbose_name="efter",
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
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("citizen", "Borgeren selv"),
                            ("attorney", "En anden med fuldmagt"),
                            ("guardian", "Værge eller forældremyndighedens indehaver"),
                        ],
                        max_length=10,
                        verbose_name="hvem beder om det",
                    ),
                ),
                (
                    "asker_name",
                    models.CharField(blank=True, max_length=200, verbose_name="navn på den, der beder"),
                ),
                ("asker_address", models.TextField(blank=True, verbose_name="adresse på den, der beder")),
                ("authority", models.TextField(verbose_name="hvordan vi ved, hvem det er")),
                ("wording", models.TextField(blank=True, verbose_name="hvad der bedes om")),
                (
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="behandler",
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
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Modtaget"),
                            ("answered", "Besvaret"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "Alt er givet"),
                            ("partly", "Noget er taget ud"),
                            ("refused", "Afslag"),
                        ],
                        max_length=10,
                        verbose_name="udfald",
                    ),
                ),
                ("reasons", models.TextField(blank=True, verbose_name="begrundelse")),
                ("provisions", models.TextField(blank=True, verbose_name="regler")),
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
                (
                    "letter",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_request",
                        to="letters.letter",
                    ),
                ),
                (
                    "complaint_weeks",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="klagefrist i uger"),
                ),
                (
                    "stated_deadline_on",
                    models.DateField(blank=True, null=True, verbose_name="klagefrist i brevet"),
                ),
                (
                    "window_closed_on",
                    models.DateField(blank=True, null=True, verbose_name="klagefrist udløbet"),
                ),
            ],
            options={
                "verbose_name": "anmodning om indsigt",
                "verbose_name_plural": "anmodninger om indsigt",
                "indexes": [models.Index(fields=["case", "-received_on"], name="access_request_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("basis__in", ["own_data", "own_case", "files"])),
                        name="access_basis_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("channel__in", ["phone", "in_person", "email", "letter", "digital_post"])
                        ),
                        name="access_channel_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_by__in", ["citizen", "attorney", "guardian"])),
                        name="access_asked_by_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "answered", "withdrawn"])),
                        name="access_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "full", "partly", "refused"])),
                        name="access_outcome_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_by", "citizen"), ("asker_name__regex", "\\S"), _connector="OR"
                        ),
                        name="access_another_has_name_and_authority",
                        violation_error_message="Skriv navnet på den, der beder om indsigt for borgeren.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("authority__regex", "\\S")),
                        name="access_who_asks_is_known",
                        violation_error_message="Skriv, hvordan du ved, hvem det er.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "open"), ("closed_by", None), ("closed_on", None)),
                            models.Q(
                                models.Q(("status", "open"), _negated=True),
                                ("closed_by__isnull", False),
                                ("closed_on__gte", models.F("received_on")),
                            ),
                            _connector="OR",
                        ),
                        name="access_closed_with_day",
                        violation_error_message="Anmodningen kan ikke være besvaret, før den kom.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "answered"),
                                models.Q(("outcome", ""), _negated=True),
                                ("letter__isnull", False),
                            ),
                            models.Q(
                                models.Q(("status", "answered"), _negated=True),
                                ("letter", None),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="access_answered_by_letter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("complaint_weeks", None),
                                ("stated_deadline_on", None),
                                ("window_closed_on", None),
                            ),
                            models.Q(
                                ("complaint_weeks__isnull", False), ("outcome__in", ["partly", "refused"])
                            ),
                            _connector="OR",
                        ),
                        name="access_complaint_of_less_than_all",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ["partly", "refused"]), _negated=True),
                            models.Q(("provisions__regex", "\\S"), ("reasons__regex", "\\S")),
                            _connector="OR",
                        ),
                        name="access_less_than_all_is_reasoned",
                        violation_error_message="Skriv begrundelsen og reglerne, når ikke alt gives.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessDelay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delays",
                        to="rights.accessrequest",
                    ),
                ),
                ("reason", models.TextField(verbose_name="hvorfor det tager længere tid")),
                ("expected_on", models.DateField(verbose_name="hvornår svaret kommer")),
                ("told_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_delay",
                        to="letters.letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "brev om forsinkelse",
                "verbose_name_plural": "breve om forsinkelse",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")),
                        name="access_delay_has_reason",
                        violation_error_message="Skriv, hvorfor det tager længere tid.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bundle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bundles",
                        to="rights.accessrequest",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("gathering", "Samles"),
                            ("review", "Gennemgås"),
                            ("sealing", "Forsegles"),
                            ("sealed", "Forseglet"),
                            ("dropped", "Erstattet af en ny"),
                        ],
                        default="gathering",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("done", models.PositiveSmallIntegerField(default=0)),
                ("total", models.PositiveSmallIntegerField(default=0)),
                ("problem", models.CharField(blank=True, max_length=300, verbose_name="hvad der gik galt")),
                ("begun_at", models.DateTimeField(verbose_name="begyndt")),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
                ("gathered_at", models.DateTimeField(blank=True, null=True, verbose_name="samlet")),
                (
                    "sealing_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("touched_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "indsigtspakke",
                "verbose_name_plural": "indsigtspakker",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["gathering", "sealing"])),
                        fields=["touched_at"],
                        name="bundle_working",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["gathering", "review", "sealing", "sealed", "dropped"])
                        ),
                        name="bundle_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done__lte", models.F("total"))), name="bundle_done_within_total"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "dropped"), _negated=True),
                        fields=("request",),
                        name="bundle_one_standing_per_request",
                        violation_error_message="Der er allerede en pakke.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BundleItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "bundle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="rights.bundle"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("heading", models.CharField(max_length=100)),
                ("title", models.CharField(max_length=200)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                ("source", models.CharField(max_length=60)),
                ("source_key", models.CharField(max_length=40)),
                ("content", rusmiddel.encryption.EncryptedTextField()),
                ("file_name", models.CharField(blank=True, max_length=200)),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=15), blank=True, default=list, size=None
                    ),
                ),
                ("why_marked", models.TextField(blank=True)),
                ("repeats", models.TextField(blank=True)),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[("given", "Gives"), ("partly", "Noget tages ud"), ("taken_out", "Tages ud")],
                        max_length=10,
                        verbose_name="valg",
                    ),
                ),
                (
                    "lines_out",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                ("words_out", rusmiddel.encryption.EncryptedTextField(default="[]")),
                ("reason", models.TextField(blank=True, verbose_name="begrundelse")),
                ("chosen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "chosen_by",
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
                "verbose_name": "oplysning i en indsigtspakke",
                "verbose_name_plural": "oplysninger i en indsigtspakke",
                "ordering": ["position"],
                "indexes": [models.Index(fields=["bundle", "position"], name="bundle_item_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["", "given", "partly", "taken_out"])),
                        name="bundle_item_choice_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "marks__contained_by",
                                ["colleague", "doctor", "protected", "psychologist", "third_party"],
                            )
                        ),
                        name="bundle_item_marks_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("choice__in", ["", "given"]), ("reason__regex", "\\S"), _connector="OR"
                        ),
                        name="bundle_item_taken_out_with_reason",
                        violation_error_message="Skriv, hvorfor det tages ud.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("choice", ""), ("chosen_at", None), ("chosen_by", None)),
                            models.Q(
                                models.Q(("choice", ""), _negated=True),
                                ("chosen_at__isnull", False),
                                ("chosen_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="bundle_item_chosen_by_somebody",
                    ),
                    models.UniqueConstraint(
                        fields=("bundle", "source", "source_key"), name="bundle_item_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "bundle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seal", to="rights.bundle"
                    ),
                ),
                ("stored_as", models.CharField(max_length=80, unique=True)),
                ("sha256", models.CharField(max_length=64, verbose_name="segl")),
                ("size", models.PositiveBigIntegerField(verbose_name="størrelse")),
                ("items_given", models.PositiveIntegerField(verbose_name="oplysninger givet")),
                ("items_partly", models.PositiveIntegerField(verbose_name="oplysninger med noget taget ud")),
                ("items_out", models.PositiveIntegerField(verbose_name="oplysninger taget ud")),
                ("sealed_at", models.DateTimeField(verbose_name="forseglet")),
                (
                    "sealed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
            ],
            options={
                "verbose_name": "forseglet indsigtspakke",
                "verbose_name_plural": "forseglede indsigtspakker",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="seal_sha256_valid"
                    ),
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="seal_not_empty"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="rights.seal",
                    ),
                ),
                ("given_to", models.CharField(max_length=200, verbose_name="givet til")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("in_person", "I hånden"),
                            ("digital_post", "Digital Post eller sikker mail"),
                            ("post", "Med posten på papir"),
                        ],
                        max_length=15,
                        verbose_name="hvordan",
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="hvornår")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
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
                "verbose_name": "udlevering af indsigt",
                "verbose_name_plural": "udleveringer af indsigt",
                "ordering": ["given_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["in_person", "digital_post", "post"])),
                        name="handover_way_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("given_to__regex", "\\S")),
                        name="handover_to_somebody",
                        violation_error_message="Skriv, hvem der har fået pakken.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("given_at__lte", models.F("recorded_at"))),
                        name="handover_recorded_after_it_happened",
                        violation_error_message="Tidspunktet ligger i fremtiden.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DestructionList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("gathering", "Laves"),
                            ("proposed", "Venter på godkendelse"),
                            ("approved", "Godkendt af to"),
                            ("destroying", "Destrueres"),
                            ("done", "Destrueret"),
                            ("dropped", "Opgivet"),
                        ],
                        default="gathering",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="lavet")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="forfaldent den")),
                (
                    "destroyed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="destrueret af",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet")),
                ("touched_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "kassationsliste",
                "verbose_name_plural": "kassationslister",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["destroying", "gathering"])),
                        fields=["touched_at"],
                        name="destruction_list_working",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["gathering", "proposed", "approved", "destroying", "done", "dropped"],
                            )
                        ),
                        name="destruction_list_status_valid",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DestructionItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="rights.destructionlist",
                    ),
                ),
                (
                    "receipt",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="kvittering"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("journal", "Behandling"),
                            ("anonymous", "Anonym behandling"),
                            ("relative", "Pårørendeforløb"),
                            ("counselling", "Rådgivning"),
                            ("minutes", "Referat"),
                        ],
                        max_length=12,
                        verbose_name="slags",
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.citizen",
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.inquiry",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="visitation.minutes",
                    ),
                ),
                ("last_entry_on", models.DateField(verbose_name="seneste indførelse")),
                ("kept_until", models.DateField(verbose_name="opbevaret til")),
                ("rule", models.TextField(verbose_name="regel")),
                ("is_gathered", models.BooleanField(default=False)),
                ("taken_off_at", models.DateTimeField(blank=True, null=True, verbose_name="taget af listen")),
                (
                    "taken_off_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
                ("taken_off_reason", models.TextField(blank=True, verbose_name="hvorfor taget af")),
                ("destroyed_at", models.DateTimeField(blank=True, null=True, verbose_name="destrueret")),
                ("row_count", models.PositiveIntegerField(blank=True, null=True, verbose_name="rækker")),
                ("file_count", models.PositiveIntegerField(blank=True, null=True, verbose_name="filer")),
            ],
            options={
                "verbose_name": "punkt på kassationsliste",
                "verbose_name_plural": "punkter på kassationsliste",
                "ordering": ["kept_until", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["journal", "anonymous", "relative", "counselling", "minutes"])
                        ),
                        name="destruction_item_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(
                                    models.Q(
                                        ("citizen__isnull", False), ("inquiry", None), ("minutes", None)
                                    ),
                                    models.Q(
                                        ("citizen", None), ("inquiry__isnull", False), ("minutes", None)
                                    ),
                                    models.Q(
                                        ("citizen", None), ("inquiry", None), ("minutes__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                ("destroyed_at", None),
                                ("file_count", None),
                                ("row_count", None),
                            ),
                            models.Q(
                                ("citizen", None),
                                ("inquiry", None),
                                ("minutes", None),
                                ("destroyed_at__isnull", False),
                                ("file_count__isnull", False),
                                ("row_count__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="destruction_item_is_one_thing_or_a_receipt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_off_at", None), ("taken_off_reason", "")),
                            models.Q(
                                ("destroyed_at", None),
                                ("taken_off_at__isnull", False),
                                ("taken_off_reason__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="destruction_item_taken_off_with_reason",
                        violation_error_message="Skriv, hvorfor det tages af listen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept_until__gt", models.F("last_entry_on"))),
                        name="destruction_item_kept_after_entry",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("destroyed_at", None)),
                        fields=("list", "citizen", "inquiry", "minutes"),
                        name="destruction_item_once_per_list",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DoomedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doomed",
                        to="rights.destructionitem",
                    ),
                ),
                ("table_name", models.CharField(max_length=63)),
                ("row_key", models.CharField(max_length=40)),
            ],
            options={
                "verbose_name": "række, der destrueres",
                "verbose_name_plural": "rækker, der destrueres",
                "constraints": [
                    models.UniqueConstraint(fields=("item", "table_name", "row_key"), name="doomed_row_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DestructionApproval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="rights.destructionlist",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="godkendt")),
            ],
            options={
                "verbose_name": "godkendelse af kassationsliste",
                "verbose_name_plural": "godkendelser af kassationslister",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("list", "by"),
                        name="destruction_approved_once_by_each",
                        violation_error_message="Du har allerede godkendt listen. En anden skal også gøre det.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FileToRemove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stored_as", models.CharField(max_length=80, unique=True)),
                ("since", models.DateTimeField()),
            ],
            options={
                "verbose_name": "fil, der skal væk",
                "verbose_name_plural": "filer, der skal væk",
            },
        ),
        migrations.CreateModel(
            name="LegalHold",
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
                        related_name="legal_holds",
                        to="cases.case",
                    ),
                ),
                ("reason", models.TextField(verbose_name="begrundelse")),
                ("set_at", models.DateTimeField(verbose_name="sat")),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="ophævet")),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("lifted_reason", models.TextField(blank=True, verbose_name="hvorfor ophævet")),
            ],
            options={
                "verbose_name": "sat i bero",
                "verbose_name_plural": "sat i bero",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")),
                        name="legal_hold_has_reason",
                        violation_error_message="Skriv, hvorfor sagen ikke må destrueres.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at", None), ("lifted_by", None), ("lifted_reason", "")),
                            models.Q(
                                ("lifted_at__gte", models.F("set_at")),
                                ("lifted_by__isnull", False),
                                ("lifted_reason__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="legal_hold_lifted_with_reason",
                        violation_error_message="Skriv, hvorfor sagen ikke længere er sat i bero.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("case",),
                        name="legal_hold_one_per_case",
                        violation_error_message="Sagen er allerede sat i bero.",
                    ),
                ],
            },
        ),
    ]
