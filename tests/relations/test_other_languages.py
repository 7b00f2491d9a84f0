"""What a passage implies doesn't depend on its language: the same two passages in eight, each with the same figures."""

from __future__ import annotations

import pytest

from weighbridge.quantities import mentions
from weighbridge.relations import Operation, relations

CONVOY = {
    "ar": "كان عددها قرابة 50 شاحنة محملة بحوالي 2500 طن من المعادن بقيمة 750 ألف دولار.",
    "da": "Omkring 50 lastbiler lastet med 2.500 ton metal til en værdi af 750.000 dollar.",
    "de": "Rund 50 Lastwagen, beladen mit 2.500 Tonnen Metall im Wert von 750.000 Dollar.",
    "en": "Near 50 trucks loaded with 2,500 tonnes of metal worth $750,000.",
    "es": "Unos 50 camiones cargados con 2.500 toneladas de metal por valor de 750.000 dólares.",
    "fr": "Une cinquantaine de camions chargés de 2 500 tonnes de métal, d'une valeur de 750 000 dollars.",
    "ru": "Около 50 грузовиков, гружённых 2500 тоннами металла стоимостью 750 тысяч долларов.",
    "uk": "Близько 50 вантажівок, навантажених 2500 тоннами металу вартістю 750 тисяч доларів.",
}
FUEL = {
    "ar": "69 شاحنة محملة بـ 40 ألف لتر لكل منها، أي ما مجموعه 2670000 لتر.",
    "de": "69 Lastwagen mit je 40.000 Litern, insgesamt 2.670.000 Liter.",
    "en": "69 trucks laden with 40,000 litres each, which means 2,670,000 litres.",
    "es": "69 camiones cargados con 40.000 litros cada uno, en total 2.670.000 litros.",
    "fr": "69 camions chargés de 40 000 litres chacun, soit 2 670 000 litres.",
    "ru": "69 грузовиков, по 40 000 литров каждый, всего 2 670 000 литров.",
}


@pytest.mark.parametrize("code", CONVOY)
def test_a_convoy_has_a_load_a_truck_and_a_price_a_tonne(code):
    found = {(one.unit, one.per): one for one in relations(mentions(CONVOY[code], code))}
    load, price = found["tonne", "truck"], found["USD/tonne", None]
    assert (load.value, load.of, price.value, price.of) == (50, "metal", 300, "metal")
    assert load.link.is_sure
    assert price.link.is_sure


@pytest.mark.parametrize("code", FUEL)
def test_so_much_each_is_held_against_the_total_that_is_stated(code):
    (one,) = [one for one in relations(mentions(FUEL[code], code)) if one.operation == Operation.PRODUCT]
    assert (one.value, one.unit, one.stated) == (2_760_000, "litre", 2)
    assert one.ratio == pytest.approx(2670 / 2760)
