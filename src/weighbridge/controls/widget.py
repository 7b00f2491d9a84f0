"""The panel in a notebook: sliders and lists whose answer and chart move with them, above a table that does not move.

A notebook that is not trusted, and one that was saved, shows the table (``twin``); what moves needs a kernel and
``ipywidgets``. Nothing of it is saved.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..answers import pill
from ..base import CaseError, WeighbridgeError, escaped, needs, rendered, visible, weighable
from ..case import Case
from ..pages import strip_image
from ..report import CHANGED
from ..text import capital
from .controls import Control, Controls, Setting, controls_of
from .twin import Twin
from .view import UNCHANGED, Glance, View, glance, scale, whole

if TYPE_CHECKING:
    import ipywidgets

TEMPLATES = Path(__file__).parent / "templates"
WIDGET = "application/vnd.jupyter.widget-view+json"
COPY = "Click into the field, then press Ctrl+A and Ctrl+C (on a Mac ⌘A and ⌘C)."
AT_ONCE = 0.06  # seconds that all ways to read an article may take before what is had at once is shown first
PAUSE = 0.03  # seconds in which another move may come before they are tried
MOST_KEPT = 400  # views of settings that were met before
WIDE = "46em"


class Panel:
    """What-if for one check of a case, as a notebook shows it; made by ``panel``."""

    def __init__(self, controls: Controls) -> None:
        self.controls, self.twin = controls, Twin(controls)
        self._live: LivePanel | None = None

    def __repr__(self) -> str:
        return self.twin.text

    def _repr_html_(self) -> str:
        return self.twin.html()

    def _ipython_display_(self) -> None:
        """What moves, where a notebook runs this, and the table below it.

        They are two outputs: in one, JupyterLab shows nothing but an error once the kernel of a saved notebook is gone.
        """
        from IPython.display import display

        note = ""
        if _runs_in_notebook():
            try:
                with needs("a panel that moves", "notebooks"):
                    self._live = self._live or LivePanel(self.controls)
                display({WIDGET: _reference(self._live.box.model_id)}, raw=True)
            except WeighbridgeError as missing:
                note = _in_a_line(missing)
        display({"text/plain": repr(self), "text/html": self.twin.html(note)}, raw=True)


def panel(case: Case, check: str, numbers: int = 3, choices: int = 2) -> Panel:
    """What-if for a check: the numbers and choices that turn it first, to be moved, with the answer beside them.

    In a notebook that runs, they are sliders and lists; in one that was only opened, a table.

    Args:
        case: as it stands at the beginning.
        check: the name of the check.
        numbers, choices: how many of each there are at most.

    Raises:
        ModelError: there is no such check; it names the nearest.
        RemediedError: ``case`` is no case, or what is given for ``numbers`` or ``choices`` counts nothing.

    >>> from weighbridge import open_case, panel
    >>> print(repr(panel(open_case("raqqa-2017"), "usual_load", numbers=1, choices=0)).splitlines()[-1])
    The mass of metal: 2,500 tonnes (2,440 to 2,560). Unlikely at 2,650 to 2,950. Does not fit at 3,000 to 3,150.
    """
    return Panel(controls_of(weighable(case), check, numbers, choices))


class LivePanel:
    """The widgets of a panel; whatever is moved, the answer follows.

    Attributes:
        box: all of it.
        setting: where the controls stand.
        known: what is shown of settings that were met before.
    """

    def __init__(self, controls: Controls) -> None:
        import ipywidgets as widgets

        self.controls, self.setting = controls, controls.start
        self.known: dict[Setting, View] = {}
        self._wait, self._seconds = _Wait(), 0.0
        self._is_setting = False  # all controls at once: what lies between is not shown
        self.answer, self.message = widgets.HTML(), widgets.HTML()
        self.rows = [_Row(one, self._moved) for one in controls.controls]
        self.copied = widgets.Text(description="To copy:", layout=widgets.Layout(width="100%", max_width=WIDE))
        self.reset = widgets.Button(description="Reset")
        self.as_code = widgets.Button(description="Copy as code")
        self.as_set = widgets.Button(description="Copy as --set")
        self.reset.on_click(lambda _: self.move_to(controls.start))
        self.as_code.on_click(lambda _: self._copy(controls.code(self.setting)))
        self.as_set.on_click(lambda _: self._copy(controls.typed(self.setting)))
        buttons = widgets.HBox([self.reset, self.as_code, self.as_set])
        below = [self.copied, self.message]
        self.box = widgets.VBox([self.answer, *(row.box for row in self.rows), buttons, *below])
        self._show()

    def move_to(self, setting: Setting) -> None:
        """Set all controls at once.

        Raises:
            CaseError: a control has no such place; all of them stay where they are.
        """
        setting = self.controls.checked(setting)
        self._is_setting = True
        for row, place in zip(self.rows, setting, strict=True):
            row.set(place)
        self._is_setting, self.setting = False, setting
        self._show()

    def _moved(self) -> None:
        """A control was moved by hand."""
        setting = tuple(row.place for row in self.rows)
        if setting != self.setting and not self._is_setting:
            self.setting = setting
            self._show()

    def _show(self) -> None:
        """The answer at the setting; where its values do not go together, why, in one line."""
        self._wait.cancel()
        self.copied.value = ""
        with _collecting_later():
            self._show_setting()

    def _show_setting(self) -> None:
        if (known := self.known.get(self.setting)) is not None:
            self._draw(known)
            return
        try:
            case = self.controls.case(self.setting)
            if self._seconds > AT_ONCE and self._wait.begin(lambda: self._complete(case)):
                self._draw(glance(case, self.controls.check, scale(self.controls)))
            else:
                self._complete(case)
        except WeighbridgeError as error:
            self._wait.cancel()
            self.answer.value = ""  # what was shown is of another setting
            self.message.value = f'<span role="alert">{escaped(_in_a_line(error))}</span>'

    def _complete(self, case: Case) -> None:
        """All of it, and how long that took: where it takes long, what is had at once is shown first."""
        begin = time.perf_counter()
        found = whole(case, self.controls.check, scale(self.controls))
        self._seconds = time.perf_counter() - begin
        if len(self.known) >= MOST_KEPT:
            self.known.clear()
        self.known[self.setting] = found
        self._draw(found)

    def _draw(self, found: Glance) -> None:
        image = strip_image(found.strip, found.strip_words) if found.strip else ""
        moved = self.setting != self.controls.start
        shown = {"view": found, "whole": isinstance(found, View), "image": image, "pill": pill}
        shown |= {"moved": moved, "state": CHANGED if moved else UNCHANGED}
        self.answer.value = rendered(TEMPLATES / "live.html", **shown)
        self.message.value = ""

    def _copy(self, text: str) -> None:
        """Show what is to be copied, in a field that has the cursor: a page may not reach the clipboard by itself."""
        self.copied.value = text
        self.copied.focus()
        self.message.value = escaped(COPY)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """A block in which memory is not searched for what is unused: that is done once what was asked for is shown."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Wait:
    """Something that is done once nothing else is asked of the kernel, unless it is given up before."""

    def __init__(self) -> None:
        self._handle: asyncio.TimerHandle | None = None

    def begin(self, do: Callable[[], None]) -> bool:
        """Do something a little later; False where no loop runs that could do it."""
        try:
            self._handle = asyncio.get_running_loop().call_later(PAUSE, do)
        except RuntimeError:
            return False
        return True

    def cancel(self) -> None:
        """Give it up."""
        if self._handle is not None:
            self._handle.cancel()
        self._handle = None


