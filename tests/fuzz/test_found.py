"""Each fault ever found stays away."""

import pytest

pytest.importorskip("resource", reason="forks and limits are of POSIX")

from .found import FOUND, load, save
from .test_fixed_set import fuzz


def test_no_fault_that_was_found_comes_back():
    kept = len(list(FOUND.glob("*.yaml")))
    assert kept > 0
    assert f"{kept} seeds, 0 different faults." in fuzz("--found")


def test_an_input_is_kept_byte_for_byte(tmp_path):
    for path in sorted(FOUND.glob("*.yaml")):
        held = load(path)
        assert load(save(held, "again", tmp_path, "any")) == held, path.name
