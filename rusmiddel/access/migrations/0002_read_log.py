import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_users_and_functions"),
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReadLog",
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
                        related_name="reads",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reads",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="hvornår")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opened", "Åbnet"),
                            ("listed", "Vist på en liste"),
                            ("exported", "Hentet ud"),
                            ("printed", "Udskrevet"),
                            ("found", "Fundet ved søgning"),
                            ("emergency", "Åbnet med nødadgang"),
                        ],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
                ("page", models.CharField(max_length=80, verbose_name="hvad")),
                ("method", models.CharField(max_length=7)),
            ],
            options={
                "verbose_name": "visning",
                "verbose_name_plural": "visninger",
                "indexes": [
                    models.Index(fields=["case", "-at"], name="read_by_case"),
                    models.Index(fields=["user", "-at"], name="read_by_user"),
                    models.Index(fields=["-at"], name="read_by_time"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["opened", "listed", "exported", "printed", "found", "emergency"])
                        ),
                        name="read_kind_valid",
                    )
                ],
            },
        ),
    ]
