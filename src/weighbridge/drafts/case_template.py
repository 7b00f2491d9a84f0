"""The smallest case that verifies, with comments, for somebody who begins with no text."""

from __future__ import annotations

from .case_text import scalar

TEMPLATE = """\
## This is a case for weighbridge: the numbers of a text, and what is asked of them.
## A line that begins with ## explains. One that says decide: waits for you; take it away when it is done.
## Indent with spaces, never with tabs. A text with a colon or # in it stands in quotes.
## The numbers below are made up: they show the form. Put those of your text in their place.

# decide: say in a few words what the case is about
title: {title}

article:
  # decide: give title, address, language and date of the text
  title: A made-up text
  url: not known yet
  language: en

## What the text states: its words (exact), the number with its unit, and the word that loosens it (hedge).
## Cues are near, about, almost, over, at least, up to and others: see docs/cases.md.
claims:
  # decide: put the words of your text here, exactly as they stand
  trucks:
    quote:
      exact: near 50 trucks
    value: 50 truck
    hedge: near
  load:
    quote:
      exact: 10 tonnes each
    value: 10 tonne/truck
  metal:
    quote:
      exact: 500 tonnes of metal
    value: 500 tonne

## What follows from these numbers. Units that belong together convert by themselves.
formulas:
  metal_by_the_truck:
    expression: trucks * load
    unit: tonne

## What is asked: of kind agrees, whether the numbers of the text fit together.
## Other kinds compare them with evidence: possible, typical, reachable.
checks:
  # decide: ask what you want to know
  adds_up:
    question: Do so many trucks with so much each carry that much?
    kind: agrees
    stated: metal
    equals: metal_by_the_truck
"""


def template(name: str) -> str:
    """The text of the smallest case, under a title made of its name."""
    return TEMPLATE.format(title=scalar(humanised(name)))


def humanised(name: str) -> str:
    """A name as a title.

    >>> humanised("trucks-of-raqqa")
    'Trucks of raqqa'
    """
    return " ".join(name.replace("-", " ").replace("_", " ").split()).capitalize()
