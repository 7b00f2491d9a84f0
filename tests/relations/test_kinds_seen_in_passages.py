"""Kinds of faults that printed passages brought up, each in sentences of the same kind: what is read, what follows."""

from __future__ import annotations

import pytest

from weighbridge.quantities import mentions
from weighbridge.relations import Agreement, relations

READ = [
    ("en", "The crew waited half a day.", ["0.5 day"]),
    ("en", "Half an hour later the bridge fell.", ["0.5 hour"]),
    ("en", "It was repaired in half a week.", ["0.5 week"]),
    ("en", "Between 2000 and 5000 tons of paper burned.", ["2000 to 5000 tonne"]),
    ("en", "It lost between 1990 and 3500 barrels.", ["1990 to 3500 barrel"]),
    ("en", "Between 1800 and 2500 people came.", ["1800 to 2500 person"]),
    ("en", "The total fell by 59,000 to 1.42 million people.", ["59000 one", "1.42 million person"]),
    ("en", "Output rose by 200 to 4,100 tonnes.", ["200 one", "4100 tonne"]),
    ("en", "Prices rose by 10 to 20 percent.", ["10 to 20 percent"]),
    ("ar", "يحتوي على 3.500 سلة و1.755 حقيبة.", ["3500 package", "1755 bag"]),
    ("ar", "وزعت 2.379 بطانية.", ["2379 blanket"]),
    ("en", "They shipped 4.250 tents.", ["4250 tent"]),
    ("ar", "تكلف 10,000 دولار من أصل 57,5 مليون دولار.", ["10000 USD", "57.5 million USD"]),
    ("de", "Es kostet 20,000 Euro, nicht 1,5 Millionen Euro.", ["20000 EUR", "1.5 million EUR"]),
    ("es", "Pagó 30,000 euros y 2,5 millones de euros.", ["30000 EUR", "2.5 million EUR"]),
    ("ar", "ارتفع الإنتاج إلى 900 متر مكعب.", ["900 m**3"]),
    ("ar", "ضبطت كمية من الحشيش زنتها 18 كلغ.", ["18 kg"]),
    ("en", "It cost $750,-\n000 in all.", ["750000 USD"]),
    ("en", "The bill was £12,-\n000 and no more.", ["12000 GBP"]),
    ("en", "They sold 1,-\n050 tonnes.", ["1050 tonne"]),
    ("ar", "دمرت 40 وحدة سكنية.", ["40 house"]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), READ, ids=lambda one: str(one)[:40])
def test_it_is_read_as_it_is_meant(language, text, wanted):
    assert [one.meaning.value for one in mentions(text, language).quantities] == wanted


@pytest.mark.parametrize("number", ["10^400 tonnes", "2 × 10^350 kg", "10¹²³ litres"])
def test_a_power_beyond_measure_is_not_read_and_the_reason_is_given(number):
    found = mentions(f"They counted {number} of sand.", "en")
    assert [one.text for one in found.not_read] == [number.rpartition(" ")[0]]
    assert "power of ten is beyond 99" in found.not_read[0].reason


POUNDS = [
    ("24,886 pounds of cocaine were seized.", set()),
    ("He stole 60 pounds of gold.", set()),
    ("The boat held 900 pounds of fish.", set()),
    ("The bag held 900 pounds.", {"GBP"}),
    ("In Cairo the bag held 900 pounds.", {"EGP"}),
]


@pytest.mark.parametrize(("text", "others"), POUNDS)
def test_pounds_are_money_only_where_they_may_fairly_be(text, others):
    (pounds,) = mentions(text, "en").quantities
    assert {one.unit for one in (pounds.meaning, *pounds.others)} == {"lb", *others}


