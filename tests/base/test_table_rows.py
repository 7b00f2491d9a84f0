"""Tables of the kit, which a person may edit: what is wrong in one is said with its file, its line and the remedy."""

import pytest

from weighbridge.base import TableError, table_rows


@pytest.mark.parametrize(
    ("content", "line", "found", "remedy"),
    [
        (b"", 1, "no column `key`", "its first line names the columns: `key,words`"),
        (b"key;words\na;b\n", 1, "no column `key`", "its first line names the columns: `key,words`"),
        (b"key,word\na,b\n", 1, "no column `words`", "its first line names the columns: `key,words`"),
        (b"key,words,note\na,b,\nc\n", 3, "no cell for `words`", "an empty one too"),
        (b"key,words\na,b\nc,d, e\n", 3, "more cells than the first line", "in double quotes"),
        (b'key,words\na,"b\nc"\nd,e,f\n', 4, "more cells than the first line", "in double quotes"),
        (b"key,words\na,caf\xe9\n", None, "not UTF-8", "save it as CSV, UTF-8"),
    ],
)
def test_what_is_wrong_in_a_table_is_said_with_its_place(tmp_path, content, line, found, remedy):
    path = tmp_path / "cues.csv"
    path.write_bytes(content)
    with pytest.raises(TableError) as refused:
        table_rows(path, ("key", "words"))
    place = f"{path}:" if line is None else f"{path}:{line}:"
    assert str(refused.value).startswith(place)
    assert found in refused.value.message
    assert remedy in refused.value.remedy


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "one;two;three;four\n"])
def test_a_file_that_is_another_table_is_refused_in_one_line(tmp_path, content):
    path = tmp_path / "cues.csv"
    path.write_text(content)
    with pytest.raises(TableError) as refused:
        table_rows(path, ("one", "two", "three", "four"))
    (problem,) = refused.value.problems
    columns = "`one,two,three,four`"
    assert str(problem) == (
        f"{path}:1: the columns of this table are not named there; its first line names the columns: {columns}"
    )


def test_a_cell_that_says_nothing_known_is_refused_with_its_line(tmp_path):
    path = tmp_path / "cues.csv"
    path.write_text("key,words\na,b\nc,d\n")
    error = table_rows(path, ("key", "words"))[1].refusal("words", "write e")
    assert str(error) == f"{path}:3: `words` is `d`; write e"


def test_rows_are_read_with_a_mark_before_them_and_cells_left_out_at_the_end(tmp_path):
    path = tmp_path / "cues.csv"
    path.write_bytes(b"\xef\xbb\xbfkey,words,note\r\na,b\r\n\r\nc,d,e\r\n")
    assert table_rows(path, ("key",)) == [
        {"key": "a", "words": "b", "note": ""},
        {"key": "c", "words": "d", "note": "e"},
    ]


def test_a_table_that_is_no_file_is_refused(tmp_path):
    with pytest.raises(TableError, match=r"cannot be read: Is a directory; save it as CSV, UTF-8, with commas"):
        table_rows(tmp_path, ("key",))
