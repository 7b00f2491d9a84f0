"""A small case with its tables and sources, and a folder of data around it: what other kinds put their changes into."""

from __future__ import annotations

import json
from pathlib import Path

from .pieces import write_text

CASE = """\
title: Trucks of scrap
article: {title: A, url: "https://example.org/a", language: en}
claims:
  mass: {quote: {exact: about 120 tons}, hedge: about, value: 120 tonne}
  trucks: {quote: {exact: 6 trucks}, value: 6 truck}
  money: {quote: {exact: 90 thousand dollars}, value: 90 thousand USD}
evidence:
  iron: {what: iron, table: metals, where: {key: iron}, column: price}
  copper: {what: copper, table: copper, where: {month: 2017-02}, column: price}
  gold: {what: gold, library: gold-price, date: 2017-02}
  limit: {what: a limit, value: 30 tonne/truck, source: elsewhere, date: 2017}
assumptions:
  seen: {of: prices, empirical: {table: metals, column: price, where: {kind: scrap}}}
  price_of_iron: {of: iron, fixed: {value: {evidence: iron}}}
formulas:
  load: {expression: mass / trucks, unit: tonne/truck}
  price: {expression: money / mass, unit: USD/tonne, of: the price}
  mixed: {expression: 0.9 one * price_of_iron + 0.1 one * copper, unit: USD/tonne, of: it, reason: nine parts in ten}
  ounces: {expression: money / gold, unit: troy_ounce, of: so much gold}
checks:
  fits: {question: Does it fit?, kind: possible, stated: load, at_most: limit}
  fetches: {question: Does it fetch that?, kind: typical, stated: price, equals: seen, premise: our own question}
  mix: {question: Is it a mix?, kind: possible, stated: price, at_most: mixed}
comparisons:
  prices:
    stated: price
    of: price
    finds: {one: price, many: prices, verb: was}
    table: metals
    value: price
    groups:
      scrap: {where: {kind: scrap}, label: "{key}"}
"""
METALS = """\
key,kind,price,unit,date,source,mark,note
iron,scrap,250,USD/tonne,2017-02,elsewhere,V,
steel,scrap,270,USD/tonne,2017-02,elsewhere;another,V,"old, and new"
rails,scrap,300,USD/tonne,2017-01,another,S,
tin,pure,20000,USD/tonne,2017-02,elsewhere,V,
"""
COPPER = """\
month,price,unit,source,mark
2017-02,5940.91,USD/tonne,elsewhere,V
2017-01,5754.56,USD/tonne,another,D
"""
TOPICS = """\
topic,title,of,per,unit,table,column,words,note,where,low,high,what,limit
gold-price,price of gold,gold,,USD/troy_ounce,commodity-prices,gold,gold;bullion,A monthly mean.,,,,,
load,load of a truck,load,truck,tonne,transport,,lorry;truck load,,,,,,
scrap-price,price of scrap,scrap,,USD/tonne,metals,,scrap;junk,,kind=scrap,price,price,key,
"""
COMMODITIES = """\
month,source,mark,gold,copper
2017-01,elsewhere,V,1192.1,5754.56
2017-02,elsewhere,V,1234.2,5940.91
2017-03,elsewhere,V,…,5824.63
"""
TRANSPORT = """\
key,topic,what,low,high,unit,place,date,source,mark,note,total,total_unit,divisor,divisor_unit,worked_out
one,load,lorry with 2 axles,18,20,tonne,Latvia,2019-10-10,elsewhere,V,,,,,,
two,load,"lorry, as counted",25,25,tonne,,2016,another;elsewhere,D,,50,tonne,2,one,low = high = total / divisor
"""
SOURCES = [
    {
        "id": "elsewhere",
        "type": "webpage",
        "title": "Prices: a list",
        "author": [{"family": "Doe", "given": "Jane"}, {"literal": "A Bank"}],
        "issued": {"date-parts": [[2017, 2, 28]]},
        "accessed": {"date-parts": [[2026, 11]], "circa": True},
        "URL": "https://example.org/prices",
        "custom": {"trust": "V", "licence": "CC BY 4.0", "use": "shipped", "about": "address"},
    },
    {
        "id": "another",
        "type": "report",
        "title": "A report",
        "publisher": "A House",
        "issued": {"raw": "2016"},
        "note": "trust: S\norigin: elsewhere",
        "archive_location": "https://web.archive.org/x",
        "custom": {"weak": "a page that is gone", "sha256": "0" * 64, "hashed": "the text of the page"},
    },
]
LIBRARY_PACKAGE = {
    "resources": [
        {
            "name": "commodity-prices",
            "path": "commodity-prices.csv",
            "schema": {
                "fields": [
                    {"name": "gold", "type": "number", "unit": "USD/troy_ounce"},
                    {"name": "copper", "type": "number", "unit": "USD/tonne"},
                ]
            },
        }
    ]
}
PACKAGE = {
    "name": "small",
    "resources": [
        {
            "name": "metals",
            "path": "evidence/metals.csv",
            "dialect": {"delimiter": ","},
            "schema": {"fields": [{"name": "price", "type": "number", "decimalChar": ".", "groupChar": ","}]},
        },
        {
            "name": "copper",
            "path": ["evidence/copper.csv"],
            "schema": {"fields": [{"name": "price", "unit": "USD/kg"}]},
        },
    ],
}


def small_data(folder: Path, name: str = "one") -> Path:
    """Write a folder ``data`` with a case, evidence and library; gives the folder of the case."""
    data = folder / "data"
    case = small_case(data / "cases" / name)
    for path, text in {
        "evidence/sources.json": json.dumps(SOURCES),
        "evidence/metals.csv": METALS,
        "library/topics.csv": TOPICS,
        "library/commodity-prices.csv": COMMODITIES,
        "library/transport.csv": TRANSPORT,
        "library/datapackage.json": json.dumps(LIBRARY_PACKAGE),
        "library/sources.json": "[]",
    }.items():
        write_text(data / path, text)
    return case


def small_case(case: Path) -> Path:
    """Write the case alone, with tables and sources of its own."""
    for path, text in {
        "case.yaml": CASE,
        "evidence/metals.csv": METALS,
        "evidence/copper.csv": COPPER,
        "evidence/sources.json": json.dumps(SOURCES, indent=1),
    }.items():
        write_text(case / path, text)
    return case
