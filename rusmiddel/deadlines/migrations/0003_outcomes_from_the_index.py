from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_written_once")]

    operations = [
        migrations.RemoveIndex(model_name="deadline", name="deadline_by_outcome"),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                name="deadline_by_outcome", fields=["kind", "status", "closed_on"], include=["opened_on"]
            ),
        ),
    ]
