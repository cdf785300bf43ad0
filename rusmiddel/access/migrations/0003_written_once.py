from django.db import migrations

from rusmiddel.guards import written_once

# What Django's database cache writes in; used codes are kept there until they are worthless.
CACHE = """
CREATE TABLE access_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX access_cache_expires ON access_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0002_read_log")]

    operations = [
        written_once("access_readlog"),
        written_once(
            "access_absence",
            except_columns=["last_on", "cancelled_at", "cancelled_by_id"],
            until="cancelled_at",
        ),
        written_once("access_signinevent"),
        migrations.RunSQL(CACHE, "DROP TABLE access_cache"),
    ]
