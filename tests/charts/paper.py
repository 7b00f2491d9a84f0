"""What an editor would see at once on a printed chart: texts that are cut off, lie on each other, or are too small."""

import itertools

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg

from weighbridge.charts import style


def drawn(chart, width):
    """A chart at a width after it was drawn, so that texts have their places."""
    figure = chart.figure(width)
    with style.applied(chart.name):
        FigureCanvasAgg(figure).draw()
    return figure


def texts(figure):
    """Every text that shows: not those of axes that are off, nor labels of ticks beyond the ends of an axis."""
    hidden = set()
    for axes in figure.axes:
        free = {id(one) for one in axes.texts}
        labels = axes.findobj(matplotlib.text.Text)
        hidden |= {id(one) for one in labels if not axes.axison and id(one) not in free}
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            ticks = [tick for tick in (*axis.majorTicks, *axis.minorTicks) if not low <= tick.get_loc() <= high]
            hidden |= {id(label) for tick in ticks for label in (tick.label1, tick.label2)}
    found = {id(one): one for one in figure.findobj(matplotlib.text.Text)}
    return [one for key, one in found.items() if key not in hidden and one.get_visible() and one.get_text().strip()]


def faults(chart, width):
    """What is wrong with the texts of a chart at a width."""
    figure = drawn(chart, width)
    boxes = [(one, one.get_window_extent().padded(-1)) for one in texts(figure)]
    page, found = figure.bbox, []
    for one, box in boxes:
        if not (page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1):
            found.append(f"cut off: {one.get_text()}")
        if one.get_fontsize() < style.SMALL:
            found.append(f"too small: {one.get_text()}")
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        if a.overlaps(b):
            found.append(f"on each other: {one.get_text()} / {other.get_text()}")
    return found