class _Row:
    """A control as widgets: a list of its places with its name, and for a number a slider and its range below."""

    def __init__(self, control: Control, moved: Any) -> None:
        import ipywidgets as widgets

        places = [(visible(position.shown, lines=False), at) for at, position in enumerate(control.positions)]
        self._tell = moved
        self._pick = widgets.Dropdown(
            options=places,
            index=control.start,
            description=visible(control.title, lines=False),
            style={"description_width": "22em"},
            layout=widgets.Layout(width="100%", max_width=WIDE),
        )
        self._slide: ipywidgets.SelectionSlider | None = None
        shown: list[ipywidgets.DOMWidget] = [self._pick]
        if not control.is_choice:
            layout = widgets.Layout(width="100%", max_width=WIDE)
            self._slide = widgets.SelectionSlider(options=places, index=control.start, readout=False, layout=layout)
            shown += [self._slide, widgets.HTML(_range(control), layout=layout)]
        for one in shown[:2]:
            one.observe(self._moved, names="index")
        self.box = widgets.VBox(shown)

    @property
    def place(self) -> int:
        """Where it stands."""
        return self._pick.index

    def set(self, place: int) -> None:
        """Put it elsewhere; its widgets follow each other."""
        for one in filter(None, (self._pick, self._slide)):
            one.index = place

    def _moved(self, change: dict[str, Any]) -> None:
        self.set(change["new"])
        self._tell()


def _range(control: Control) -> str:
    """The range of a number along its slider, in a band and in words."""
    last = len(control.positions) - 1
    place = lambda at: round(100 * at / last, 2)  # noqa: E731
    band = (place(control.fair[0]), round(place(control.fair[1]) - place(control.fair[0]), 2)) if control.fair else None
    own = f"{capital(control.whose)}: {control.positions[control.start].shown}"
    words = f"{own}; {control.room}." if control.room else f"{own}."
    return rendered(TEMPLATES / "range.html", band=band, own=place(control.start), words=words)


def _reference(model: str) -> dict[str, Any]:
    """A widget as the output of a cell names it: by its model, in this version of the format."""
    return {"version_major": 2, "version_minor": 0, "model_id": model}


def _in_a_line(error: WeighbridgeError) -> str:
    return "; ".join(map(str, error.problems)) if isinstance(error, CaseError) else visible(str(error), lines=False)


def _runs_in_notebook() -> bool:
    """Whether a kernel of a notebook runs this, so that what is moved reaches it."""
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    return getattr(get_ipython(), "kernel", None) is not None
