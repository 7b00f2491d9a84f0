"""Loops that somebody follows: every item comes through, counted, whatever ends the loop."""

from weighbridge.base import Work, followed_by, steps


def test_without_a_follower_the_items_are_untouched():
    items = [1, 2]
    assert steps(items, Work.CASES, 2) is items


def test_loops_within_loops_are_followed_and_nothing_after_the_end():
    seen = []

    def follower(items, work, total):
        for item in items:
            seen.append((work, total, item))
            yield item

    with followed_by(follower):
        pairs = [(case, flip) for case in steps("ab", Work.CASES, 2) for flip in steps((1,), Work.FLIPS)]
    assert pairs == [("a", 1), ("b", 1)]
    assert seen == [(Work.CASES, 2, "a"), (Work.FLIPS, None, 1), (Work.CASES, 2, "b"), (Work.FLIPS, None, 1)]
    assert list(steps("c", Work.CASES, 1)) == ["c"]
    assert len(seen) == 4
