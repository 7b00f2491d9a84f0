"""A case with tables of its own, opened from a folder."""

import weighbridge


def open_with_tables(folder, text, tables):
    """The case of a text, beside which these tables lie: the lines of each by the name of its file."""
    (folder / "evidence").mkdir(parents=True)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    for name, lines in tables.items():
        (folder / "evidence" / name).write_text(lines, encoding="utf-8")
    return weighbridge.open_case(str(folder / "case.yaml"))
