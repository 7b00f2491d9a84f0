"""A small text and a case of it: what quotes fits, by the library and by the command alike."""

TEXT = "A note.\n\nNear 5 trucks came, loaded with 120 tons. They left with 120 tons.\n"
CASE = """\
title: A small case
article: {{title: A note, url: "https://example.org", language: en, sha256: {sha}}}
claims:
  trucks: {{quote: {{exact: Near 5 trucks}}, value: 5 truck, hedge: near}}
  mass: {{quote: {{exact: 120 tons, prefix: "loaded with "}}, value: 120 tonne}}
assumptions: {{limit: {{of: one truck, reason: a test, fixed: {{value: 40 tonne/truck}}}}}}
formulas: {{load: {{expression: mass / trucks, unit: tonne/truck}}}}
checks: {{can: {{question: Can it?, kind: possible, stated: load, at_most: limit}}}}
"""
