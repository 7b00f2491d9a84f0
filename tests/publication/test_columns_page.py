"""The page on tables says of each column what it is, and says what the code says."""

from pathlib import Path

from tables import page

from weighbridge.publication.columns import COLUMNS, GROUPS

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"


def test_the_page_lists_the_columns_as_they_are():
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "write it anew: python tools/tables.py"
    for columns in COLUMNS.values():
        for column in columns:
            assert f"| `{column.name}` |" in text


def test_columns_name_columns_that_are_there():
    for table, columns in COLUMNS.items():
        names = {column.name for column in columns}
        assert len(names) == len(columns)
        assert {column.unit for column in columns if column.unit} <= names
        assert {column.range_to for column in columns if column.range_to} <= names
        assert GROUPS.get(table, columns[0].name) in names
        assert all(name == name.lower() and " " not in name for name in names)
