import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import rusmiddel.encryption
import rusmiddel.sorting
from rusmiddel.first_migration import FirstMigration


class Migration(FirstMigration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("standards", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalCitizen",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("identified", "Med navn"), ("anonymous", "Anonym")],
                        max_length=12,
                        verbose_name="kendt som",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="navn")),
                ("alias", models.CharField(blank=True, max_length=60, verbose_name="kaldenavn")),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(is_protected=True, then=models.Value("")),
                            default=rusmiddel.sorting.DanishSortKey(models.F("name")),
                        ),
                        output_field=models.CharField(db_collation="C", max_length=400),
                    ),
                ),
                (
                    "search_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=rusmiddel.sorting.DanishSearchKey(models.F("name")),
                        output_field=models.CharField(max_length=400),
                    ),
                ),
                (
                    "cpr",
                    rusmiddel.encryption.EncryptedTextField(blank=True, null=True, verbose_name="CPR-nummer"),
                ),
                (
                    "cpr_hash",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=64, null=True),
                ),
                (
                    "fictitious_number",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        max_length=10,
                        null=True,
                        verbose_name="fiktivt personnummer",
                    ),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="fødselsdato")),
                (
                    "sex",
                    models.CharField(
                        choices=[("male", "Mand"), ("female", "Kvinde"), ("unknown", "Ukendt")],
                        default="unknown",
                        max_length=10,
                        verbose_name="køn",
                    ),
                ),
                ("address_line", models.CharField(blank=True, max_length=200, verbose_name="vej og nummer")),
                ("postcode", models.CharField(blank=True, max_length=4, verbose_name="postnummer")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="by")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("municipality_code", models.CharField(blank=True, max_length=4, verbose_name="kommune")),
                (
                    "is_protected",
                    models.BooleanField(default=False, verbose_name="navne- og adressebeskyttelse"),
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
                "verbose_name": "historical borger",
                "verbose_name_plural": "historical borgere",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Citizen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("identified", "Med navn"), ("anonymous", "Anonym")],
                        max_length=12,
                        verbose_name="kendt som",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="navn")),
                ("alias", models.CharField(blank=True, max_length=60, verbose_name="kaldenavn")),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(is_protected=True, then=models.Value("")),
                            default=rusmiddel.sorting.DanishSortKey(models.F("name")),
                        ),
                        output_field=models.CharField(db_collation="C", max_length=400),
                    ),
                ),
                (
                    "search_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=rusmiddel.sorting.DanishSearchKey(models.F("name")),
                        output_field=models.CharField(max_length=400),
                    ),
                ),
                (
                    "cpr",
                    rusmiddel.encryption.EncryptedTextField(blank=True, null=True, verbose_name="CPR-nummer"),
                ),
                (
                    "cpr_hash",
                    models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True),
                ),
                (
                    "fictitious_number",
                    models.CharField(
                        blank=True, max_length=10, null=True, unique=True, verbose_name="fiktivt personnummer"
                    ),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="fødselsdato")),
                (
                    "sex",
                    models.CharField(
                        choices=[("male", "Mand"), ("female", "Kvinde"), ("unknown", "Ukendt")],
                        default="unknown",
                        max_length=10,
                        verbose_name="køn",
                    ),
                ),
                ("address_line", models.CharField(blank=True, max_length=200, verbose_name="vej og nummer")),
                ("postcode", models.CharField(blank=True, max_length=4, verbose_name="postnummer")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="by")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("municipality_code", models.CharField(blank=True, max_length=4, verbose_name="kommune")),
                (
                    "is_protected",
                    models.BooleanField(default=False, verbose_name="navne- og adressebeskyttelse"),
                ),
            ],
            options={
                "verbose_name": "borger",
                "verbose_name_plural": "borgere",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_key"], name="citizen_name_trigram", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(fields=["sort_key", "id"], name="citizen_by_name"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["identified", "anonymous"])),
                        name="citizen_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["male", "female", "unknown"])),
                        name="citizen_sex_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "anonymous"), models.Q(("name", ""), _negated=True), _connector="OR"
                        ),
                        name="citizen_identified_has_name",
                        violation_error_message="Skriv borgerens navn, eller vælg anonym.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "identified"),
                            models.Q(
                                ("address_line", ""),
                                ("birth_date", None),
                                ("city", ""),
                                ("cpr__isnull", True),
                                ("cpr_hash", None),
                                ("email", ""),
                                ("fictitious_number__isnull", False),
                                ("name", ""),
                                ("postcode", ""),
                            ),
                            _connector="OR",
                        ),
                        name="citizen_anonymous_is_nobody",
                        violation_error_message="En anonym borger kan ikke have navn, CPR-nummer eller adresse.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "identified"), ("is_protected", False), _connector="OR"),
                        name="citizen_anonymous_has_nothing_protected",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "anonymous"), ("fictitious_number", None), _connector="OR"
                        ),
                        name="citizen_fictitious_is_anonymous",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fictitious_number", None),
                            ("fictitious_number__regex", "^(6[1-9]|[78][0-9]|9[01])[0-9]{8}$"),
                            _connector="OR",
                        ),
                        name="citizen_fictitious_is_no_real_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cpr__isnull", True), ("cpr_hash", None)),
                            models.Q(("cpr__isnull", False), ("cpr_hash__isnull", False)),
                            _connector="OR",
                        ),
                        name="citizen_cpr_hash_with_cpr",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseNumberSeries",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="HistoricalCase",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("number", models.CharField(db_index=True, max_length=12, verbose_name="sagsnummer")),
                ("opened_on", models.DateField(verbose_name="åbnet")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="lukket")),
                (
                    "citizen",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.citizen",
                        verbose_name="borger",
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
                "verbose_name": "historical sag",
                "verbose_name_plural": "historical sager",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=12, unique=True, verbose_name="sagsnummer")),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="cases.citizen",
                        verbose_name="borger",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="behandler",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="åbnet")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="lukket")),
            ],
            options={
                "verbose_name": "sag",
                "verbose_name_plural": "sager",
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_on", None)),
                        fields=["responsible"],
                        name="case_open_by_responsible",
                    ),
                    models.Index(fields=["-opened_on", "-id"], name="case_by_opened"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on", None)),
                        fields=("citizen",),
                        name="case_one_open_per_citizen",
                        violation_error_message="Borgeren har allerede en åben sag.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None), ("closed_on__gte", models.F("opened_on")), _connector="OR"
                        ),
                        name="case_closed_after_opened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BirthdayAcknowledgement",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="birthdays", to="cases.case"
                    ),
                ),
                (
                    "birthday",
                    models.PositiveSmallIntegerField(choices=[(15, "Fylder 15 år"), (18, "Fylder 18 år")]),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kvitteret fødselsdag",
                "verbose_name_plural": "kvitterede fødselsdage",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("birthday__in", [15, 18])), name="birthday_valid"
                    ),
                    models.UniqueConstraint(
                        fields=("case", "birthday"),
                        name="birthday_acknowledged_once",
                        violation_error_message="Det er der allerede kvitteret for.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnonymityCheck",
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
                        related_name="anonymity_checks",
                        to="cases.case",
                    ),
                ),
                (
                    "substance",
                    models.CharField(
                        choices=[
                            ("alcohol", "Alkohol"),
                            ("drugs", "Stoffer"),
                            ("both", "Alkohol og stoffer"),
                            ("unknown", "Ved ikke endnu"),
                        ],
                        max_length=10,
                        verbose_name="rusmiddel",
                    ),
                ),
                (
                    "asked",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None, verbose_name="der er spurgt om"
                    ),
                ),
                (
                    "applying",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="det gælder, at",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "afklaring af anonymitet",
                "verbose_name_plural": "afklaringer af anonymitet",
                "indexes": [models.Index(fields=["case", "-at"], name="anonymity_check_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("substance__in", ["alcohol", "drugs", "both", "unknown"])),
                        name="anonymity_check_substance_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("applying__contained_by", models.F("asked"))),
                        name="anonymity_check_answers_what_was_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BecameKnown",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "anonymous_case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="became_known",
                        to="cases.case",
                    ),
                ),
                (
                    "known_case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="was_anonymous",
                        to="cases.case",
                    ),
                ),
                ("note", models.TextField(verbose_name="hvordan borgeren bad om det")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "anonym borger, der er blevet kendt",
                "verbose_name_plural": "anonyme borgere, der er blevet kendt",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("anonymous_case", models.F("known_case")), _negated=True),
                        name="became_known_in_another_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("note__regex", "\\S")),
                        name="became_known_with_note",
                        violation_error_message="Skriv, hvordan borgeren har bedt om at blive kendt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalInquiry",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("submission", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("contacted_at", models.DateTimeField(verbose_name="tidspunkt for henvendelsen")),
                (
                    "registered_at",
                    models.DateTimeField(blank=True, editable=False, verbose_name="registreret"),
                ),
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
                        verbose_name="kanal",
                    ),
                ),
                (
                    "contacted_by",
                    models.CharField(
                        choices=[
                            ("self", "Borgeren selv"),
                            ("relative", "Pårørende"),
                            ("doctor", "Egen læge"),
                            ("probation", "Kriminalforsorgen"),
                            ("hospital", "Sygehus"),
                            ("job_centre", "Jobcenter"),
                            ("municipal_partner", "Anden kommunal afdeling"),
                            ("ssp", "SSP"),
                            ("school", "Skole"),
                        ],
                        max_length=20,
                        verbose_name="hvem henvender sig",
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=120, verbose_name="henvenders navn"),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=30, verbose_name="henvenders telefon"),
                ),
                (
                    "wish",
                    models.CharField(
                        choices=[("counselling", "Råd og vejledning"), ("treatment", "Ønsker behandling")],
                        max_length=12,
                        verbose_name="hvad ønskes",
                    ),
                ),
                (
                    "substance",
                    models.CharField(
                        choices=[
                            ("alcohol", "Alkohol"),
                            ("drugs", "Stoffer"),
                            ("both", "Alkohol og stoffer"),
                            ("unknown", "Ved ikke endnu"),
                        ],
                        max_length=10,
                        verbose_name="rusmiddel",
                    ),
                ),
                (
                    "stated_age",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="oplyst alder"),
                ),
                ("municipality_code", models.CharField(blank=True, max_length=4, verbose_name="kommune")),
                (
                    "children",
                    models.CharField(
                        choices=[
                            ("none", "Ingen børn under 18"),
                            ("at_home", "Børn bor hjemme"),
                            ("contact", "Samvær med børn"),
                            ("unknown", "Ved ikke endnu"),
                        ],
                        max_length=10,
                        verbose_name="børn",
                    ),
                ),
                (
                    "next_step",
                    models.CharField(
                        choices=[
                            ("first_talk", "Første samtale aftales"),
                            ("call_back", "Vi ringer tilbage"),
                            ("citizen_calls", "Borgeren vender selv tilbage"),
                            ("guided_on", "Vejledt videre"),
                            ("nothing", "Ikke mere nu"),
                        ],
                        max_length=15,
                        verbose_name="næste skridt",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="notat")),
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
                    "citizen",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.citizen",
                        verbose_name="borger",
                    ),
                ),
                (
                    "registered_by",
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
                "verbose_name": "historical henvendelse",
                "verbose_name_plural": "historical henvendelser",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Inquiry",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to="cases.citizen",
                        verbose_name="borger",
                    ),
                ),
                ("contacted_at", models.DateTimeField(verbose_name="tidspunkt for henvendelsen")),
                ("registered_at", models.DateTimeField(auto_now_add=True, verbose_name="registreret")),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
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
                        verbose_name="kanal",
                    ),
                ),
                (
                    "contacted_by",
                    models.CharField(
                        choices=[
                            ("self", "Borgeren selv"),
                            ("relative", "Pårørende"),
                            ("doctor", "Egen læge"),
                            ("probation", "Kriminalforsorgen"),
                            ("hospital", "Sygehus"),
                            ("job_centre", "Jobcenter"),
                            ("municipal_partner", "Anden kommunal afdeling"),
                            ("ssp", "SSP"),
                            ("school", "Skole"),
                        ],
                        max_length=20,
                        verbose_name="hvem henvender sig",
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=120, verbose_name="henvenders navn"),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=30, verbose_name="henvenders telefon"),
                ),
                (
                    "wish",
                    models.CharField(
                        choices=[("counselling", "Råd og vejledning"), ("treatment", "Ønsker behandling")],
                        max_length=12,
                        verbose_name="hvad ønskes",
                    ),
                ),
                (
                    "substance",
                    models.CharField(
                        choices=[
                            ("alcohol", "Alkohol"),
                            ("drugs", "Stoffer"),
                            ("both", "Alkohol og stoffer"),
                            ("unknown", "Ved ikke endnu"),
                        ],
                        max_length=10,
                        verbose_name="rusmiddel",
                    ),
                ),
                (
                    "stated_age",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="oplyst alder"),
                ),
                ("municipality_code", models.CharField(blank=True, max_length=4, verbose_name="kommune")),
                (
                    "children",
                    models.CharField(
                        choices=[
                            ("none", "Ingen børn under 18"),
                            ("at_home", "Børn bor hjemme"),
                            ("contact", "Samvær med børn"),
                            ("unknown", "Ved ikke endnu"),
                        ],
                        max_length=10,
                        verbose_name="børn",
                    ),
                ),
                (
                    "next_step",
                    models.CharField(
                        choices=[
                            ("first_talk", "Første samtale aftales"),
                            ("call_back", "Vi ringer tilbage"),
                            ("citizen_calls", "Borgeren vender selv tilbage"),
                            ("guided_on", "Vejledt videre"),
                            ("nothing", "Ikke mere nu"),
                        ],
                        max_length=15,
                        verbose_name="næste skridt",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="notat")),
            ],
            options={
                "verbose_name": "henvendelse",
                "verbose_name_plural": "henvendelser",
                "indexes": [models.Index(fields=["-contacted_at", "-id"], name="inquiry_by_contact")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("channel__in", ["phone", "in_person", "email", "letter", "digital_post"])
                        ),
                        name="inquiry_channel_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "contacted_by__in",
                                [
                                    "self",
                                    "relative",
                                    "doctor",
                                    "probation",
                                    "hospital",
                                    "job_centre",
                                    "municipal_partner",
                                    "ssp",
                                    "school",
                                ],
                            )
                        ),
                        name="inquiry_contacted_by_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wish__in", ["counselling", "treatment"])),
                        name="inquiry_wish_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("substance__in", ["alcohol", "drugs", "both", "unknown"])),
                        name="inquiry_substance_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("children__in", ["none", "at_home", "contact", "unknown"])),
                        name="inquiry_children_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "next_step__in",
                                ["first_talk", "call_back", "citizen_calls", "guided_on", "nothing"],
                            )
                        ),
                        name="inquiry_next_step_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wish", "counselling"), ("case__isnull", False), _connector="OR"),
                        name="inquiry_treatment_has_case",
                        violation_error_message="Et ønske om behandling skal have en sag.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTreatmentRequest",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "substance",
                    models.CharField(
                        choices=[
                            ("alcohol", "Alkohol"),
                            ("drugs", "Stoffer"),
                            ("both", "Alkohol og stoffer"),
                            ("unknown", "Ved ikke endnu"),
                        ],
                        max_length=10,
                        verbose_name="rusmiddel",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("registered", "Modtaget"),
                            ("assessing", "Under afdækning"),
                            ("ready", "Klar til visitation"),
                            ("granted", "Bevilget, ikke begyndt"),
                            ("in_treatment", "I behandling"),
                            ("rejected", "Afslag"),
                            ("withdrawn", "Trukket tilbage"),
                            ("ended", "Afsluttet"),
                        ],
                        default="registered",
                        max_length=15,
                        verbose_name="trin",
                    ),
                ),
                (
                    "serious_problems",
                    models.BooleanField(blank=True, null=True, verbose_name="alvorlige problemer (under 18)"),
                ),
                ("wished_offer", models.CharField(blank=True, max_length=60, verbose_name="ønsket tilbud")),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="klar til visitation")),
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
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.inquiry",
                        verbose_name="henvendelse",
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
                "verbose_name": "historical anmodning",
                "verbose_name_plural": "historical anmodninger",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="TreatmentRequest",
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
                        related_name="requests",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "inquiry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="request",
                        to="cases.inquiry",
                        verbose_name="henvendelse",
                    ),
                ),
                (
                    "substance",
                    models.CharField(
                        choices=[
                            ("alcohol", "Alkohol"),
                            ("drugs", "Stoffer"),
                            ("both", "Alkohol og stoffer"),
                            ("unknown", "Ved ikke endnu"),
                        ],
                        max_length=10,
                        verbose_name="rusmiddel",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("registered", "Modtaget"),
                            ("assessing", "Under afdækning"),
                            ("ready", "Klar til visitation"),
                            ("granted", "Bevilget, ikke begyndt"),
                            ("in_treatment", "I behandling"),
                            ("rejected", "Afslag"),
                            ("withdrawn", "Trukket tilbage"),
                            ("ended", "Afsluttet"),
                        ],
                        default="registered",
                        max_length=15,
                        verbose_name="trin",
                    ),
                ),
                (
                    "serious_problems",
                    models.BooleanField(blank=True, null=True, verbose_name="alvorlige problemer (under 18)"),
                ),
                ("wished_offer", models.CharField(blank=True, max_length=60, verbose_name="ønsket tilbud")),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="klar til visitation")),
            ],
            options={
                "verbose_name": "anmodning",
                "verbose_name_plural": "anmodninger",
                "indexes": [
                    models.Index(
                        condition=models.Q(("stage", "ready")), fields=["ready_at"], name="request_ready"
                    ),
                    models.Index(
                        condition=models.Q(("stage__in", ["assessing", "registered"])),
                        fields=["case"],
                        name="request_to_book",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "registered",
                                    "assessing",
                                    "ready",
                                    "granted",
                                    "in_treatment",
                                    "rejected",
                                    "withdrawn",
                                    "ended",
                                ],
                            )
                        ),
                        name="request_stage_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("substance__in", ["alcohol", "drugs", "both", "unknown"])),
                        name="request_substance_valid",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("stage__in", ["assessing", "granted", "in_treatment", "ready", "registered"])
                        ),
                        fields=("case",),
                        name="request_one_open_per_case",
                        violation_error_message="Sagen har allerede en åben anmodning om behandling.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockEvent",
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
                        related_name="events",
                        to="cases.treatmentrequest",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("personal_confirmation", "Borgeren har selv bekræftet sit ønske"),
                            ("parental_consent", "Forældremyndighedens samtykke modtaget"),
                            ("own_consent", "Den unges eget samtykke modtaget"),
                            ("commitment_received", "Betalingstilsagn modtaget"),
                            ("meeting_offered", "Samtale tilbudt"),
                            ("first_talk", "Første samtale holdt"),
                            ("decided", "Visitation afgjort"),
                            ("offer_given", "Tilbud om behandling givet"),
                            ("meeting_agreed", "Første behandlingssamtale aftalt"),
                            ("plan_created", "Behandlingsplan lavet"),
                            ("treatment_started", "Behandlingen begyndt"),
                            ("deviation", "Garantien fraveget"),
                            ("rejected", "Afslag givet"),
                            ("withdrawn", "Borgeren har trukket sit ønske tilbage"),
                            ("medical_offered", "Lægesamtale tilbudt"),
                            ("medical_accepted", "Lægesamtale ønsket"),
                            ("medical_declined", "Lægesamtale fravalgt"),
                            ("medical_held", "Lægesamtale holdt"),
                        ],
                        max_length=25,
                        verbose_name="hvad",
                    ),
                ),
                ("occurred_at", models.DateTimeField(verbose_name="hvornår")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("free_choice", "Borgeren har valgt et andet tilbud (frit valg)"),
                            ("citizen_wish", "Borgeren ønsker ikke at bruge garantien"),
                            ("no_show", "Borgeren er udeblevet"),
                            ("no_cooperation", "Borgeren medvirker ikke til nødvendige oplysninger"),
                            ("other", "Anden grund"),
                        ],
                        max_length=20,
                        verbose_name="grund",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="taget tilbage")),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("cancelled_reason", models.TextField(blank=True, verbose_name="hvorfor taget tilbage")),
            ],
            options={
                "verbose_name": "hændelse",
                "verbose_name_plural": "hændelser",
                "indexes": [models.Index(fields=["request", "occurred_at"], name="event_by_request")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "personal_confirmation",
                                    "parental_consent",
                                    "own_consent",
                                    "commitment_received",
                                    "meeting_offered",
                                    "first_talk",
                                    "decided",
                                    "offer_given",
                                    "meeting_agreed",
                                    "plan_created",
                                    "treatment_started",
                                    "deviation",
                                    "rejected",
                                    "withdrawn",
                                    "medical_offered",
                                    "medical_accepted",
                                    "medical_declined",
                                    "medical_held",
                                ],
                            )
                        ),
                        name="event_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "deviation"), _negated=True),
                            (
                                "reason__in",
                                ["free_choice", "citizen_wish", "no_show", "no_cooperation", "other"],
                            ),
                            _connector="OR",
                        ),
                        name="event_deviation_has_reason",
                        violation_error_message="En fravigelse skal have en grund.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_at", None), ("cancelled_by", None), ("cancelled_reason", "")
                            ),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("cancelled_by__isnull", False),
                                models.Q(("cancelled_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="event_cancelled_with_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("cancelled_at", None), models.Q(("kind__in", ["deviation"]), _negated=True)
                        ),
                        fields=("request", "kind"),
                        name="event_once_per_request",
                        violation_error_message="Det er allerede registreret.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("occurred_at__lte", models.F("recorded_at"))),
                        name="event_recorded_after_it_happened",
                        violation_error_message="Tidspunktet ligger i fremtiden.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAssessment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("substance_use", models.TextField(blank=True, verbose_name="brug af rusmidler")),
                (
                    "relations",
                    models.TextField(blank=True, verbose_name="sociale relationer, netværk og familie"),
                ),
                ("health", models.TextField(blank=True, verbose_name="fysisk og psykisk helbred")),
                ("work", models.TextField(blank=True, verbose_name="arbejde og uddannelse")),
                ("housing", models.TextField(blank=True, verbose_name="bolig")),
                ("other_matters", models.TextField(blank=True, verbose_name="andre forhold og anden hjælp")),
                ("tried_before", models.TextField(blank=True, verbose_name="hvad er prøvet før")),
                (
                    "children",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Ingen børn under 18"),
                            ("at_home", "Børn bor hjemme"),
                            ("contact", "Samvær med børn"),
                            ("unknown", "Ved ikke endnu"),
                        ],
                        max_length=10,
                        verbose_name="børn under 18 år",
                    ),
                ),
                (
                    "concern",
                    models.CharField(
                        blank=True,
                        choices=[("no", "Nej"), ("yes", "Ja")],
                        default="",
                        max_length=10,
                        verbose_name="bekymring for et barn",
                    ),
                ),
                (
                    "pregnancy",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no", "Nej"),
                            ("yes", "Ja"),
                            ("not_relevant", "Ikke relevant"),
                            ("unknown", "Ved ikke endnu"),
                            ("declined", "Ønsker ikke at svare"),
                        ],
                        max_length=15,
                        verbose_name="gravid",
                    ),
                ),
                ("conclusion", models.TextField(blank=True, verbose_name="faglig konklusion")),
                ("completed_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet")),
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
                    "completed_by",
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
                "verbose_name": "historical afdækning",
                "verbose_name_plural": "historical afdækninger",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment",
                        to="cases.treatmentrequest",
                    ),
                ),
                ("substance_use", models.TextField(blank=True, verbose_name="brug af rusmidler")),
                (
                    "relations",
                    models.TextField(blank=True, verbose_name="sociale relationer, netværk og familie"),
                ),
                ("health", models.TextField(blank=True, verbose_name="fysisk og psykisk helbred")),
                ("work", models.TextField(blank=True, verbose_name="arbejde og uddannelse")),
                ("housing", models.TextField(blank=True, verbose_name="bolig")),
                ("other_matters", models.TextField(blank=True, verbose_name="andre forhold og anden hjælp")),
                ("tried_before", models.TextField(blank=True, verbose_name="hvad er prøvet før")),
                (
                    "children",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Ingen børn under 18"),
                            ("at_home", "Børn bor hjemme"),
                            ("contact", "Samvær med børn"),
                            ("unknown", "Ved ikke endnu"),
                        ],
                        max_length=10,
                        verbose_name="børn under 18 år",
                    ),
                ),
                (
                    "concern",
                    models.CharField(
                        blank=True,
                        choices=[("no", "Nej"), ("yes", "Ja")],
                        default="",
                        max_length=10,
                        verbose_name="bekymring for et barn",
                    ),
                ),
                (
                    "pregnancy",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no", "Nej"),
                            ("yes", "Ja"),
                            ("not_relevant", "Ikke relevant"),
                            ("unknown", "Ved ikke endnu"),
                            ("declined", "Ønsker ikke at svare"),
                        ],
                        max_length=15,
                        verbose_name="gravid",
                    ),
                ),
                ("conclusion", models.TextField(blank=True, verbose_name="faglig konklusion")),
                ("completed_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet")),
                (
                    "completed_by",
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
                "verbose_name": "afdækning",
                "verbose_name_plural": "afdækninger",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("children__in", ["", "none", "at_home", "contact", "unknown"])),
                        name="assessment_children_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("concern__in", ["", "no", "yes"])),
                        name="assessment_concern_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pregnancy__in", ["", "no", "yes", "not_relevant", "unknown", "declined"])
                        ),
                        name="assessment_pregnancy_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("completed_at", None), ("completed_by", None)),
                            models.Q(
                                ("completed_at__isnull", False),
                                ("completed_by__isnull", False),
                                models.Q(("children", ""), _negated=True),
                                models.Q(("conclusion", ""), _negated=True),
                                models.Q(("substance_use", ""), _negated=True),
                                models.Q(("relations", ""), _negated=True),
                                models.Q(("health", ""), _negated=True),
                                models.Q(("work", ""), _negated=True),
                                models.Q(("housing", ""), _negated=True),
                                models.Q(("other_matters", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assessment_completed_is_whole",
                        violation_error_message="Afdækningen kan ikke afsluttes, før alle emner og spørgsmålet om børn er besvaret.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAssessmentSession",
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
                ("began_at", models.DateTimeField(blank=True, null=True, verbose_name="begyndte")),
                (
                    "lasted_minutes",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="varede minutter"),
                ),
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
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.assessment",
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
                "verbose_name": "historical afdækningssamtale",
                "verbose_name_plural": "historical afdækningssamtaler",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AssessmentSession",
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
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="cases.assessment",
                    ),
                ),
                ("began_at", models.DateTimeField(blank=True, null=True, verbose_name="begyndte")),
                (
                    "lasted_minutes",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="varede minutter"),
                ),
            ],
            options={
                "verbose_name": "afdækningssamtale",
                "verbose_name_plural": "afdækningssamtaler",
                "indexes": [
                    models.Index(fields=["employee", "planned_at"], name="assessment_session_by_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["planned", "held", "no_show", "cancelled"])),
                        name="assessment_session_outcome_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__in", ["centre", "home", "phone", "other"])),
                        name="assessment_session_place_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0)), name="assessment_session_has_length"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("began_at", None), ("lasted_minutes", None)),
                            models.Q(
                                ("began_at__isnull", False),
                                ("lasted_minutes__gt", 0),
                                ("lasted_minutes__isnull", False),
                                ("outcome", "held"),
                            ),
                            _connector="OR",
                        ),
                        name="assessment_session_times_of_a_held_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "planned")),
                        fields=("assessment", "planned_at"),
                        name="assessment_session_once_at_a_time",
                        violation_error_message="Der er allerede aftalt en samtale på det tidspunkt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPartner",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("job_centre", "Jobcenter"),
                            ("family_department", "Familieafdeling"),
                            ("municipal", "Anden kommunal afdeling"),
                            ("doctor", "Egen læge"),
                            ("hospital", "Sygehus"),
                            ("psychiatry", "Psykiatrien"),
                            ("probation", "Kriminalforsorgen"),
                            ("provider", "Behandlingssted"),
                            ("school", "Skole eller uddannelse"),
                            ("employer", "Arbejdsgiver"),
                            ("other", "Anden"),
                        ],
                        max_length=20,
                        verbose_name="slags",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="navn")),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=rusmiddel.sorting.DanishSortKey(models.F("name")),
                        output_field=models.CharField(db_collation="C", max_length=240),
                    ),
                ),
                ("contact_name", models.CharField(blank=True, max_length=120, verbose_name="kontaktperson")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("address_line", models.CharField(blank=True, max_length=200, verbose_name="vej og nummer")),
                ("postcode", models.CharField(blank=True, max_length=4, verbose_name="postnummer")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="by")),
                ("municipality_code", models.CharField(blank=True, max_length=4, verbose_name="kommune")),
                ("archived_at", models.DateTimeField(blank=True, null=True, verbose_name="arkiveret")),
                (
                    "archived_by",
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
                "verbose_name": "historical samarbejdspartner",
                "verbose_name_plural": "historical samarbejdspartnere",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("job_centre", "Jobcenter"),
                            ("family_department", "Familieafdeling"),
                            ("municipal", "Anden kommunal afdeling"),
                            ("doctor", "Egen læge"),
                            ("hospital", "Sygehus"),
                            ("psychiatry", "Psykiatrien"),
                            ("probation", "Kriminalforsorgen"),
                            ("provider", "Behandlingssted"),
                            ("school", "Skole eller uddannelse"),
                            ("employer", "Arbejdsgiver"),
                            ("other", "Anden"),
                        ],
                        max_length=20,
                        verbose_name="slags",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="navn")),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=rusmiddel.sorting.DanishSortKey(models.F("name")),
                        output_field=models.CharField(db_collation="C", max_length=240),
                    ),
                ),
                ("contact_name", models.CharField(blank=True, max_length=120, verbose_name="kontaktperson")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("address_line", models.CharField(blank=True, max_length=200, verbose_name="vej og nummer")),
                ("postcode", models.CharField(blank=True, max_length=4, verbose_name="postnummer")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="by")),
                ("municipality_code", models.CharField(blank=True, max_length=4, verbose_name="kommune")),
                ("archived_at", models.DateTimeField(blank=True, null=True, verbose_name="arkiveret")),
                (
                    "archived_by",
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
                "verbose_name": "samarbejdspartner",
                "verbose_name_plural": "samarbejdspartnere",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "job_centre",
                                    "family_department",
                                    "municipal",
                                    "doctor",
                                    "hospital",
                                    "psychiatry",
                                    "probation",
                                    "provider",
                                    "school",
                                    "employer",
                                    "other",
                                ],
                            )
                        ),
                        name="partner_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")), name="partner_has_name"
                    ),
                    models.UniqueConstraint(
                        rusmiddel.sorting.DanishSortKey(models.F("name")),
                        condition=models.Q(("archived_at", None)),
                        name="partner_once_in_use",
                        violation_error_message="Der er allerede en samarbejdspartner med det navn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("archived_at", None), ("archived_by", None)),
                            models.Q(("archived_at__isnull", False), ("archived_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="partner_archived_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                        related_name="consents",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="cases.partner",
                        verbose_name="samarbejdspartner",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("disclose", "Videregive"),
                            ("obtain", "Indhente"),
                            ("both", "Videregive og indhente"),
                        ],
                        max_length=10,
                        verbose_name="vi må",
                    ),
                ),
                ("purpose", models.CharField(max_length=200, verbose_name="formål")),
                ("scope", models.TextField(verbose_name="hvilke oplysninger")),
                (
                    "form",
                    models.CharField(
                        choices=[("written", "Skriftligt"), ("oral", "Mundtligt"), ("digital", "Digitalt")],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                (
                    "given_by",
                    models.CharField(
                        choices=[
                            ("citizen", "Borgeren selv"),
                            ("parent", "Forældremyndighedens indehaver"),
                            ("guardian", "Værge"),
                        ],
                        max_length=10,
                        verbose_name="givet af",
                    ),
                ),
                (
                    "given_by_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="navn på den, der giver samtykket"
                    ),
                ),
                ("given_on", models.DateField(verbose_name="givet")),
                ("valid_until", models.DateField(verbose_name="gælder til og med")),
                (
                    "renews",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewed_by",
                        to="cases.consent",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="registreret")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ophørt")),
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
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("withdrawn", "Trukket tilbage"), ("renewed", "Fornyet")],
                        max_length=10,
                        verbose_name="hvordan ophørt",
                    ),
                ),
                ("expiry_noted_at", models.DateTimeField(blank=True, null=True, verbose_name="fornys ikke")),
                (
                    "expiry_noted_by",
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
                "verbose_name": "samtykke",
                "verbose_name_plural": "samtykker",
                "indexes": [models.Index(fields=["case", "-given_on", "-id"], name="consent_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["disclose", "obtain", "both"])),
                        name="consent_direction_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["written", "oral", "digital"])),
                        name="consent_form_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("given_by__in", ["citizen", "parent", "guardian"])),
                        name="consent_given_by_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ending__in", ["", "withdrawn", "renewed"])),
                        name="consent_ending_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose__regex", "\\S"), ("scope__regex", "\\S")),
                        name="consent_says_what_for",
                        violation_error_message="Skriv formålet, og hvilke oplysninger samtykket gælder.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gte", models.F("given_on"))),
                        name="consent_valid_from_day_given",
                        violation_error_message="Samtykket kan ikke udløbe, før det er givet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_by", "citizen"),
                            models.Q(("given_by_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consent_giver_has_name",
                        violation_error_message="Skriv navnet på den, der giver samtykket.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("form", "oral"), _negated=True), ("note__regex", "\\S"), _connector="OR"
                        ),
                        name="consent_oral_has_note",
                        violation_error_message="Skriv, hvordan det mundtlige samtykke blev givet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None), ("ending", "")),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                models.Q(("ending", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="consent_ended_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("expiry_noted_at", None), ("expiry_noted_by", None)),
                            models.Q(("expiry_noted_at__isnull", False), ("expiry_noted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="consent_expiry_noted_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("case", "partner", "purpose"),
                        name="consent_one_per_partner_and_purpose",
                        violation_error_message="Der er allerede et samtykke til det formål. Forny det i stedet.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MappingResult",
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
                        related_name="mapping_results",
                        to="cases.case",
                    ),
                ),
                ("mapping_tool", models.CharField(max_length=30, verbose_name="redskab")),
                ("mapped_on", models.DateField(verbose_name="kortlagt")),
                ("summary", models.TextField(verbose_name="sammenfatning")),
                (
                    "document",
                    models.CharField(blank=True, max_length=200, verbose_name="hvor hele resultatet ligger"),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="taget tilbage")),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_reason", models.TextField(blank=True, verbose_name="hvorfor taget tilbage")),
            ],
            options={
                "verbose_name": "kortlægning",
                "verbose_name_plural": "kortlægninger",
                "indexes": [models.Index(fields=["case", "-mapped_on"], name="mapping_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("summary__regex", "\\S")),
                        name="mapping_has_summary",
                        violation_error_message="Skriv, hvad kortlægningen viste.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at", None), ("withdrawn_by", None), ("withdrawn_reason", "")
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                ("withdrawn_reason__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="mapping_withdrawn_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
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
                        related_name="notes",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("general", "Journalnotat"),
                            ("phone", "Telefonsamtale"),
                            ("talk", "Samtale"),
                            ("partner", "Møde med samarbejdspartner"),
                            ("supervision", "Tilsyn"),
                            ("administrative", "Administrativt notat"),
                            ("doctor", "Lægenotat"),
                            ("psychologist", "Psykolognotat"),
                        ],
                        max_length=15,
                        verbose_name="slags",
                    ),
                ),
                ("submission", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "amends",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addenda",
                        to="cases.note",
                        verbose_name="tilføjelse til",
                    ),
                ),
                ("occurred_at", models.DateTimeField(verbose_name="hvornår det skete")),
                ("text", models.TextField(verbose_name="notat")),
                ("signed_at", models.DateTimeField(verbose_name="underskrevet")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
            ],
            options={
                "verbose_name": "notat",
                "verbose_name_plural": "notater",
                "indexes": [
                    models.Index(
                        condition=models.Q(("amends", None)),
                        fields=["case", "-occurred_at", "-id"],
                        name="note_by_case",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "general",
                                    "phone",
                                    "talk",
                                    "partner",
                                    "supervision",
                                    "administrative",
                                    "doctor",
                                    "psychologist",
                                ],
                            )
                        ),
                        name="note_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="note_says_something",
                        violation_error_message="Skriv notatet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("occurred_at__lte", models.F("signed_at"))),
                        name="note_signed_after_it_happened",
                        violation_error_message="Tidspunktet ligger i fremtiden.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amends", models.F("id")), _negated=True),
                        name="note_amends_another",
                    ),
                    models.UniqueConstraint(fields=("id", "case"), name="note_in_case"),
                    models.UniqueConstraint(fields=("id", "case", "kind"), name="note_in_case_of_kind"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPsychologicalExamination",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("screening", "Psykologisk screening"),
                            ("assessment", "Psykologisk vurdering"),
                        ],
                        max_length=12,
                        verbose_name="slags",
                    ),
                ),
                ("referred_on", models.DateField(verbose_name="henvist")),
                ("question", models.TextField(verbose_name="hvad der skal svares på")),
                ("report", models.TextField(blank=True, verbose_name="beskrivelse eller rapport")),
                ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet")),
                ("stopped_on", models.DateField(blank=True, null=True, verbose_name="stoppet")),
                ("stop_reason", models.TextField(blank=True, verbose_name="hvorfor stoppet")),
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
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="standards.standardversion",
                    ),
                ),
                (
                    "psychologist",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="psykolog",
                    ),
                ),
                (
                    "reported_by",
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
                "verbose_name": "historical psykologisk undersøgelse",
                "verbose_name_plural": "historical psykologiske undersøgelser",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PsychologicalExamination",
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
                        related_name="examinations",
                        to="cases.case",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("screening", "Psykologisk screening"),
                            ("assessment", "Psykologisk vurdering"),
                        ],
                        max_length=12,
                        verbose_name="slags",
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
                ("referred_on", models.DateField(verbose_name="henvist")),
                ("question", models.TextField(verbose_name="hvad der skal svares på")),
                (
                    "psychologist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="examinations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="psykolog",
                    ),
                ),
                ("report", models.TextField(blank=True, verbose_name="beskrivelse eller rapport")),
                ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet")),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("stopped_on", models.DateField(blank=True, null=True, verbose_name="stoppet")),
                ("stop_reason", models.TextField(blank=True, verbose_name="hvorfor stoppet")),
            ],
            options={
                "verbose_name": "psykologisk undersøgelse",
                "verbose_name_plural": "psykologiske undersøgelser",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["screening", "assessment"])),
                        name="examination_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("question__regex", "\\S")),
                        name="examination_answers_a_question",
                        violation_error_message="Skriv, hvad psykologen skal svare på.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reported_at", None), ("reported_by", None)),
                            models.Q(
                                ("report__regex", "\\S"),
                                ("reported_at__isnull", False),
                                ("reported_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="examination_reported_whole",
                        violation_error_message="Skriv beskrivelsen, før den afsluttes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stop_reason", ""), ("stopped_on", None)),
                            models.Q(
                                ("reported_at", None),
                                ("stop_reason__regex", "\\S"),
                                ("stopped_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="examination_stopped_with_reason",
                        violation_error_message="Skriv, hvorfor undersøgelsen stoppes.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reported_at", None), ("stopped_on", None)),
                        fields=("case", "kind"),
                        name="examination_one_open_of_a_kind",
                        violation_error_message="Der er allerede en åben undersøgelse af den slags.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPsychologyTalk",
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
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("examination", "Undersøgende samtale"),
                            ("feedback", "Tilbagemelding"),
                            ("support", "Støttende samtale"),
                        ],
                        max_length=12,
                        verbose_name="formål",
                    ),
                ),
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
                    "examination",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.psychologicalexamination",
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
                "verbose_name": "historical psykologsamtale",
                "verbose_name_plural": "historical psykologsamtaler",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PsychologyTalk",
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
                    "examination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talks",
                        to="cases.psychologicalexamination",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("examination", "Undersøgende samtale"),
                            ("feedback", "Tilbagemelding"),
                            ("support", "Støttende samtale"),
                        ],
                        max_length=12,
                        verbose_name="formål",
                    ),
                ),
            ],
            options={
                "verbose_name": "psykologsamtale",
                "verbose_name_plural": "psykologsamtaler",
                "indexes": [models.Index(fields=["employee", "planned_at"], name="psychology_talk_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["planned", "held", "no_show", "cancelled"])),
                        name="psychology_talk_outcome_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__in", ["centre", "home", "phone", "other"])),
                        name="psychology_talk_place_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["examination", "feedback", "support"])),
                        name="psychology_talk_purpose_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0)), name="psychology_talk_has_length"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "planned")),
                        fields=("examination", "planned_at"),
                        name="psychology_talk_once_at_a_time",
                        violation_error_message="Der er allerede aftalt en samtale på det tidspunkt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="cases.note",
                        verbose_name="notat",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="cases.consent",
                        verbose_name="samtykke",
                    ),
                ),
                (
                    "mapping",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="cases.mappingresult",
                        verbose_name="kortlægning",
                    ),
                ),
                (
                    "examination",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="cases.psychologicalexamination",
                        verbose_name="psykologisk undersøgelse",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="navn")),
                ("stored_as", models.CharField(max_length=80, unique=True)),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveBigIntegerField(verbose_name="størrelse")),
                ("sha256", models.CharField(max_length=64)),
                ("uploaded_at", models.DateTimeField(verbose_name="lagt på")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
            ],
            options={
                "verbose_name": "bilag",
                "verbose_name_plural": "bilag",
                "indexes": [models.Index(fields=["case", "-uploaded_at"], name="attachment_by_case")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="attachment_not_empty"),
                    models.CheckConstraint(
                        condition=models.Q(("note", None), ("consent", None), _connector="OR"),
                        name="attachment_of_note_or_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mapping", None), models.Q(("consent", None), ("note", None)), _connector="OR"
                        ),
                        name="attachment_of_mapping_alone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("examination", None),
                            models.Q(("consent", None), ("mapping", None), ("note", None)),
                            _connector="OR",
                        ),
                        name="attachment_of_examination_alone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="attachment_sha256_valid",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseloadMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves_from",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fra",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="fra og med")),
                ("back_on", models.DateField(blank=True, null=True, verbose_name="tilbage")),
                ("message", models.TextField(blank=True, verbose_name="besked")),
                ("ordered_at", models.DateTimeField(verbose_name="bestilt")),
                (
                    "ordered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="stoppet")),
                (
                    "cancelled_by",
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
                "verbose_name": "flytning af sager",
                "verbose_name_plural": "flytninger af sager",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("back_on", None), ("back_on__gt", models.F("from_on")), _connector="OR"
                        ),
                        name="move_back_after_it_began",
                        violation_error_message="Sagerne kan først komme tilbage dagen efter, at de er flyttet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at", None), ("cancelled_by", None)),
                            models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="move_cancelled_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MovedCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "move",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="cases.caseloadmove",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves_to",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="til",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Venter"),
                            ("moved", "Flyttet"),
                            ("back", "Tilbage igen"),
                            ("stays", "Blev"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("moved_at", models.DateTimeField(blank=True, null=True, verbose_name="flyttet")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet")),
                ("problem", models.TextField(blank=True, verbose_name="hvorfor ikke")),
            ],
            options={
                "verbose_name": "flyttet sag",
                "verbose_name_plural": "flyttede sager",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["moved", "waiting"])),
                        fields=["receiver"],
                        name="moved_case_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["waiting", "moved", "back", "stays"])),
                        name="moved_case_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("moved_at", None), ("status", "waiting")),
                            models.Q(("ended_at", None), ("moved_at__isnull", False), ("status", "moved")),
                            models.Q(
                                ("ended_at__isnull", False), ("moved_at__isnull", False), ("status", "back")
                            ),
                            models.Q(("ended_at__isnull", False), ("status", "stays")),
                            _connector="OR",
                        ),
                        name="moved_case_dates_follow_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "stays"), _negated=True),
                            ("problem__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="moved_case_stays_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waiting")),
                        fields=("case",),
                        name="moved_case_waits_once",
                        violation_error_message="Sagen skal allerede flyttes.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCircumstance",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pregnant", "Gravid"),
                            ("developmental_disability", "Udviklingshæmning"),
                            ("treatment_sentence", "Behandlingsdom eller dom med vilkår"),
                            ("dual_diagnosis", "Dobbeltdiagnose"),
                        ],
                        max_length=25,
                        verbose_name="forhold",
                    ),
                ),
                ("since_on", models.DateField(verbose_name="siden")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="til")),
                ("expected_birth_on", models.DateField(blank=True, null=True, verbose_name="ventet fødsel")),
                ("partner", models.CharField(blank=True, max_length=200, verbose_name="samarbejdspartner")),
                ("partner_contacted_on", models.DateField(blank=True, null=True, verbose_name="kontaktet")),
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
                "verbose_name": "historical særligt forhold",
                "verbose_name_plural": "historical særlige forhold",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Circumstance",
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
                        related_name="circumstances",
                        to="cases.case",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pregnant", "Gravid"),
                            ("developmental_disability", "Udviklingshæmning"),
                            ("treatment_sentence", "Behandlingsdom eller dom med vilkår"),
                            ("dual_diagnosis", "Dobbeltdiagnose"),
                        ],
                        max_length=25,
                        verbose_name="forhold",
                    ),
                ),
                ("since_on", models.DateField(verbose_name="siden")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="til")),
                ("expected_birth_on", models.DateField(blank=True, null=True, verbose_name="ventet fødsel")),
                ("partner", models.CharField(blank=True, max_length=200, verbose_name="samarbejdspartner")),
                ("partner_contacted_on", models.DateField(blank=True, null=True, verbose_name="kontaktet")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
            ],
            options={
                "verbose_name": "særligt forhold",
                "verbose_name_plural": "særlige forhold",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "pregnant",
                                    "developmental_disability",
                                    "treatment_sentence",
                                    "dual_diagnosis",
                                ],
                            )
                        ),
                        name="circumstance_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None), ("until_on__gte", models.F("since_on")), _connector="OR"
                        ),
                        name="circumstance_ends_after_it_began",
                        violation_error_message="Slutdatoen ligger før begyndelsen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expected_birth_on", None), ("kind", "pregnant"), _connector="OR"
                        ),
                        name="circumstance_birth_of_the_pregnant",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("case", "kind"),
                        name="circumstance_once",
                        violation_error_message="Det er allerede registreret.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRetentionContract",
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
                        choices=[("concluded", "Indgået"), ("declined", "Afslået")],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svar den")),
                ("institution", models.CharField(blank=True, max_length=200, verbose_name="institution")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ophørt")),
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
                "verbose_name": "historical kontrakt om tilbageholdelse",
                "verbose_name_plural": "historical kontrakter om tilbageholdelse",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RetentionContract",
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
                        related_name="retention_contracts",
                        to="cases.case",
                    ),
                ),
                ("offered_on", models.DateField(verbose_name="tilbudt")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("concluded", "Indgået"), ("declined", "Afslået")],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svar den")),
                ("institution", models.CharField(blank=True, max_length=200, verbose_name="institution")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ophørt")),
            ],
            options={
                "verbose_name": "kontrakt om tilbageholdelse",
                "verbose_name_plural": "kontrakter om tilbageholdelse",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on", None)),
                            models.Q(
                                ("answer__in", ["concluded", "declined"]),
                                ("answered_on__gte", models.F("offered_on")),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="contract_answered_with_day",
                        violation_error_message="Skriv både svaret og dagen for det. Den er tidligst tilbuddets.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            models.Q(("answer", "concluded"), ("ended_on__gte", models.F("answered_on"))),
                            _connector="OR",
                        ),
                        name="contract_ended_was_concluded",
                        violation_error_message="Kun en indgået kontrakt kan ophøre, og ikke før den blev indgået.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRetention",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("from_on", models.DateField(verbose_name="fra")),
                ("until_on", models.DateField(verbose_name="til og med")),
                ("reason", models.TextField(verbose_name="begrundelse")),
                ("told_on", models.DateField(verbose_name="kommunen underrettet")),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.retentioncontract",
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
                "verbose_name": "historical tilbageholdelse",
                "verbose_name_plural": "historical tilbageholdelser",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Retention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retentions",
                        to="cases.retentioncontract",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="fra")),
                ("until_on", models.DateField(verbose_name="til og med")),
                ("reason", models.TextField(verbose_name="begrundelse")),
                ("told_on", models.DateField(verbose_name="kommunen underrettet")),
            ],
            options={
                "verbose_name": "tilbageholdelse",
                "verbose_name_plural": "tilbageholdelser",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="retention_ends_after_it_began",
                        violation_error_message="Slutdatoen ligger før begyndelsen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")), name="retention_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Code",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("list", models.CharField(max_length=30, verbose_name="liste")),
                ("code", models.CharField(max_length=30, verbose_name="kode")),
                ("label", models.CharField(max_length=120, verbose_name="tekst")),
                ("position", models.PositiveSmallIntegerField(verbose_name="plads")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="gælder")),
                ("source", models.CharField(max_length=200, verbose_name="kilde")),
                ("is_verified", models.BooleanField(verbose_name="bekræftet")),
                (
                    "register_code",
                    models.CharField(blank=True, max_length=20, verbose_name="registrets kode"),
                ),
            ],
            options={
                "verbose_name": "kode",
                "verbose_name_plural": "koder",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("list", "="), ("code", "="), ("valid", "&&")],
                        name="code_means_one_thing_at_a_time",
                        violation_error_message="Koden findes allerede i den periode.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPaymentCommitment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("municipality_code", models.CharField(max_length=4, verbose_name="hjemkommune")),
                ("requested_on", models.DateField(verbose_name="anmodet")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("received", "Modtaget, underskrevet"), ("refused", "Afvist")],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svar den")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
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
                "verbose_name": "historical betalingstilsagn",
                "verbose_name_plural": "historical betalingstilsagn",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PaymentCommitment",
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
                        related_name="commitments",
                        to="cases.treatmentrequest",
                    ),
                ),
                ("municipality_code", models.CharField(max_length=4, verbose_name="hjemkommune")),
                ("requested_on", models.DateField(verbose_name="anmodet")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("received", "Modtaget, underskrevet"), ("refused", "Afvist")],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svar den")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
            ],
            options={
                "verbose_name": "betalingstilsagn",
                "verbose_name_plural": "betalingstilsagn",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on", None)),
                            models.Q(
                                ("answer__in", ["received", "refused"]),
                                ("answered_on__gte", models.F("requested_on")),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="commitment_answered_with_day",
                        violation_error_message="Svaret kan tidligst være kommet den dag, der blev spurgt.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "")),
                        fields=("request",),
                        name="commitment_one_awaited",
                        violation_error_message="Der ventes allerede på et svar.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConflictOfInterest",
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
                        related_name="conflicts",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
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
                "verbose_name": "inhabilitet",
                "verbose_name_plural": "inhabilitet",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")),
                        name="conflict_has_reason",
                        violation_error_message="Skriv, hvorfor medarbejderen er inhabil.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at", None), ("lifted_by", None), ("lifted_reason", "")),
                            models.Q(
                                ("lifted_at__gte", models.F("set_at")),
                                ("lifted_by__isnull", False),
                                ("lifted_reason__regex", "\\S"),
                                models.Q(("lifted_by", models.F("user")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="conflict_lifted_by_another",
                        violation_error_message="Skriv, hvorfor inhabiliteten ophæves. Ingen ophæver sin egen.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("user", "case"),
                        name="conflict_once",
                        violation_error_message="Medarbejderen er allerede meldt inhabil i sagen.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoWorker",
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
                        related_name="co_workers",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="co_works",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medbehandler",
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
                "verbose_name": "medbehandler",
                "verbose_name_plural": "medbehandlere",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__gte", models.F("added_at")), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="co_worker_ended_after_added",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("user", "case"),
                        name="co_worker_once",
                        violation_error_message="Medarbejderen er allerede medbehandler på sagen.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disclosure",
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
                        related_name="disclosures",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("disclose", "Videregive"),
                            ("obtain", "Indhente"),
                            ("both", "Videregive og indhente"),
                        ],
                        max_length=10,
                        verbose_name="retning",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="cases.partner",
                    ),
                ),
                ("counterpart", models.CharField(max_length=240, verbose_name="hvem")),
                ("content", models.TextField(verbose_name="hvilke oplysninger")),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("phone", "Telefon"),
                            ("meeting", "Møde"),
                            ("letter", "Brev"),
                            ("digital_post", "Digital Post eller sikker mail"),
                            ("other", "På anden måde"),
                        ],
                        max_length=15,
                        verbose_name="hvordan",
                    ),
                ),
                ("occurred_at", models.DateTimeField(verbose_name="hvornår")),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="cases.consent",
                    ),
                ),
                ("duty", models.CharField(blank=True, max_length=40, verbose_name="lov")),
                ("reason", models.TextField(blank=True, verbose_name="hvorfor uden samtykke")),
                ("recorded_at", models.DateTimeField(verbose_name="registreret")),
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
                "verbose_name": "udveksling af oplysninger",
                "verbose_name_plural": "udveksling af oplysninger",
                "indexes": [models.Index(fields=["case", "-occurred_at", "-id"], name="disclosure_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["disclose", "obtain"])),
                        name="disclosure_direction_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("means__in", ["phone", "meeting", "letter", "digital_post", "other"])
                        ),
                        name="disclosure_means_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content__regex", "\\S"), ("counterpart__regex", "\\S")),
                        name="disclosure_says_what_and_to_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consent__isnull", False), ("duty", ""), ("partner__isnull", False)),
                            models.Q(
                                ("consent", None),
                                (
                                    "duty__in",
                                    ["between_authorities", "notification", "obtained_for_the_case"],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="disclosure_on_consent_or_duty",
                        violation_error_message="Vælg det samtykke eller den lov, oplysningerne udveksles efter.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("duty", ""), ("reason__regex", "\\S"), _connector="OR"),
                        name="disclosure_without_consent_has_reason",
                        violation_error_message="Skriv, hvorfor loven gælder her.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("occurred_at__lte", models.F("recorded_at"))),
                        name="disclosure_recorded_after_it_happened",
                        violation_error_message="Tidspunktet ligger i fremtiden.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisclosureCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="cases.disclosure",
                    ),
                ),
                ("text", models.TextField(verbose_name="rettelse")),
                ("recorded_at", models.DateTimeField(verbose_name="registreret")),
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
                "verbose_name": "rettelse",
                "verbose_name_plural": "rettelser",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="correction_says_something",
                        violation_error_message="Skriv, hvad der er forkert.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("note", "Notat"),
                            ("addendum", "Tilføjelse til notat"),
                            ("assessment", "Afdækning"),
                            ("inquiry", "Henvendelse"),
                            ("decision", "Afgørelse"),
                            ("plan", "Behandlingsplan"),
                            ("letter", "Brev"),
                            ("complaint", "Klage"),
                            ("reassessment", "Genvurdering af klage"),
                        ],
                        max_length=12,
                        verbose_name="formular",
                    ),
                ),
                ("path", models.CharField(max_length=200, verbose_name="side")),
                ("typed", rusmiddel.encryption.EncryptedTextField(verbose_name="indhold")),
                ("window", models.CharField(max_length=32)),
                ("version", models.PositiveIntegerField(default=1)),
                ("begun_at", models.DateTimeField(verbose_name="begyndt")),
                ("kept_at", models.DateTimeField(verbose_name="gemt")),
            ],
            options={
                "verbose_name": "kladde",
                "verbose_name_plural": "kladder",
                "indexes": [models.Index(fields=["user", "-kept_at"], name="draft_by_user")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "form__in",
                                [
                                    "note",
                                    "addendum",
                                    "assessment",
                                    "inquiry",
                                    "decision",
                                    "plan",
                                    "letter",
                                    "complaint",
                                    "reassessment",
                                ],
                            )
                        ),
                        name="draft_form_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept_at__gte", models.F("begun_at"))),
                        name="draft_kept_after_begun",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EmergencyAccess",
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
                        related_name="emergency_accesses",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergency_accesses",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
                    ),
                ),
                ("reason", models.TextField(verbose_name="begrundelse")),
                ("begun_at", models.DateTimeField(verbose_name="fra")),
                ("expires_at", models.DateTimeField(verbose_name="til")),
                ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="gennemgået")),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gennemgået af",
                    ),
                ),
                ("remark", models.TextField(blank=True, verbose_name="bemærkning")),
            ],
            options={
                "verbose_name": "nødadgang",
                "verbose_name_plural": "nødadgange",
                "indexes": [
                    models.Index(fields=["user", "expires_at"], name="emergency_by_user"),
                    models.Index(
                        condition=models.Q(("reviewed_at__isnull", True)),
                        fields=["-begun_at"],
                        name="emergency_to_review",
                    ),
                    models.Index(fields=["-begun_at"], name="emergency_by_time"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")),
                        name="emergency_has_reason",
                        violation_error_message="Skriv, hvorfor du har brug for at se sagen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("begun_at"))), name="emergency_ends"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("case", "="),
                            ("user", "="),
                            (
                                models.Func(
                                    models.F("begun_at"),
                                    models.F("expires_at"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=False
                                    ),
                                    function="TSTZRANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="emergency_one_at_a_time",
                        violation_error_message="Du har allerede nødadgang til sagen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("remark", ""), ("reviewed_at", None), ("reviewed_by", None)),
                            models.Q(
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                                models.Q(("reviewed_by", models.F("user")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="emergency_reviewed_by_another",
                        violation_error_message="Ingen gennemgår sin egen nødadgang.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CitizenLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                    ),
                ),
                ("reason", models.TextField(verbose_name="hvorfor")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("undone_reason", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "sammenkædning",
                "verbose_name_plural": "sammenkædninger",
                "indexes": [
                    models.Index(
                        condition=models.Q(("undone_at", None)), fields=["second"], name="link_by_second"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="link_of_two_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")), name="link_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at", None), ("undone_by", None), ("undone_reason", "")),
                            models.Q(
                                ("undone_at__isnull", False),
                                ("undone_by__isnull", False),
                                ("undone_reason__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="link_undone_with_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("first", "second"),
                        name="link_once",
                        violation_error_message="De to er allerede kædet sammen.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MissReason",
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
                        related_name="miss_reasons",
                        to="cases.treatmentrequest",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("no_time_free", "Ingen ledig tid til samtale"),
                            ("meeting_too_late", "Visitationsmødet lå for sent"),
                            ("no_place_free", "Ingen ledig plads i tilbuddet"),
                            ("waited_for_others", "Ventede på oplysninger eller svar udefra"),
                            ("citizen", "Borgeren kom ikke eller kunne ikke nås"),
                            ("overlooked", "Overset eller registreret for sent"),
                            ("other", "Anden årsag"),
                        ],
                        max_length=20,
                        verbose_name="årsag",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="hvad skete der")),
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
                "verbose_name": "årsag til overskridelse",
                "verbose_name_plural": "årsager til overskridelse",
                "indexes": [models.Index(fields=["request", "-id"], name="miss_newest_by_request")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "cause__in",
                                [
                                    "no_time_free",
                                    "meeting_too_late",
                                    "no_place_free",
                                    "waited_for_others",
                                    "citizen",
                                    "overlooked",
                                    "other",
                                ],
                            )
                        ),
                        name="miss_cause_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cause", "other"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="miss_other_cause_has_note",
                        violation_error_message="Skriv, hvad der skete, når årsagen er en anden.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAddressProtection",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("registered_on", models.DateField(verbose_name="registreret")),
                ("expires_on", models.DateField(verbose_name="udløber")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ophørt")),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("renewed", "Fornyet"),
                            ("lapsed", "Udløbet uden fornyelse"),
                            ("given_up", "Borgeren har selv ophævet den"),
                        ],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.citizen",
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
                "verbose_name": "historical navne- og adressebeskyttelse",
                "verbose_name_plural": "historical navne- og adressebeskyttelser",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AddressProtection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="protections",
                        to="cases.citizen",
                    ),
                ),
                ("registered_on", models.DateField(verbose_name="registreret")),
                ("expires_on", models.DateField(verbose_name="udløber")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ophørt")),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("renewed", "Fornyet"),
                            ("lapsed", "Udløbet uden fornyelse"),
                            ("given_up", "Borgeren har selv ophævet den"),
                        ],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
            ],
            options={
                "verbose_name": "navne- og adressebeskyttelse",
                "verbose_name_plural": "navne- og adressebeskyttelser",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_on__gt", models.F("registered_on"))),
                        name="protection_expires_after_it_began",
                        violation_error_message="Beskyttelsen skal udløbe efter den dag, den er registreret.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("ended_on", None)),
                            models.Q(
                                ("ended_on__isnull", False), ("end__in", ["renewed", "lapsed", "given_up"])
                            ),
                            _connector="OR",
                        ),
                        name="protection_ended_with_how",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("citizen",),
                        name="protection_one_at_a_time",
                        violation_error_message="Borgeren har allerede beskyttelse. Forny den.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionnaireVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, verbose_name="nøgle")),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="gælder")),
                ("toml_text", models.TextField(verbose_name="indhold som indlæst")),
                ("sha256", models.CharField(max_length=64)),
                ("loaded_at", models.DateTimeField(auto_now_add=True, verbose_name="indlæst")),
                (
                    "loaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="indlæst af",
                    ),
                ),
            ],
            options={
                "verbose_name": "spørgeskema",
                "verbose_name_plural": "spørgeskemaer",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("key", "="), ("valid", "&&")],
                        name="questionnaire_one_version_at_a_time",
                        violation_error_message="To udgaver af samme spørgeskema kan ikke gælde på samme tid.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key__regex", "^[a-z0-9_-]{1,40}$")),
                        name="questionnaire_key_plain",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerSet",
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
                        related_name="answer_sets",
                        to="cases.case",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer_sets",
                        to="cases.questionnaireversion",
                    ),
                ),
                ("answered_on", models.DateField(verbose_name="besvaret")),
                ("answers", models.JSONField(blank=True, default=dict, verbose_name="svar")),
                ("points", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="point")),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemt af",
                    ),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet")),
                (
                    "finished_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="cases.answerset",
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="rettet")),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_reason", models.TextField(blank=True, verbose_name="hvorfor rettet")),
            ],
            options={
                "verbose_name": "besvarelse",
                "verbose_name_plural": "besvarelser",
                "indexes": [models.Index(fields=["case", "answered_on"], name="answer_set_by_case")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("case", "version"),
                        name="answer_set_one_draft",
                        violation_error_message="Skemaet er allerede begyndt på sagen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at", None), ("finished_by", None), ("points", None)),
                            models.Q(("finished_at__isnull", False), ("finished_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="answer_set_finished_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at", None), ("withdrawn_by", None), ("withdrawn_reason", "")
                            ),
                            models.Q(
                                ("finished_at__isnull", False),
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                ("withdrawn_reason__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="answer_set_withdrawn_with_reason",
                        violation_error_message="Skriv, hvorfor besvarelsen rettes.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRelation",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("child", "Barn"),
                            ("parent", "Forælder"),
                            ("partner", "Samlever eller ægtefælle"),
                            ("sibling", "Søskende"),
                            ("family", "Anden familie"),
                            ("friend", "Ven"),
                            ("guardian", "Værge"),
                            ("professional", "Fagperson"),
                            ("other", "Anden"),
                        ],
                        max_length=12,
                        verbose_name="hvem",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="navn")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefon")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="fødselsdato")),
                ("stated_age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="alder")),
                ("stated_on", models.DateField(blank=True, null=True)),
                (
                    "lives",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("at_home", "Hos borgeren"),
                            ("contact", "Et andet sted, har samvær"),
                            ("elsewhere", "Et andet sted, intet samvær"),
                            ("placed", "Anbragt"),
                            ("unknown", "Ved ikke"),
                        ],
                        max_length=12,
                        verbose_name="bor",
                    ),
                ),
                ("municipality_code", models.CharField(blank=True, max_length=4, verbose_name="hjemkommune")),
                (
                    "has_custody",
                    models.BooleanField(default=False, verbose_name="har forældremyndighed over borgeren"),
                ),
                ("is_guardian", models.BooleanField(default=False, verbose_name="er borgerens værge")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ikke længere")),
                (
                    "citizen",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.citizen",
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
                "verbose_name": "historical pårørende",
                "verbose_name_plural": "historical pårørende",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations",
                        to="cases.citizen",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("child", "Barn"),
                            ("parent", "Forælder"),
                            ("partner", "Samlever eller ægtefælle"),
                            ("sibling", "Søskende"),
                            ("family", "Anden familie"),
                            ("friend", "Ven"),
                            ("guardian", "Værge"),
                            ("professional", "Fagperson"),
                            ("other", "Anden"),
                        ],
                        max_length=12,
                        verbose_name="hvem",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="navn")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefon")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="fødselsdato")),
                ("stated_age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="alder")),
                ("stated_on", models.DateField(blank=True, null=True)),
                (
                    "lives",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("at_home", "Hos borgeren"),
                            ("contact", "Et andet sted, har samvær"),
                            ("elsewhere", "Et andet sted, intet samvær"),
                            ("placed", "Anbragt"),
                            ("unknown", "Ved ikke"),
                        ],
                        max_length=12,
                        verbose_name="bor",
                    ),
                ),
                ("municipality_code", models.CharField(blank=True, max_length=4, verbose_name="hjemkommune")),
                (
                    "has_custody",
                    models.BooleanField(default=False, verbose_name="har forældremyndighed over borgeren"),
                ),
                ("is_guardian", models.BooleanField(default=False, verbose_name="er borgerens værge")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ikke længere")),
            ],
            options={
                "verbose_name": "pårørende",
                "verbose_name_plural": "pårørende",
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on", None)), fields=["citizen"], name="relation_by_citizen"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "child",
                                    "parent",
                                    "partner",
                                    "sibling",
                                    "family",
                                    "friend",
                                    "guardian",
                                    "professional",
                                    "other",
                                ],
                            )
                        ),
                        name="relation_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "child"),
                                ("lives__in", ["at_home", "contact", "elsewhere", "placed", "unknown"]),
                            ),
                            models.Q(models.Q(("kind", "child"), _negated=True), ("lives", "")),
                            _connector="OR",
                        ),
                        name="relation_only_a_child_lives_somewhere",
                        violation_error_message="Skriv, hvor barnet bor.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "child"), _negated=True),
                            models.Q(("has_custody", False), ("is_guardian", False)),
                            _connector="OR",
                        ),
                        name="relation_child_rules_nobody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stated_age", None), ("stated_on", None)),
                            models.Q(("stated_age__isnull", False), ("stated_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="relation_age_with_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_date", None),
                            ("stated_age", None),
                            ("birth_date__lte", models.F("stated_on")),
                            _connector="OR",
                        ),
                        name="relation_born_before_stated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRelativeCourse",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("offer_key", models.CharField(max_length=60, verbose_name="tilbud i kvalitetsstandarden")),
                ("offer_name", models.CharField(max_length=200, verbose_name="tilbud")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("near_in_treatment", "En, de står nær, er i behandling"),
                            ("grew_up", "Er vokset op i et hjem med misbrug"),
                            ("other", "Andet, eller ikke oplyst"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="hvorfor",
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
                "verbose_name": "historical pårørendeforløb",
                "verbose_name_plural": "historical pårørendeforløb",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RelativeCourse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relative_course",
                        to="cases.case",
                    ),
                ),
                ("offer_key", models.CharField(max_length=60, verbose_name="tilbud i kvalitetsstandarden")),
                ("offer_name", models.CharField(max_length=200, verbose_name="tilbud")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("near_in_treatment", "En, de står nær, er i behandling"),
                            ("grew_up", "Er vokset op i et hjem med misbrug"),
                            ("other", "Andet, eller ikke oplyst"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="hvorfor",
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
            ],
            options={
                "verbose_name": "pårørendeforløb",
                "verbose_name_plural": "pårørendeforløb",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["near_in_treatment", "grew_up", "other"])),
                        name="relative_ground_valid",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRelativeTalk",
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
                        to="cases.relativecourse",
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
                "verbose_name": "historical samtale med pårørende",
                "verbose_name_plural": "historical samtaler med pårørende",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RelativeTalk",
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
                        related_name="talks",
                        to="cases.relativecourse",
                    ),
                ),
            ],
            options={
                "verbose_name": "samtale med pårørende",
                "verbose_name_plural": "samtaler med pårørende",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["planned", "held", "no_show", "cancelled"])),
                        name="relative_talk_outcome_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__in", ["centre", "home", "phone", "other"])),
                        name="relative_talk_place_valid",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "planned")),
                        fields=("course", "planned_at"),
                        name="relative_talk_once_at_a_time",
                        violation_error_message="Der er allerede aftalt en samtale på det tidspunkt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shield",
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
                        related_name="shields",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                ("reason", models.TextField(verbose_name="begrundelse")),
                ("set_at", models.DateTimeField(verbose_name="afskærmet")),
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
                "verbose_name": "afskærmning",
                "verbose_name_plural": "afskærmninger",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")),
                        name="shield_has_reason",
                        violation_error_message="Skriv, hvorfor sagen skal afskærmes.",
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
                        name="shield_lifted_with_reason",
                        violation_error_message="Skriv, hvorfor afskærmningen ophæves.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("case",),
                        name="shield_one_per_case",
                        violation_error_message="Sagen er allerede afskærmet.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShieldMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "shield",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="cases.shield"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "navngivet medarbejder",
                "verbose_name_plural": "navngivne medarbejdere",
                "constraints": [
                    models.UniqueConstraint(fields=("shield", "user"), name="shield_member_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CitizenStatus",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="statuses", to="cases.case"
                    ),
                ),
                ("on", models.DateField(verbose_name="status pr.")),
                ("referral_source", models.CharField(blank=True, max_length=30, verbose_name="henvist af")),
                (
                    "earlier_treatment",
                    models.CharField(blank=True, max_length=30, verbose_name="tidligere i behandling"),
                ),
                ("living_with", models.CharField(blank=True, max_length=30, verbose_name="bor sammen med")),
                ("children", models.CharField(blank=True, max_length=30, verbose_name="børn under 18 år")),
                ("housing", models.CharField(blank=True, max_length=30, verbose_name="bolig")),
                ("education", models.CharField(blank=True, max_length=30, verbose_name="uddannelse")),
                ("labour_status", models.CharField(blank=True, max_length=30, verbose_name="arbejde")),
                ("income", models.CharField(blank=True, max_length=30, verbose_name="vigtigste indtægt")),
                ("injecting", models.CharField(blank=True, max_length=30, verbose_name="injicering")),
                (
                    "sharing",
                    models.CharField(blank=True, max_length=30, verbose_name="delt kanyler eller sprøjter"),
                ),
                (
                    "substitution",
                    models.CharField(blank=True, max_length=30, verbose_name="substitutionsbehandling"),
                ),
                ("acute_detox", models.CharField(blank=True, max_length=30, verbose_name="akut afrusning")),
                (
                    "children_count",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="antal børn under 18"
                    ),
                ),
                ("children_count_untold", models.CharField(blank=True, max_length=30)),
                (
                    "children_at_home",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="heraf hjemmeboende"
                    ),
                ),
                ("children_at_home_untold", models.CharField(blank=True, max_length=30)),
                (
                    "alcohol_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="dage med alkohol de seneste 30"
                    ),
                ),
                ("alcohol_days_untold", models.CharField(blank=True, max_length=30)),
                (
                    "units_beer",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="genstande øl pr. uge"
                    ),
                ),
                ("units_beer_untold", models.CharField(blank=True, max_length=30)),
                (
                    "units_wine",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="genstande vin pr. uge"
                    ),
                ),
                ("units_wine_untold", models.CharField(blank=True, max_length=30)),
                (
                    "units_spirits",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="genstande spiritus pr. uge"
                    ),
                ),
                ("units_spirits_untold", models.CharField(blank=True, max_length=30)),
                (
                    "units_other",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="andre genstande pr. uge"
                    ),
                ),
                ("units_other_untold", models.CharField(blank=True, max_length=30)),
                (
                    "years_of_excess",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="år med for stort forbrug"
                    ),
                ),
                ("years_of_excess_untold", models.CharField(blank=True, max_length=30)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="cases.citizenstatus",
                    ),
                ),
                ("superseded_at", models.DateTimeField(blank=True, null=True, verbose_name="erstattet")),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("superseded_reason", models.TextField(blank=True, verbose_name="hvorfor erstattet")),
            ],
            options={
                "verbose_name": "status",
                "verbose_name_plural": "statusser",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at", None)),
                        fields=("case", "on"),
                        name="status_one_per_day",
                        violation_error_message="Der er allerede en status den dag.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("superseded_at", None), ("superseded_by", None), ("superseded_reason", "")
                            ),
                            models.Q(
                                ("superseded_at__isnull", False),
                                ("superseded_by__isnull", False),
                                ("superseded_reason__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="status_superseded_with_reason",
                        violation_error_message="Skriv, hvorfor status rettes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("children_at_home", None),
                            ("children_count", None),
                            ("children_at_home__lte", models.F("children_count")),
                            _connector="OR",
                        ),
                        name="status_children_at_home_are_among_all",
                        violation_error_message="Der kan ikke bo flere børn hjemme, end borgeren har.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("children_count", None),
                            models.Q(("children_count__lte", 20), ("children_count_untold", "")),
                            _connector="OR",
                        ),
                        name="status_children_count_told_or_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("children_at_home", None),
                            models.Q(("children_at_home__lte", 20), ("children_at_home_untold", "")),
                            _connector="OR",
                        ),
                        name="status_children_at_home_told_or_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("alcohol_days", None),
                            models.Q(("alcohol_days__lte", 30), ("alcohol_days_untold", "")),
                            _connector="OR",
                        ),
                        name="status_alcohol_days_told_or_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("units_beer", None),
                            models.Q(("units_beer__lte", 500), ("units_beer_untold", "")),
                            _connector="OR",
                        ),
                        name="status_units_beer_told_or_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("units_wine", None),
                            models.Q(("units_wine__lte", 500), ("units_wine_untold", "")),
                            _connector="OR",
                        ),
                        name="status_units_wine_told_or_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("units_spirits", None),
                            models.Q(("units_spirits__lte", 500), ("units_spirits_untold", "")),
                            _connector="OR",
                        ),
                        name="status_units_spirits_told_or_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("units_other", None),
                            models.Q(("units_other__lte", 500), ("units_other_untold", "")),
                            _connector="OR",
                        ),
                        name="status_units_other_told_or_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("years_of_excess", None),
                            models.Q(("years_of_excess__lte", 90), ("years_of_excess_untold", "")),
                            _connector="OR",
                        ),
                        name="status_years_of_excess_told_or_why_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubstanceUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substances",
                        to="cases.citizenstatus",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="plads")),
                ("drug", models.CharField(max_length=30, verbose_name="stof")),
                ("route", models.CharField(blank=True, max_length=30, verbose_name="indtages")),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="dage de seneste 30"
                    ),
                ),
                ("days_untold", models.CharField(blank=True, max_length=30)),
                (
                    "first_age",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="alder første gang"),
                ),
                ("first_age_untold", models.CharField(blank=True, max_length=30)),
            ],
            options={
                "verbose_name": "stofindtag",
                "verbose_name_plural": "stofindtag",
                "constraints": [
                    models.UniqueConstraint(fields=("status", "position"), name="substance_one_per_place"),
                    models.UniqueConstraint(
                        fields=("status", "drug"),
                        name="substance_once_per_status",
                        violation_error_message="Det samme stof står to gange.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days", None), models.Q(("days__lte", 30), ("days_untold", "")), _connector="OR"
                        ),
                        name="substance_days_told_or_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_age", None),
                            models.Q(("first_age__lte", 100), ("first_age_untold", "")),
                            _connector="OR",
                        ),
                        name="substance_first_age_told_or_why_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryEntry",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="story", to="cases.case"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("inquiry", "Henvendelse"),
                            ("clock", "Frist"),
                            ("session", "Samtale"),
                            ("assessment", "Afdækning"),
                            ("visitation", "Visitation"),
                            ("decision", "Afgørelse"),
                            ("letter", "Brev"),
                            ("treatment", "Behandling"),
                            ("note", "Notat"),
                            ("document", "Dokument"),
                            ("consent", "Samtykke"),
                            ("disclosure", "Oplysninger"),
                            ("notification", "Underretning"),
                            ("case", "Sag"),
                            ("access", "Adgang"),
                            ("complaint", "Klage"),
                        ],
                        max_length=12,
                        verbose_name="slags",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="hvornår")),
                ("text", models.TextField(verbose_name="hvad")),
                ("path", models.CharField(blank=True, max_length=200, verbose_name="side")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "hændelse i forløbet",
                "verbose_name_plural": "forløbet",
                "indexes": [models.Index(fields=["case", "-at", "-id"], name="story_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "inquiry",
                                    "clock",
                                    "session",
                                    "assessment",
                                    "visitation",
                                    "decision",
                                    "letter",
                                    "treatment",
                                    "note",
                                    "document",
                                    "consent",
                                    "disclosure",
                                    "notification",
                                    "case",
                                    "access",
                                    "complaint",
                                ],
                            )
                        ),
                        name="story_kind_valid",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
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
                        related_name="transfers",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                        related_name="transfers_to",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="til",
                    ),
                ),
                ("message", models.TextField(blank=True, verbose_name="besked")),
                ("offered_at", models.DateTimeField(verbose_name="spurgt")),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Taget imod"),
                            ("declined", "Sagt nej"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="svaret")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="hvorfor ikke")),
            ],
            options={
                "verbose_name": "overdragelse",
                "verbose_name_plural": "overdragelser",
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=["receiver"],
                        name="transfer_by_receiver",
                    ),
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=["offered_by"],
                        name="transfer_by_asker",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "accepted", "declined", "withdrawn"])),
                        name="transfer_answer_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__gte", models.F("offered_at")),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_answered_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "accepted"), _negated=True),
                            ("answered_by", models.F("receiver")),
                            _connector="OR",
                        ),
                        name="transfer_accepted_by_the_receiver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "declined"), _negated=True),
                            ("reason__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="transfer_declined_with_reason",
                        violation_error_message="Skriv, hvorfor du ikke tager sagen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("giver", None),
                            models.Q(("giver", models.F("receiver")), _negated=True),
                            _connector="OR",
                        ),
                        name="transfer_to_somebody_else",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("case",),
                        name="transfer_one_waiting_per_case",
                        violation_error_message="Sagen venter allerede på, at nogen tager imod den.",
                    ),
                ],
            },
        ),
    ]
