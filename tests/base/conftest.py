"""A small project to be written to, and a process whose forks write to it."""

from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The folder of a project, and the process; what a test changes, it puts back."""
    pytest.importorskip("resource", reason="limits and forks are of POSIX")
    from warm_process import Warm
    from written_project import make_project

    folder = Path(tmp_path_factory.mktemp("project"))
    warm = Warm(make_project(folder))
    yield folder, warm
    warm.close()
