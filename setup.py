"""What pyproject.toml can't say: the wheel carries the project's data and notebooks, and its bill of materials.

The data, the notebooks and the documents stand at the top of the project, and in the wheel within the package, as
``weighbridge/_project``: ``base/paths`` looks for them there. PEP 770 gives the place of the bill,
``.dist-info/sboms/``, where scanners look without running anything.
"""

import importlib.util
import os
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
BILL = ROOT / "materials.cdx.json"
LIST = "src/weighbridge/base/project_files.py"
WITHIN = "weighbridge/_project"
EPOCH = "315532800"  # 1980-01-01, the first day that an archive can name
PLAIN, FOLDER = 0o644, 0o755


def carried() -> list[str]:
    """The files that the wheel carries besides the package, by their paths from the project's folder."""
    found = importlib.util.spec_from_file_location("project_files", ROOT / LIST)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module.project_files(ROOT)


class Build(build_py):
    """The package with the files of the project in it; an editable install finds them where they stand."""

    def run(self) -> None:
        """Copy the package as ever, and then the files; nothing is left in it of an earlier build."""
        if self.editable_mode:
            super().run()
            return
        shutil.rmtree(Path(self.build_lib, "weighbridge"), ignore_errors=True)
        super().run()
        for target, source in self._carried().items():
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """What was made, these files too."""
        more = [] if self.editable_mode else list(self._carried())
        return [*super().get_outputs(include_bytecode), *more]

    def get_source_files(self) -> list[str]:
        """What an archive of the source must have, so that the same wheel can be built of it."""
        return [*super().get_source_files(), *carried()]

    def _carried(self) -> dict[str, str]:
        return {
            os.path.join(self.build_lib, *WITHIN.split("/"), *name.split("/")): str(ROOT / name) for name in carried()
        }


class Wheel(bdist_wheel):
    """A wheel whose metadata say what it is made of, and whose bytes are the same whoever builds it."""

    def run(self) -> None:
        """Build it, of a day that is always the same where no other is named."""
        os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
        super().run()

    def egg2dist(self, egginfo_path: str, distinfo_path: str) -> None:
        """Make the metadata as ever, and add the bill."""
        super().egg2dist(egginfo_path, distinfo_path)
        bills = Path(distinfo_path, "sboms")
        bills.mkdir()
        shutil.copyfile(BILL, bills / BILL.name)

    def write_wheelfile(self, wheelfile_base: str, *more: str) -> None:
        """Write the last file of the wheel, and give all of them one mode, whatever the builder's own settings are."""
        super().write_wheelfile(wheelfile_base, *more)
        for folder, _, names in os.walk(self.bdist_dir):
            os.chmod(folder, FOLDER)
            for name in names:
                os.chmod(Path(folder, name), PLAIN)


setup(cmdclass={"bdist_wheel": Wheel, "build_py": Build})
