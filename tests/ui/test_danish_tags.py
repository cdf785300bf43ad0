from datetime import UTC, date, datetime

import pytest
import time_machine
from django.template import Context, Template, TemplateSyntaxError


def rendered(text, /, **context):
    return Template(text).render(Context(context))


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("{{ value|dato }}", date(2026, 3, 5), "5. marts 2026"),
        ("{{ value|dato }}", datetime(2026, 3, 5, 23, 30, tzinfo=UTC), "6. marts 2026"),
        ("{{ value|kort_dato }}", date(2026, 3, 5), "5. mar."),
        ("{{ value|kort_dato }}", date(2027, 3, 5), "5. mar. 2027"),
        ("{{ value|klokken }}", datetime(2026, 3, 5, 9, 15, tzinfo=UTC), "10.15"),
        ("{{ value|tidspunkt }}", datetime(2026, 11, 20, 9, 15, tzinfo=UTC), "20. nov. 10.15"),
        ("{{ value|dage }}", 1, "1 dag"),
        ("{{ value|dage }}", 0, "0 dage"),
        ("{{ value|tal }}", 1234.5, "1.234,50"),
        ("{{ value|maskeret_cpr }}", "670785-0123", "670785-••••"),
        ("{{ value|som_vist }}", date(2026, 3, 5), "5. mar."),
    ],
)
@time_machine.travel("2026-03-04 12:00 +01:00")
def test_values_are_shown_in_danish(text, value, shown):
    assert rendered(text, value=value) == shown


@pytest.mark.parametrize(
    "name", ["dato", "kort_dato", "klokken", "tidspunkt", "dage", "tal", "maskeret_cpr", "som_vist"]
)
def test_nothing_is_shown_as_nothing(name):
    assert rendered(f"{{{{ value|{name} }}}}", value=None) == ""


@pytest.mark.parametrize(
    ("due_on", "text"),
    [
        (date(2026, 3, 8), "4 dage tilbage"),
        (date(2026, 3, 5), "1 dag tilbage"),
        (date(2026, 3, 4), "Frist i dag"),
        (date(2026, 3, 2), "2 dage over fristen"),
    ],
)
def test_a_deadline_today_is_not_overdue(due_on, text):
    assert rendered("{{ due_on|dage_tilbage:today }}", due_on=due_on, today=date(2026, 3, 4)) == text


def test_a_badge_has_a_word_beside_its_colour():
    badge = rendered('{% tilstand "Frist i dag" "soon" %}')

    assert badge == '<span class="badge badge--soon">Frist i dag</span>'


def test_a_badge_escapes_its_text():
    assert "<script>" not in rendered("{% tilstand text %}", text="<script>")


def test_a_badge_of_an_unknown_state_is_refused():
    with pytest.raises(TemplateSyntaxError, match="Ukendt tilstand"):
        rendered('{% tilstand "Frist" "purple" %}')


def test_a_frame_around_nothing_is_left_out():
    assert rendered("{% unless_empty %}<aside> {{ text }}</aside>{% endunless_empty %}", text="") == ""
    assert rendered("{% unless_empty %}<aside>{{ text }}</aside>{% endunless_empty %}", text="x") == (
        "<aside>x</aside>"
    )
