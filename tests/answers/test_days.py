"""When something was: the likeliest day, its reason, and whether the answers hang on it."""

import pytest

from weighbridge.answers import Badge, Day, day_answer
from weighbridge.answers.results import ANSWER_WORDS
from weighbridge.text.brevity import MOST_WORDS, word_count

MAY, JUNE = Day("3 May", "the bridge fell; a newspaper says so", True), Day("7 June", "it was rebuilt", False)


@pytest.mark.parametrize(
    ("days", "alike", "badge", "text"),
    [
        (
            [MAY, JUNE],
            True,
            Badge.CANT_SAY,
            "We can't say for certain when it was; most likely it was 3 May. The bridge fell. "
            "With all else as we read it, the 2 days that we tried give the same answers.",
        ),
        (
            [JUNE, MAY],
            False,
            Badge.CANT_SAY,
            "We can't say for certain when it was; most likely it was 3 May. The bridge fell. "
            "Not all of the 2 days that we tried give the same answers.",
        ),
        (
            [JUNE, JUNE._replace(name="8 June")],
            True,
            Badge.CANT_SAY,
            "We can't say when it was: 2 days are possible. With all else as we read it, the 2 days that we tried give "
            "the same answers.",
        ),
        ([MAY], True, Badge.FITS, "It was 3 May, the only day that was found to be possible."),
    ],
)
def test_it_says_when_it_was(days, alike, badge, text):
    answer = day_answer(days, alike)
    assert (answer.badge, answer.text) == (badge, text)


def test_a_long_reason_is_left_out():
    answer = day_answer([MAY._replace(reason="the bridge " * 20), JUNE], True)
    assert "bridge" not in answer.text
    assert word_count(answer.text) <= ANSWER_WORDS


def test_the_day_of_the_convoy_is_an_inference_that_changes_no_answer(raqqa_result):
    answer = raqqa_result.events[0].answer
    assert answer.badge == Badge.CANT_SAY
    assert "2 February 2017" in answer.headline
    assert answer.sentences[-1] == "With all else as we read it, the 4 days that we tried give the same answers."
    assert all(word_count(one) <= MOST_WORDS for one in [answer.headline, *answer.sentences])


@pytest.mark.parametrize(
    ("money", "said"),
    [
        # unlikely in 2017, and does not fit in 2015
        ("570000 USD", "Not all of the 4 days that we tried give the same answers."),
        ("400000 USD", "With all else as we read it, the 4 days that we tried give the same answers."),
    ],
)
def test_a_day_that_changes_an_answer_is_said_to(raqqa, money, said):
    assert raqqa.with_(money=money).verify().events[0].answer.sentences[-1] == said
