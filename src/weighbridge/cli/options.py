"""Options that several commands share."""

from __future__ import annotations

import click

SET = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="NAME.PARAMETER=VALUE",
    help="Change something for this run; the file stays as it is.",
)
