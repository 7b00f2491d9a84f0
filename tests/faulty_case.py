"""A sound case, edited so that it has one fault: what is reported of it, by the library and by the command alike."""

import pytest
from click.testing import CliRunner

from weighbridge import CaseError, open_case
from weighbridge.cli import main

CASE = """\
title: A small case
article: {title: A, url: "https://example.org", language: en}
claims:
  mass:
    quote: {exact: about 120 tons of metal}
    value: 120 tonne
  trucks:
    quote: {exact: 6 trucks}
    value: 6 truck
evidence:
  limit: {value: 60 tonne/truck, source: cites-it, date: 2017-02}
assumptions:
  usual:
    of: one truck
    triangular:
      low: {value: 10 tonne/truck, reason: a guess}
      mode: {value: 20 tonne/truck, reason: a guess}
      high: {evidence: limit, reason: a guess}
  mix: {of: the mix,
    reason: nothing is known of it,
    composition: {parts: {iron: {}, copper: {}}}}
formulas:
  load:
    expression: mass / trucks
    unit: tonne/truck
  worth: {expression: mix.iron * usual, unit: tonne/truck}
checks:
  fits: {question: Does it fit?, kind: typical, stated: load, at_most: usual}
  can: {question: Can it?, kind: possible, stated: load, at_most: usual}
  some: {question: Which?, kind: reachable, stated: load, equals: worth, by: mix}
alternatives:
  limits:
    question: Which limit?
    options:
      written: {reason: as it stands}
      lower:
        reason: a stricter one
        set:
          usual.mode: 15 tonne/truck
"""


SOURCES = """\
[{"id": "cites-it", "type": "webpage", "title": "A page", "custom": {"trust": "V", "licence": "none", "use": "cited"}}]
"""


MASS, TRUCKS, LIMIT, LOW, SHARES, LOAD, FITS, CAN, SOME = 6, 9, 11, 16, 21, 24, 28, 29, 30


SET = 38  # the option's `set`


def edited(*edits):
    text = CASE
    for old, new in edits:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


def told(folder, content):
    """What is told of a case, by the library and by the command alike."""
    (folder / "case.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CaseError) as error:
        open_case("case.yaml").verify()
    lines = str(error.value).splitlines()
    result = CliRunner().invoke(main, ["verify", "case.yaml"])
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    shown = result.stderr.splitlines()
    assert shown[: len(lines)] == lines
    assert shown[len(lines) :] == ([f"{len(lines)} problems; nothing was weighed"] if len(lines) > 1 else [])
    return lines


SHARED = """title: T
article: {{title: A, url: u, language: en}}
claims:
  n: {{quote: {{exact: x}}, value: 50 tonne}}
assumptions:
  a: {{of: it, reason: r, uniform: {{low: 1 tonne, high: 100 tonne}}}}
  s: {{of: a mix, reason: r, composition: {{parts: {{i: {{}}, c: {{}}}}}}}}
formulas:
  f: {{expression: "{formula}", unit: tonne, reason: r}}
{chain}checks:
  k: {{question: q, kind: possible, stated: {stated}, at_most: f}}
"""
