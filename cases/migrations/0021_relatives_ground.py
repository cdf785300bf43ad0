from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0020_signed_consents"),
        ("standards", "0002_versions_are_written_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalrelativecourse",
            name="ground",
            field=models.CharField(
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
        migrations.AddField(
            model_name="relativecourse",
            name="ground",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="relativecourse",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__in", ["near_in_treatment", "grew_up", "other"])),
                name="relative_ground_valid",
            ),
        ),
    ]
