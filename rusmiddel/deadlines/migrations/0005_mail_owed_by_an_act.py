import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0004_casework")]

    operations = [
        migrations.AlterField(
            model_name="mail",
            name="run",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mails",
                to="deadlines.watchrun",
            ),
        ),
    ]
