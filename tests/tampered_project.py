"""A copy of the project that is altered and put back, and what an audit of it finds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tamperings import NOTEBOOK, Tampering
from weighbridge.audit.manifest import NAME, manifest_text
from weighbridge.audit.questions import QUESTIONS
from weighbridge.audit.results import Item, Standing
from weighbridge.audit.saved_output.replays import Replays
from weighbridge.audit.scope import Scope
from weighbridge.base import CaseError
from weighbridge.case import Case, open_case
from weighbridge.charts import all_of
from weighbridge.pages import write_results

ROOT = Path(__file__).parents[1]
COPIED = ("data", "docs", "README.md", "constraints.txt", "environment.yml", "pyproject.toml", NOTEBOOK)
DRAWN = ("raqqa-2017-loads", "raqqa-2017-prices")  # charts that the copy's build holds
UNMOVED = ("published_examples", "custody")  # questions that no alteration of the table is for
ASKED = tuple(name for name in QUESTIONS if name not in UNMOVED)


class Project:
    """A copy of the project in a folder, with a build of the first case, of which files are altered and put back.

    One notebook is enough; it is executed once, for what an alteration changes is what was saved of it.
    """

    def __init__(self, root: Path) -> None:
        self.root, self.replays = root, Replays()
        self.unaltered: dict[str, Case] = {}
        self.is_data_altered = False
        for name in COPIED:
            copy, target = (shutil.copytree if (ROOT / name).is_dir() else shutil.copy), root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            copy(ROOT / name, target)
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / "src", root / "src", ignore=ignored)
        self.make_manifest()

    def build(self) -> None:
        """Results, page, charts and the notebook in ``build/``, as `make verify` leaves them."""
        case, folder = open_case("raqqa-2017"), self.root / "build"
        charts = all_of(case)
        write_results(case.verify(), folder, pictures=[chart.picture() for chart in charts])
        for chart in charts:
            if chart.name in DRAWN:
                chart.save(folder / "charts")
        (folder / "notebooks").mkdir()
        shutil.copy(self.root / NOTEBOOK, folder / "notebooks")

    def make_manifest(self) -> None:
        """Write the manifest anew, over whatever stands there."""
        (self.root / NAME).write_text(manifest_text(self.root), encoding="utf-8")

    @contextmanager
    def altered(self, tampering: Tampering, is_manifest_anew: bool) -> Iterator[None]:
        """The project with one alteration, which is taken back at the end."""
        path, manifest = self.root / tampering.file, self.root / NAME
        kept = {one: one.read_bytes() for one in (path, manifest)}
        altered = tampering.edit(kept[path])
        assert altered != kept[path], "the alteration alters nothing"
        was_altered, self.is_data_altered = self.is_data_altered, self.is_data_altered or is_data(tampering.file)
        try:
            path.write_bytes(altered)
            if is_manifest_anew:
                self.make_manifest()
            yield
        finally:
            self.is_data_altered = was_altered
            for one, content in kept.items():
                one.write_bytes(content)

    def failed(self, case: str, questions: Sequence[str], is_thorough: bool = False) -> list[Item]:
        """What fails when some questions are asked of a case of the copy, with its notebook executed or without."""
        try:
            opened = self.opened(case)
        except CaseError as error:
            return [_unreadable(str(problem.place), problem.message) for problem in error.problems]
        scope = Scope(opened, self.root, runs_notebooks=is_thorough, replays=self.replays)
        items = (item for name in questions if name in QUESTIONS for item in QUESTIONS[name].ask(scope))
        return [item for item in items if item.standing is Standing.FAILED]

    def opened(self, case: str) -> Case:
        """A case of the copy; the one that was weighed before, unless something that it reads is altered."""
        if self.is_data_altered:
            return open_case(case)
        if case not in self.unaltered:
            self.unaltered[case] = open_case(case)
        return self.unaltered[case]

    def failed_afresh(self, case: str, questions: Sequence[str], is_thorough: bool = False) -> list[Item]:
        """The same by a process of its own, which loads the kit and its tables from the copy."""
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(self.root / "src"), str(ROOT / "tests")))}
        command = [sys.executable, __file__, str(self.root), case, str(is_thorough), *questions]
        done = subprocess.run(command, env=environment, cwd=self.root, capture_output=True, text=True, check=True)
        return [Item.model_validate(one) for one in json.loads(done.stdout)]


def is_data(file: str) -> bool:
    """Whether a case may read a file: everything in ``data/``."""
    return file.startswith("data/")


def _unreadable(place: str, found: str) -> Item:
    return Item(question="reading", what="the case", standing=Standing.FAILED, place=place, found=found)


def main(root: str, case: str, is_thorough: str, *questions: str) -> None:
    """Print what fails of a case in a project, as JSON."""
    project = Project.__new__(Project)
    project.root, project.replays, project.is_data_altered = Path(root), Replays(), True
    print(
        json.dumps([item.model_dump(mode="json") for item in project.failed(case, questions, is_thorough == str(True))])
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
