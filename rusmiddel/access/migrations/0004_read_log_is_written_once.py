from django.db import migrations

from rusmiddel.guards import written_once


class Migration(migrations.Migration):
    dependencies = [("access", "0003_read_log")]

    operations = [written_once("access_readlog")]
