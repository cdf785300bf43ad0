from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "__first__"),
        ("cases", "0022_documents_of_mappings"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="storyentry",
            name="story_kind_valid",
        ),
        migrations.RemoveConstraint(
            model_name="draft",
            name="draft_form_valid",
        ),
        migrations.AlterField(
            model_name="draft",
            name="form",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AlterField(
            model_name="storyentry",
            name="kind",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="storyentry",
            constraint=models.CheckConstraint(
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
            ),
        ),
    ]
