"""Many letters as one print."""

import pytest

from rusmiddel.letters.merging import merged, page_count
from tests.letters.batches import page_pdf, widths
from tests.letters.factories import make_letter
from tests.letters.reading import opened, text


def test_every_part_begins_on_the_front_of_a_sheet():
    whole = merged([page_pdf(1), page_pdf(2, pages=2), page_pdf(3), page_pdf(4)], title="Tryk")

    blank = 395
    assert widths(whole) == [1, blank, 2, 2, 3, blank, 4]


def test_the_same_parts_give_the_same_bytes():
    parts = [page_pdf(1), page_pdf(2)]

    assert merged(parts, title="Tryk") == merged(parts, title="Tryk")


@pytest.mark.django_db
def test_the_print_reads_as_the_letters_and_claims_no_archive_and_no_tags():
    letter = make_letter()
    whole = merged([bytes(letter.pdf), bytes(letter.pdf)], title="Tryk")

    assert text(whole).count("Karsten Holmgaard") == 2 * text(bytes(letter.pdf)).count("Karsten Holmgaard")
    with opened(whole) as document:
        assert "/StructTreeRoot" not in document.Root
        assert "/MarkInfo" not in document.Root
        assert "/Metadata" not in document.Root
        assert not any("/StructParents" in page.obj for page in document.pages)
        assert str(document.docinfo["/Title"]) == "Tryk"
    assert page_count(whole) == 3
