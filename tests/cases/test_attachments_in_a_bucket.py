"""With `ATTACHMENT_BUCKET`, files lie in an S3-compatible store and go out through us all the same."""

import os
import subprocess
import sys

import pytest
from botocore.exceptions import ClientError
from django.core.files.storage import storages

from cases.models import Attachment
from cases.services.attachments import Unreadable, add_document, attachment_storage, content_of
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.bucket import open_bucket
from tests.cases.factories import march
from tests.cases.journal import PDF, file
from tooling.layout import ROOT

pytestmark = pytest.mark.django_db
CHOSEN = """
from django.conf import settings
chosen = settings.STORAGES["attachments"]
print(chosen["BACKEND"], *sorted(chosen["OPTIONS"].items()), sep="\\n")
"""


@pytest.fixture
def bucket(settings, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "made-up")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made-up")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-north-1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with open_bucket() as opened:
        settings.STORAGES = settings.STORAGES | {
            "attachments": {
                "BACKEND": "storages.backends.s3.S3Storage",
                "OPTIONS": {
                    "bucket_name": "bilag",
                    "endpoint_url": opened.address,
                    "default_acl": "private",
                    "file_overwrite": False,
                    "addressing_style": "path",
                },
            }
        }
        yield opened
        storages["attachments"].connection.meta.client.close()


@pytest.fixture
def document(bucket, case, caseworker):
    return add_document(case_id=case.pk, file=file("kontrakt.pdf"), by=caseworker, now=march(3))


def test_the_settings_choose_the_bucket_where_one_is_named():
    run = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(){CHOSEN}"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "rusmiddel.settings",
            "ATTACHMENT_BUCKET": "bilag",
            "ATTACHMENT_ENDPOINT": "https://lager.example.dk",
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.splitlines()[0] == "storages.backends.s3.S3Storage"
    for chosen in ("bilag", "https://lager.example.dk", "private"):
        assert chosen in run.stdout


def test_a_file_is_put_there_signed_private_and_under_a_random_name(bucket, document):
    [path] = bucket.objects

    assert path == f"/bilag/{document.stored_as}"
    assert "kontrakt" not in path
    assert bucket.objects[path] == PDF
    assert bucket.acls[path] == "private"
    assert all(is_signed for _, _, is_signed in bucket.asked)


def test_it_goes_out_through_us_to_whoever_may_see_the_case(client, document, caseworker):
    client.force_login(caseworker)
    answer = client.get(document.get_absolute_url())

    assert answer.content == PDF
    assert "Location" not in answer
    client.force_login(make_staff(Role.ADMINISTRATOR))
    assert client.get(document.get_absolute_url()).status_code in (403, 404)


@pytest.mark.parametrize("harm", ["gone", "changed", "down"])
def test_what_the_store_cannot_give_whole_is_said_and_not_given(bucket, client, document, caseworker, harm):
    [path] = bucket.objects
    match harm:
        case "gone":
            del bucket.objects[path]
        case "changed":
            bucket.objects[path] = PDF + b"x"
        case "down":
            bucket.is_down = True
    with pytest.raises(Unreadable):
        content_of(document)

    client.force_login(caseworker)
    assert "Filen kan ikke læses" in client.get(document.get_absolute_url(), follow=True).content.decode()


def test_a_store_that_is_down_takes_no_file_and_no_row_is_left(bucket, case, caseworker):
    bucket.is_down = True

    with pytest.raises(ClientError):
        add_document(case_id=case.pk, file=file(), by=caseworker, now=march(3))
    assert not Attachment.objects.exists()


def test_what_is_destroyed_is_gone_from_the_store(bucket, document):
    attachment_storage().delete(document.stored_as)

    assert bucket.objects == {}
