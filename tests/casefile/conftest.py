"""The folder in which the tests of the reader write a case."""

import pytest

from faulty_case import SOURCES


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "sources.json").write_text(SOURCES, encoding="utf-8")
    return tmp_path
