"""Numbers that are no quantities: dates, pages, names, telephones, results, addresses; in more than 500 sentences."""

from itertools import product

import pytest

from weighbridge.quantities import mentions

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
SENTENCES = {
    "years": (
        [
            "It began in {}.",
            "Nothing changed after {}.",
            "The {} war ended badly.",
            "He left in early {}, she stayed.",
            "By {} all had gone.",
            "Since {} nobody came.",
            "({}) He wrote it.",
        ],
        [1789, 1848, 1914, 1945, 1991, 2003, 2011, 2017, 2024],
    ),
    "spans of years": (
        ["In {} nothing grew.", "The drought of {} was long.", "He ruled from {}.", "They met ({})."],
        ["1914-18", "1939–1945", "2013-14", "2015/16", "1998-2003"],
    ),
    "days": (
        [
            "It happened on 3 {} 2016.",
            "On {} 12, 2014, they met.",
            "They met on the 21st of {}.",
            "The {} 5 talks failed.",
            "On the eve of {} 9 he fled.",
        ],
        MONTHS,
    ),
    "months": (["In {} 2015 the bridge fell.", "It was late {} 1999."], MONTHS),
    "dates in digits": (
        ["The letter is dated {}.", "It was filed on {} in Beirut."],
        ["2016-03-09", "2016/03/09", "09/03/2016", "9.3.2016", "2016-03", "12/31/1999", "31.12.1999"],
    ),
    "decades": (["It was built in the {}.", "The {} were hard."], ["1920s", "1960s", "1990s", "2000s"]),
    "times of day": (
        ["The train leaves at {}.", "They met at {} on Sunday.", "At {} the siren went."],
        ["10:45", "23:59:10", "9 am", "6pm", "2.17pm", "11 o'clock", "4:05 p.m."],
    ),
    "pages and chapters": (
        ["See {} 12 for the map.", "It stands in {} 7.", "Read {} 103 again.", "Nobody knows {} 44.", "{} 9 is lost."],
        [
            "page",
            "p.",
            "chapter",
            "section",
            "paragraph",
            "Figure",
            "Table",
            "Appendix",
            "volume",
            "footnote",
            "Article",
        ],
    ),
    "several pages": (
        ["See pages {}.", "Read chapters {} of it.", "Articles {} apply here.", "Compare Figs. {} above."],
        ["12 to 15", "12-15", "3 and 4", "12, 13 and 14", "5–7"],
    ),
    "rooms and flights": (
        ["{} was empty.", "They met in {}.", "He asked about {}."],
        ["Room 101", "Flight 370", "Gate 14", "Suite 7", "No. 10", "Platform 9", "Highway 61", "Route 66", "Channel 4"],
    ),
    "names": (
        ["The {} landed.", "He likes the {} best.", "A {} was seen.", "They wrote of {} again."],
        [
            "Boeing 747",
            "A380",
            "F-16",
            "MH17",
            "T-72",
            "Apollo 11",
            "Windows 10",
            "iPhone 12",
            "COVID-19",
            "G20",
            "MI6",
        ],
    ),
    "telephones": (
        ["Call {} for help.", "His number is {}.", "Fax: {}"],
        ["+44 20 7946 0958", "(020) 7946 0018", "555-0142", "1-800-555-0199", "212-555-0187", "+1 (212) 555-0123"],
    ),
    "results": (
        ["They won {}.", "Ghana beat them {}.", "The match ended {}.", "It was a {} victory."],
        ["3-1", "2–0", "0-0", "21-14", "6-4", "103-98"],
    ),
    "votes": (
        ["They lost the vote by {}.", "The court ruled {}.", "The score was {}."],
        ["5 to 4", "52 to 48", "3 to 1"],
    ),
    "ordinals": (
        ["He came {}.", "It was the {} day.", "The {} brigade left.", "She finished {} in the race."],
        ["1st", "2nd", "3rd", "21st", "third", "fifteenth"],
    ),
    "list numbers": (["{} Open the box.", "{} Wait for the bell."], ["1.", "2.", "3)", "12."]),
    "addresses": (
        ["He lives at {}.", "The shop at {} is shut.", "Write to {}."],
        ["221 Baker Street", "10 Downing Street", "350 Fifth Avenue", "1600 Pennsylvania Avenue", "Austin, TX 78701"],
    ),
    "codes": (
        ["The file is {}.", "It says {} on the box."],
        ["version 3.2.1", "v2.0.1", "ISBN 9780140449136", "10.0.0.1", "RFC 2616", "ISO 9001", "LGA1156", "SW1A 1AA"],
    ),
    "web": (
        ["Look at {} today.", "It is on {}."],
        ["https://example.org/2017/50-trucks", "www.example.org/a?id=50", "desk24@example.org", "http://a.org:8080/x"],
    ),
    "places on the map": (
        ["The camp lies at {}.", "They went to {}."],
        ["36°12′N 37°9′E", "35.9521, 39.0102", "48.8584°N"],
    ),
    "laws": (
        ["{} was passed.", "They broke {}.", "He cited {}."],
        ["Resolution 2254", "Section 230", "Article 5", "§ 12", "Directive 95", "Psalm 23", "Title 18"],
    ),
    "notes": (["The claim is old {}.", "Nobody checked it {}."], ["[12]", "[3, 4]", "(7)", "[12,48]"]),
    "words": (
        ["{} never knows.", "They came {}.", "{} of them spoke.", "She met {} in Aleppo."],
        ["One", "one by one", "No one"],
    ),
}


def made():
    """Every sentence with its kind."""
    for kind, (patterns, fillers) in SENTENCES.items():
        for pattern, filler in product(patterns, fillers):
            yield pytest.param(pattern.format(filler), id=f"{kind}: {pattern.format(filler)}"[:70])


@pytest.mark.parametrize("sentence", made())
def test_no_quantity_is_found(sentence):
    assert [one.text for one in mentions(sentence, "en").quantities] == []


def test_there_are_enough_sentences():
    assert len({one.values for one in made()}) >= 500
