"""What pyproject.toml can't say: the bill of materials goes into the metadata of the wheel.

PEP 770 gives the place, ``.dist-info/sboms/``, where scanners look without running anything.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel

BILL = Path(__file__).resolve().with_name("materials.cdx.json")


class Wheel(bdist_wheel):
    """A wheel whose metadata say what it is made of."""

    def egg2dist(self, egginfo_path: str, distinfo_path: str) -> None:
        """Make the metadata as ever, and add the bill."""
        super().egg2dist(egginfo_path, distinfo_path)
        bills = Path(distinfo_path, "sboms")
        bills.mkdir()
        shutil.copyfile(BILL, bills / BILL.name)


setup(cmdclass={"bdist_wheel": Wheel})
