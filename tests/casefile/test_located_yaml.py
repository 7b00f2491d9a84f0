"""A file that is no case, or not YAML as a case may have it: reported before anything is read of it."""

# ruff: noqa: E501 (a row of a table stands on one line)

from faulty_case import CASE, MASS, TRUCKS, edited, told
from weighbridge import open_case

# name, edits, line, the rest of the one message
FAULTS = [
    # the file
    ("tab", [("    value: 120 tonne", "\tvalue: 120 tonne")], MASS, "a tab stands here; write spaces in its place, two for each step inwards"),
    ("bracket", [("{exact: 6 trucks}", "{exact: 6 trucks")], 8, "`{` is opened here and not closed; close it with `}`, or write a comma at the end of each line within it"),
    ("undefined alias", [("value: 6 truck", "value: *a")], TRUCKS, "the text of `value` begins with `*`, which has a meaning of its own in YAML; put the text in quotes: `value: \"*a\"`"),
]  # fmt: skip


def test_what_is_not_yaml_is_one_message_with_its_line(folder):
    expected = {name: [f"case.yaml:{line}: {message}"] for name, _, line, message in FAULTS}
    assert {name: told(folder, edited(*edits)) for name, edits, _, _ in FAULTS} == expected


LONG_FORMULA = edited(("mass / trucks", "mass" + " + mass" * 166_000))


WHOLE = [
    ("empty", "", "case.yaml: the file is empty; expected a case: title, article, claims, checks"),
    ("comment", "# nothing\n", "case.yaml: the file is empty; expected a case: title, article, claims, checks"),
    ("list", "- a\n- b\n", "case.yaml:1: expected `key: value` lines; a case is a mapping: title, article, claims, checks"),
    ("text", "hello\n", "case.yaml:1: expected `key: value` lines; a case is a mapping: title, article, claims, checks"),
    ("bytes", b"\x00\xff\xfe\x01", "case.yaml: not a text file: byte 2 is not UTF-8; save it as plain text in UTF-8"),
    ("UTF-16", CASE.encode("utf-16"), "case.yaml: not a text file: byte 1 is not UTF-8; save it as plain text in UTF-8"),
    ("control", 'title: "A\x00"\n', "case.yaml: not YAML: a character that YAML does not allow; check indentation, quotes and brackets"),
    ("huge", CASE + "#" * 1_000_000, f"case.yaml: the file has {len(CASE) + 1_000_000:,} bytes, at most 1,000,000; keep tables in data/evidence"),
    ("a million characters", LONG_FORMULA, f"case.yaml: the file has {len(LONG_FORMULA):,} bytes, at most 1,000,000; keep tables in data/evidence"),
    ("brackets", "title: " + "[" * 5000, "case.yaml: nested too deep to be a case; a case is flat"),
    ("thirty brackets", "title: " + "[" * 30 + "]" * 30, "case.yaml:1: nested more than 20 deep; a case is flat"),
    ("indentation", "\n".join("  " * depth + "a:" for depth in range(500)), "case.yaml: nested too deep to be a case; a case is flat"),
    ("dashes", CASE + "more:\n  " + "- " * 900 + "x", "case.yaml: nested too deep to be a case; a case is flat"),
    ("two documents", CASE + "---\n" + CASE, "case.yaml:40: not YAML: but found another document; check indentation, quotes and brackets"),
]  # fmt: skip


def test_a_file_that_is_no_case(folder):
    expected = {name: [message] for name, _, message in WHOLE}
    assert {name: told(folder, content) for name, content, _ in WHOLE} == expected


def test_what_yaml_can_do_and_a_case_may(folder):
    """Line ends of another system, a mark at the beginning, comments and quotation marks of both kinds are not faults."""
    for text in (
        CASE.replace("\n", "\r\n"),
        "\ufeff" + CASE,
        "# a case\n" + CASE,
        CASE.replace("6 truck\n", "'6 truck'\n"),
    ):
        (folder / "case.yaml").write_bytes(text.encode())
        assert open_case("case.yaml")["load"].side.as_written == (20, 20)
