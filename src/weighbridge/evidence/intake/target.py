"""Where a table goes: the shared evidence, or that of one case; what is there already, and which sources are known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ...base import CaseError, Problem, data_folder, find_case, shown
from ..dialect import PACKAGE_FILE
from ..holdings import Holdings
from .refusal import IntakeError, refused

KEPT_OTHERWISE = {"metal-prices": "weighbridge prices update FILE"}  # tables that a command of their own keeps


@dataclass(frozen=True)
class Target:
    """A folder with ``evidence`` in it and ``datapackage.json`` beside that; ``case`` is the case's file, or none."""

    base: Path
    case: Path | None = None

    @classmethod
    def of(cls, case: str | None) -> Target:
        """The case of a name, folder or file; the shared evidence where none is named. Raises ``IntakeError``."""
        if case is None:
            return cls(data_folder())
        try:
            path = find_case(case)
        except CaseError as error:
            problem = error.problems[0]
            raise IntakeError([Problem(problem.place, problem.message, f"--case: {problem.remedy}")]) from None
        return cls(path.resolve().parent, path)

    @property
    def evidence(self) -> Path:
        """The folder of the tables."""
        return self.base / "evidence"

    @property
    def package(self) -> Path:
        """The file that describes the tables."""
        return self.base / PACKAGE_FILE

    @cached_property
    def holdings(self) -> Holdings:
        """The tables and sources that can be drawn on there: for the shared evidence its own alone."""
        return Holdings.of(self.case) if self.case else Holdings((self.evidence,))

    def table(self, name: str) -> Path:
        """The path of a table there.

        Raises:
            IntakeError: it is kept by a command of its own, or would hide a shared table of the same name.
        """
        path, other = self.evidence / f"{name}.csv", data_folder() / "evidence" / f"{name}.csv"
        if self.case is None and name in KEPT_OTHERWISE:
            remedy = f"use `{KEPT_OTHERWISE[name]}`, or choose another name with --table"
            raise refused(shown(path), "has a command of its own", remedy)
        if self.case is not None and other.is_file() and other.resolve() != path.resolve() and not path.is_file():
            fault = f"would hide the shared table {shown(other)} from the case"
            raise refused(shown(path), fault, "choose another name with --table")
        return path

    def named(self, path: Path) -> str:
        """The name of a file by which the writer of the folder knows it: ``evidence/prices.csv``."""
        return path.relative_to(self.base).as_posix()
