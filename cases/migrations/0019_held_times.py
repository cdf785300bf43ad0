from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_caseload_moves_and_handed_items"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="assessmentsession",
            name="began_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="begyndte"),
        ),
        migrations.AddField(
            model_name="assessmentsession",
            name="lasted_minutes",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="varede minutter"),
        ),
        migrations.AddField(
            model_name="historicalassessmentsession",
            name="began_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="begyndte"),
        ),
        migrations.AddField(
            model_name="historicalassessmentsession",
            name="lasted_minutes",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="varede minutter"),
        ),
        migrations.AddConstraint(
            model_name="assessmentsession",
            constraint=models.CheckConstraint(
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
        ),
    ]
