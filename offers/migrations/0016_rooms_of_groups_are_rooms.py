from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("offers", "0015_reservations_are_kept")]

    operations = [
        migrations.RemoveField("group", "room_text"),
        migrations.RemoveField("historicalgroup", "room_text"),
    ]