NOTHING = [
    "A 500 Euro note would fill eleven trailers of 1,240 cubic metres.",  # the face value of a note
    "They packed $100 bills into 12 trucks.",
    "The museum shows $20 coins weighing 300 grams.",
    "Americans emit 17.3 tonnes a head, while the average of China grew by nine percent to 7.2 tonnes a head.",
    "France grew 30 million tonnes. Its rival raised its crop by 4 percent to 12 million tonnes.",
    "Profit was $16.4 billion. Sales of the segment dropped 19% to $14.2 billion.",
    "The three percent increase took it to an all-time high of 34 billion tonnes.",
    "A five percent fall left it at a low of 200 tonnes.",
    "The ten percent rise brought stocks to a record of 90 tonnes.",
    "Wheat is ten percent below last year's level and far from peaks of €350.",
    "The gap is some £90,000 compared with the average of £265,000.",
    "It is a fifth dearer than the mean of 300 dollars.",
    "The war did $2bn of damage. 13,000 bombs were dropped.",  # money and goods of two sentences, no word of worth
    "The army spent $40 million last year. It fired 9,000 shells.",
    "Police found 3,000 pills. The search took two days and $600,000.",
    "Hundreds of bombs weighing 2,000 lb were dropped.",  # each of them, or all
    "Dozens of sacks weighing 50 kg lay on the quay.",
    "They carried 230 bags weighing 50 kg.",
    "The attack left 3 dead and 15 wounded.",  # without things
    "Of those hurt 12 died and 40 lived.",
    "Some 300 fled, 20 stayed.",
    "They sold 500 tonnes, and stocks fell from 800 tonnes.",  # another's fall
    "Profit was $5 million, up from $8 million.",  # up, and less
    "The attack killed 35 people, including 5 women and 3 children.",
    "The 90 people include 30 men, 20 women, 10 children and 30 whose age is not known.",  # a part of nobody knows what
    "They sold 20 tonnes, or 300 by the old count (9%).",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_follows(text):
    found = relations(mentions(text, "en"))
    assert [one for one in found if one.unit != "m**3"] == []


FOLLOWS = [
    ("Police found 3,000 pills. They have a street value of $60,000.", ["quotient 20 USD per pill"]),
    ("He burned 5,000 cigarettes. They were worth 2,500 euros.", ["quotient 0.5 EUR per cigarette"]),
    ("The 400 rifles were sold for $200,000.", ["quotient 500 USD per rifle"]),
    ("They loaded 200 bombs weighing 40 tonnes.", ["quotient 200 kg per bomb"]),
    ("$1 million in $20 bills weighs 111 pounds.", ["quotient 5e+04 one", "quotient 1.007 g per bank note"]),
    ("He had €3 million in 500-euro notes.", ["quotient 6000 one"]),
    ("$300,000 in $100 bills weighs 3 kg.", ["quotient 3000 one", "quotient 1 g per bank note"]),
    ("Profit was $1.53 billion, up from $445 million.", ["growth 243.8 percent"]),
    ("Output was 500 tonnes (down from 800 tonnes).", ["growth 37.5 percent"]),
    (
        "It made 144.8 million tonnes, up 2.6 million tonnes, or 2%, from 142.2 million tonnes.",
        ["growth 1.828 percent", "difference 2.6e+06 tonne"],
    ),
    ("The mean is £172,011, a gap of some £90,000 compared with £265,000.", ["difference 9.299e+04 GBP"]),
    ("One sold 300 tonnes, the other 180 tonnes, a difference of 120 tonnes.", ["difference 120 tonne"]),
    ("It got $40 million, a shortfall of $25 million on the $65 million needed.", ["difference 2.5e+07 USD"]),
    ("It pumps 750,000 barrels a day, or one percent of world oil production.", ["quotient 7.5e+07 barrel/day"]),
    ("The damage was $14 billion, or 117% of annual output.", ["quotient 1.197e+10 USD"]),
    ("They lost 60 tonnes (5% of the harvest).", ["quotient 1200 tonne"]),
    ("Of 10.8 million tonnes they sold 6.2 million tonnes (57%).", ["share 57.41 percent"]),
    ("The 21 million people include 9 million refugees, 6 million men and 2 million returnees.", ["sum 1.7e+07 one"]),
    ("The fleet of 90 vehicles included 40 trucks, 30 cars and 20 buses.", ["sum 90 one"]),
    ("The crop of 30 tonnes included 12 tonnes of wheat, 10 tonnes of maize and 8 tonnes of rice.", ["sum 30 tonne"]),
    ("The appeal asks for $1.06 billion for 21 million people.", ["quotient 50.48 USD per person"]),
    ("They sent 4 million dollars for 80,000 refugees.", ["quotient 50 USD per refugee"]),
    ("The fund has €90,000 to feed 300 children.", ["quotient 300 EUR per person"]),
]


@pytest.mark.parametrize(("text", "wanted"), FOLLOWS)
def test_this_follows(text, wanted):
    found = relations(mentions(text, "en"))
    things = [f"{one.unit} per {one.per}" if one.per else one.unit for one in found]
    assert [f"{one.operation} {one.value:.4g} {thing}" for one, thing in zip(found, things, strict=True)] == wanted


def test_a_rate_is_not_multiplied_by_what_stands_beside_another():
    text = "Spelt grew on 400 hectares, with seven tonnes per hectare. Rape yielded four tonnes per hectare."
    assert [round(one.value) for one in relations(mentions(text, "en"))] == [2800]


def test_a_total_is_never_a_number_thousands_of_times_off():
    text = "The crop is 36.7 million tonnes, on 5.02 million hectares at 7.3 tonnes per hectare against 7.4 in 2013."
    (one,) = relations(mentions(text, "en"))
    assert one.agreement != Agreement.NO
