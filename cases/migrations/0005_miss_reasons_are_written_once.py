from django.db import migrations

from rusmiddel.guards import written_once


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_miss_reasons")]

    operations = [written_once("cases_missreason")]
