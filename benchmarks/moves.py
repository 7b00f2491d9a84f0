"""What a move of a slider takes until the answer and the chart have followed. Called by ``make bench``.

Each place of each control of a panel is gone to once, from the case as it is, as the hand of a reader would.
"""

from __future__ import annotations

import asyncio
import time
from statistics import median

from weighbridge import open_case
from weighbridge.controls.controls import controls_of
from weighbridge.controls.widget import PAUSE, LivePanel

CASE = "raqqa-2017"
LIMITS = {"usual_load": "100 ms", "usual_price": "100 ms"}  # the panels of the notebooks


async def moves(check: str) -> tuple[list[float], list[float]]:
    """The seconds until something new is shown, and until all of it is, at each place of each control."""
    live = LivePanel(controls_of(open_case(CASE), check))
    first, last = [], []
    for place, control in enumerate(live.controls.controls):
        for at in range(len(control.positions)):
            live.move_to(live.controls.start)
            begin = time.perf_counter()
            live.rows[place].box.children[-2 if not control.is_choice else 0].index = at
            first.append(time.perf_counter() - begin)
            while live.setting not in live.known:
                await asyncio.sleep(PAUSE / 10)
            last.append(time.perf_counter() - begin)
    return first, last


def main() -> None:
    """Measure, and print two lines for each panel."""
    for check, limit in LIMITS.items():
        first, last = asyncio.run(moves(check))
        for what, times in (("answer as read, both sides and chart", first), ("all ways to read the article", last)):
            usual, most = median(times), sorted(times)[-(len(times) // 20 + 1)]
            shown = f"{1000 * usual:8.1f} ms, nineteen of twenty at most {1000 * most:.1f} ms"
            told = f"limit {limit}" if times is first else "none set"
            print(f"{f'a move on `{check}`: {what}':66} {shown}   {told}")


if __name__ == "__main__":
    main()
