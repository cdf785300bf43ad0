"""Letters written beside the case."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases.enums import CitizenKind
from cases.models import Case, Citizen, Draft, Partner
from rusmiddel.access.enums import Role
from rusmiddel.letters.enums import WRITTEN_KINDS, Channel, LetterKind
from rusmiddel.letters.envelope import Window
from rusmiddel.letters.models import Letter, TextBlock
from rusmiddel.letters.readability import READABLE, lix
from rusmiddel.letters.services import LetterRefused
from rusmiddel.letters.visible_text import visible_text
from tests.cases.sharing import consent, make_partner
from tests.letters.reading import fonts, lines, opened, structure, text
from tests.visitation.scenes import DECIDED_AT, call, caseworker, load_preset, make_user
from visitation.services.written_letters import issue_written_letter, preview_written_letter
from visitation.written_letters import WrittenValues

pytestmark = pytest.mark.django_db
MEETS_AT = DECIDED_AT + timedelta(days=3)


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


@pytest.fixture
def case():
    return call().case


def secretary():
    return make_user(Role.SECRETARY)


def values(kind=LetterKind.FREE, **changes):
    own = {
        LetterKind.APPOINTMENT: {"meets_at": MEETS_AT, "place": "Rusmiddelcentret, Eksempelvej 1"},
        LetterKind.CONSENT_FORM: {"purpose": "At tale om dit job"},
    }.get(kind, {})
    return WrittenValues(
        **{
            "kind": kind,
            "title": "Din samtale hos os",
            "text": "Vi vil gerne tale med dig. Ring til os.",
            "channel": Channel.POST,
            **own,
            **changes,
        }
    )


def issued(case, kind=LetterKind.FREE, *, by=None, submission=None, **changes):
    return issue_written_letter(
        case_id=case.pk,
        values=values(kind, **changes),
        submission=submission or uuid4(),
        by=by or secretary(),
        now=DECIDED_AT,
    )


def a_partner():
    name = "Center for Rus, Prøveby"
    return Partner.objects.filter(name=name).first() or make_partner(
        name=name, address_line="Prøvevej 3", postcode="9999", city="Prøveby"
    )


def of_kind(case, kind, **changes):
    """A lawful letter of the kind."""
    if kind in {LetterKind.CONSENT_FORM, LetterKind.STATUS_REQUEST}:
        partner = a_partner()
        if kind == LetterKind.STATUS_REQUEST:
            consent(case, caseworker(), partner=partner, now=DECIDED_AT)
        changes = {"partner": partner, **changes}
    return issued(case, kind, **changes)


@pytest.mark.parametrize("kind", WRITTEN_KINDS)
def test_the_pdf_of_every_kind_can_be_read_aloud_and_kept(case, kind):
    pdf = bytes(of_kind(case, kind).pdf)

    with opened(pdf) as document:
        assert str(document.Root.Lang) == "da"
        assert bool(document.Root.MarkInfo.Marked)
        assert str(document.docinfo["/Title"]) == "Din samtale hos os"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    tags = [tag for tag, _ in structure(pdf)]
    assert tags.index("H1") < tags.index("P", tags.index("H1"))
    assert all({"/FontFile2", "/FontFile3"} & held for held in fonts(pdf).values())


@pytest.mark.parametrize("kind", WRITTEN_KINDS)
def test_the_address_of_every_kind_lands_in_the_window(case, kind):
    window = Window.from_settings()
    letter = of_kind(case, kind)
    if not letter.recipient_address:
        return
    box = (window.left, window.top, window.left + window.width, window.top + window.height)
    seen = [line.text for line in lines(bytes(letter.pdf)) if line.page == 1 and line.is_inside(*box)]
    assert seen == [letter.recipient_name, *letter.recipient_address.splitlines()]


@pytest.mark.parametrize("kind", WRITTEN_KINDS)
def test_every_kind_reads_as_the_standard_says_and_is_plain(case, kind):
    letter = of_kind(case, kind)
    printed = text(bytes(letter.pdf))

    assert "Jammerbugt Kommune" in printed
    assert case.number in printed
    assert lix(visible_text(letter.html).partition("Kære")[2] or visible_text(letter.html)) < READABLE


def test_the_appointment_stands_in_a_table_with_headers(case):
    pdf = bytes(of_kind(case, LetterKind.APPOINTMENT).pdf)

    tags = [tag for tag, _ in structure(pdf)]
    assert tags.count("TH") == 2
    assert "fredag den 13. marts 2026 kl. 13.20" in text(pdf)


def test_an_appointment_needs_a_time(case):
    with pytest.raises(ValidationError, match="hvornår samtalen er"):
        issued(case, LetterKind.APPOINTMENT, meets_at=None)


def test_the_consent_form_lies_on_a_page_of_its_own_to_sign(case):
    letter = of_kind(case, LetterKind.CONSENT_FORM)

    second = " ".join(line.text for line in lines(bytes(letter.pdf)) if line.page == 2)
    assert "Samtykke til at dele oplysninger" in second
    assert "underskrift" in second


def test_a_partner_is_asked_only_with_the_citizens_consent(case):
    with pytest.raises(ValidationError, match="samtykke"):
        issued(case, LetterKind.STATUS_REQUEST, partner=a_partner())
    assert not Letter.objects.exists()


def test_a_status_request_is_to_the_partner_and_about_the_citizen(case):
    letter = of_kind(case, LetterKind.STATUS_REQUEST)

    assert letter.recipient_name == a_partner().name
    assert "Karsten Holmgaard" in text(bytes(letter.pdf))


def test_a_summary_in_another_language_is_a_page_tagged_with_it(case):
    block = TextBlock.objects.get(use="summary", language="en")
    pdf = bytes(issued(case, summary=block).pdf)

    with opened(pdf) as document:
        languages = {str(element.get("/Lang", "")) for element in document.objects if hasattr(element, "get")}
    assert "en" in languages
    assert "Short summary of the letter" in " ".join(line.text for line in lines(pdf) if line.page == 2)


def test_a_name_that_is_not_filled_in_stops_the_letter(case):
    with pytest.raises(LetterRefused, match=r"\{samtale\}"):
        issued(case, text="Du skal komme {samtale}.")


def test_text_typed_by_staff_is_never_a_template(case):
    letter = issued(case, text="{% load x %} {{ settings.SECRET_KEY }} <script>alert(1)</script>")

    assert "<script>" not in letter.html
    assert "{{ settings.SECRET_KEY }}" in text(bytes(letter.pdf))


def test_sent_twice_from_one_draft_it_is_one_letter(case):
    submission = uuid4()

    assert issued(case, submission=submission) == issued(case, submission=submission)
    assert Letter.objects.count() == 1


def test_a_preview_stores_nothing(case):
    pdf = preview_written_letter(case_id=case.pk, values=values(), by=secretary(), now=DECIDED_AT)

    assert pdf.startswith(b"%PDF")
    assert not Letter.objects.exists()


def test_a_decision_cannot_be_written_this_way(case):
    with pytest.raises(ValidationError, match="et andet sted"):
        issued(case, LetterKind.REJECTION)


def test_an_anonymous_citizen_gets_it_by_hand_and_without_a_name():
    citizen = Citizen.objects.create(kind=CitizenKind.ANONYMOUS, fictitious_number="6101019999")
    hidden = Case.objects.create(number="2026-0999", citizen=citizen, opened_on=DECIDED_AT.date())
    letter = issued(hidden, text="Kære {navn}. Ring til os.")

    assert letter.recipient_name == "Borger i sag 2026-0999"
    assert letter.recipient_address == ""
    assert "borger i sag 2026-0999" in text(bytes(letter.pdf))


def test_a_protected_address_is_printed_only_when_somebody_says_so(case):
    case.citizen.is_protected = True
    case.citizen.save()
    with pytest.raises(LetterRefused, match="adressebeskyttelse"):
        issued(case)
    assert "Eksempelvej 12" in text(bytes(issued(case, may_print_protected_address=True).pdf))


def test_a_doctor_writes_no_letter(case):
    with pytest.raises(PermissionDenied):
        issued(case, by=make_user(Role.DOCTOR))


class TestPage:
    @pytest.fixture
    def signed_in(self, client):
        client.force_login(secretary())
        return client

    def path(self, case, kind="free"):
        return f"{reverse('visitation:letter_new', args=[case.number])}?slags={kind}"

    def typed(self, **changes):
        return {"title": "Hej", "text": "Ring til os.", "channel": "post", **changes}

    def test_the_letter_is_written_and_one_lands_on_its_page(self, signed_in, case):
        answer = signed_in.post(self.path(case), self.typed())
        assert answer.url == Letter.objects.get().get_absolute_url()
        assert not Draft.objects.exists()

    def test_what_is_missing_is_told_beside_the_field_and_the_text_is_kept(self, signed_in, case):
        answer = signed_in.post(
            self.path(case, "appointment"), self.typed(meets_at_0="i overmorgen?", meets_at_1="10")
        )
        assert answer.status_code == 422
        assert "Ring til os." in answer.content.decode()
        assert not Letter.objects.exists()

    def test_a_block_is_put_beneath_what_is_written(self, signed_in, case):
        block = TextBlock.objects.get(key="frit-kontakt")
        answer = signed_in.post(
            self.path(case), self.typed(text="Først dette.", draft_insert="1", draft_block=str(block.pk))
        )
        shown = answer.content.decode()
        assert "Først dette." in shown
        assert "Vi vil gerne tale med dig." in shown
        assert "{telefon}" not in shown
        assert not Letter.objects.exists()

    @pytest.mark.parametrize("wrong", ["", "0", "999999", "-1", "²", "x' or 1=1"])
    def test_a_block_that_is_none_changes_nothing(self, signed_in, case, wrong):
        answer = signed_in.post(self.path(case), self.typed(draft_insert="1", draft_block=wrong))
        assert answer.status_code == 200
        assert "Ring til os." in answer.content.decode()

    def test_the_preview_is_the_real_pdf_and_may_stand_in_our_own_frame(self, signed_in, case):
        answer = signed_in.post(reverse("visitation:letter_preview", args=[case.number]), self.typed())
        assert answer.content.startswith(b"%PDF")
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]

    def test_a_preview_that_is_refused_says_why(self, signed_in, case):
        answer = signed_in.post(
            reverse("visitation:letter_preview", args=[case.number]), self.typed(text="Kom {samtale}")
        )
        assert answer.status_code == 422
        assert "{samtale}" in answer.content.decode()

    def test_the_readability_stands_beside_the_draft(self, signed_in, case):
        answer = signed_in.post(
            reverse("visitation:letter_lix", args=[case.number]), {"text": "Ring til os."}
        )
        assert "LIX 3" in answer.content.decode()

    @pytest.mark.parametrize("kind", WRITTEN_KINDS)
    def test_every_kind_has_its_page(self, signed_in, case, kind):
        assert signed_in.get(self.path(case, kind.value)).status_code == 200
