"""``python -m weighbridge``: the command line."""

from .cli import main

main(prog_name="weighbridge")
