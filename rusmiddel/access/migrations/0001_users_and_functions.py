import uuid

import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models

import rusmiddel.encryption
from rusmiddel.first_migration import FirstMigration
from rusmiddel.guards import refuse_change_function

# translate() instead of lower() alone: without a Danish locale lower() leaves Æ, Ø and Å as they are.
DANISH_SORT_KEY = """
CREATE FUNCTION danish_sort_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT translate(
        replace(lower(translate(name, 'ÆØÅÄÖÜÉÈ', 'æøåäöüéè')), 'aa', 'å'),
        'æøåäöüéè', '{|}{|yee'
    )
$$
"""
# The same as in rusmiddel/sorting.py: which letters are searched as which.
MARKED = {
    "a": "ÀÁÂÃàáâãĀāĂăĄą",
    "c": "ÇçĆćĈĉĊċČč",
    "d": "ĎďĐđÐð",
    "e": "ÈÉÊËèéêëĒēĔĕĖėĘęĚě",
    "g": "ĜĝĞğĠġĢģ",
    "h": "Ĥĥ",
    "i": "ÌÍÎÏìíîïĨĩĪīĬĭĮįİı",
    "j": "Ĵĵ",
    "k": "Ķķ",
    "l": "ĹĺĻļĽľŁł",
    "n": "ÑñŃńŅņŇň",
    "o": "ÒÓÔÕòóôõŌōŎŏŐő",
    "r": "ŔŕŖŗŘř",
    "s": "ŚśŜŝŞşŠšȘș",
    "t": "ŢţŤťȚț",
    "u": "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲų",
    "w": "Ŵŵ",
    "y": "ÝýÿŶŷŸ",
    "z": "ŹźŻżŽž",
    "å": "Å",
    "æ": "ÆÄä",
    "ø": "ØÖöŒœ",
}


DANISH_SEARCH_KEY = """
CREATE FUNCTION danish_search_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT replace(replace(replace(replace(
        lower(translate(name, '{marked}-', '{plain} ')),
        'æ', 'ae'), 'ø', 'oe'), 'å', 'aa'), 'ß', 'ss')
$$
""".format(
    marked="".join(MARKED.values()),
    plain="".join(plain * len(marks) for plain, marks in MARKED.items()),
)


