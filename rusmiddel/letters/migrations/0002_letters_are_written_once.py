from django.db import migrations

from rusmiddel.guards import never_changed, never_deleted, settled, written_once


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial")]

    operations = [
        written_once("letters_letter"),
        # What was presumed stays, and what is learnt later is put beside it; a sending is taken back, never changed.
        written_once(
            "letters_dispatch",
            except_columns=[
                "received_on",
                "received_source",
                "taken_back_at",
                "taken_back_by_id",
                "taken_back_reason",
                "returned_on",
            ],
        ),
        settled("letters_dispatch", "returned_on"),
        never_deleted("letters_letterbatch"),
        settled("letters_letterbatch", "closed_at"),
        never_deleted("letters_batchletter"),
        never_changed("letters_batchletter", "letter_id", "batch_id", "position", "new_address"),
        settled("letters_batchletter", "released_at"),
        never_deleted("letters_digitalmessage"),
        never_changed("letters_digitalmessage", "uuid", "letter_id", "version", "begun_at"),
        written_once("letters_digitalreceipt"),
        never_deleted("letters_lettersetback"),
        settled("letters_lettersetback", "settled_on"),
    ]