class Migration(FirstMigration):
    dependencies = []

    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(DANISH_SORT_KEY, "DROP FUNCTION danish_sort_key(text)"),
        migrations.RunSQL(DANISH_SEARCH_KEY, "DROP FUNCTION danish_search_key(text)"),
        refuse_change_function(),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "Der findes allerede en bruger med det brugernavn."},
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="brugernavn",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="navn")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="telefon")),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("caseworker", "Behandler"),
                                ("visitator", "Visitator"),
                                ("team_lead", "Teamleder"),
                                ("doctor", "Læge"),
                                ("psychologist", "Psykolog"),
                                ("secretary", "Sekretær"),
                                ("administrator", "Administrator"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="roller",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="må logge ind")),
                ("uses_shortcuts", models.BooleanField(default=True, verbose_name="bruger genveje")),
            ],
            options={
                "verbose_name": "bruger",
                "verbose_name_plural": "brugere",
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["roles"], name="user_roles")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "roles__contained_by",
                                [
                                    "administrator",
                                    "caseworker",
                                    "doctor",
                                    "psychologist",
                                    "secretary",
                                    "team_lead",
                                    "visitator",
                                ],
                            )
                        ),
                        name="user_roles_valid",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalUser",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "username",
                    models.CharField(
                        db_index=True,
                        error_messages={"unique": "Der findes allerede en bruger med det brugernavn."},
                        max_length=150,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="brugernavn",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="navn")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="telefon")),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("caseworker", "Behandler"),
                                ("visitator", "Visitator"),
                                ("team_lead", "Teamleder"),
                                ("doctor", "Læge"),
                                ("psychologist", "Psykolog"),
                                ("secretary", "Sekretær"),
                                ("administrator", "Administrator"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="roller",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="må logge ind")),
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
                "verbose_name": "historical bruger",
                "verbose_name_plural": "historical brugere",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem er væk",
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stands_in",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vikar",
                    ),
                ),
                ("first_on", models.DateField(verbose_name="første dag")),
                ("last_on", models.DateField(blank=True, null=True, verbose_name="sidste dag")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
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
            ],
            options={
                "verbose_name": "fravær",
                "verbose_name_plural": "fravær",
                "indexes": [
                    models.Index(
                        condition=models.Q(("cancelled_at", None)),
                        fields=["stand_in", "first_on"],
                        name="absence_by_stand_in",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_on", None), ("last_on__gte", models.F("first_on")), _connector="OR"
                        ),
                        name="absence_ends_after_it_begins",
                        violation_error_message="Sidste dag kan ikke ligge før den første.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stand_in", models.F("employee")), _negated=True),
                        name="absence_somebody_else_stands_in",
                        violation_error_message="Man kan ikke være vikar for sig selv.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at", None), ("cancelled_by", None)),
                            models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="absence_cancelled_by_somebody",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("cancelled_at", None)),
                        expressions=[
                            ("employee", "="),
                            (
                                models.Func(
                                    models.F("first_on"),
                                    models.F("last_on"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="absence_one_at_a_time",
                        violation_error_message="Der er allerede et fravær i de dage.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
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
                        related_name="saved_filters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("table", models.SlugField(max_length=60, verbose_name="liste")),
                ("name", models.CharField(max_length=60, verbose_name="navn")),
                ("query", models.CharField(max_length=1000, verbose_name="valg")),
            ],
            options={
                "verbose_name": "gemt filter",
                "verbose_name_plural": "gemte filtre",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "table", "name"),
                        name="saved_filter_name_once",
                        violation_error_message="Du har allerede et filter med det navn på listen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="saved_filter_has_name",
                        violation_error_message="Giv filtret et navn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("query", ""), _negated=True),
                        name="saved_filter_chooses_something",
                        violation_error_message="Vælg først, hvad listen skal vise.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignInEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="hvornår")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("signed_in", "Logget ind"),
                            ("wrong_password", "Forkert adgangskode"),
                            ("wrong_code", "Forkert kode"),
                            ("refused", "Afvist: for mange forsøg"),
                            ("no_role", "Afvist: ingen rolle i kommunens login"),
                            ("unlocked", "Låst op af administrator"),
                        ],
                        max_length=20,
                        verbose_name="hvad",
                    ),
                ),
                ("username_hash", models.CharField(max_length=64)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bruger",
                    ),
                ),
                ("address", models.GenericIPAddressField(null=True, verbose_name="adresse")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
            ],
            options={
                "verbose_name": "loginhændelse",
                "verbose_name_plural": "loginhændelser",
                "indexes": [
                    models.Index(fields=["username_hash", "-at"], name="sign_in_by_name"),
                    models.Index(fields=["user", "-at"], name="sign_in_by_user"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "signed_in",
                                    "wrong_password",
                                    "wrong_code",
                                    "refused",
                                    "no_role",
                                    "unlocked",
                                ],
                            )
                        ),
                        name="sign_in_kind_valid",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedForm",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bruger",
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="gemt")),
                ("page", models.CharField(max_length=2000, verbose_name="siden med formularen")),
                ("action", models.CharField(max_length=2000, verbose_name="hvor den sendes til")),
                ("fields", rusmiddel.encryption.EncryptedTextField(verbose_name="det skrevne")),
                ("had_files", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "gemt formular",
                "verbose_name_plural": "gemte formularer",
                "indexes": [models.Index(fields=["user", "-saved_at"], name="saved_form_by_user")],
            },
        ),
        migrations.CreateModel(
            name="StaffSession",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bruger",
                    ),
                ),
                ("started_at", models.DateTimeField(null=True, verbose_name="logget ind")),
                ("used_at", models.DateTimeField(verbose_name="sidst brugt")),
                ("address", models.GenericIPAddressField(null=True, verbose_name="adresse")),
                ("browser", models.CharField(blank=True, max_length=200, verbose_name="browser")),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessioner",
                "indexes": [models.Index(fields=["user", "-used_at"], name="session_by_user")],
            },
        ),
    ]
