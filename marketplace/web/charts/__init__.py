"""「図」 Charts as geometry: numbers in, points and texts out; templates/parts/charts.html draws.

Every chart stands beside a table of the same numbers, and no text of it leaves its frame.
"""

from marketplace.web.charts.bars import Bar, bar, bars
from marketplace.web.charts.gauge import Gauge, gauge
from marketplace.web.charts.lines import FRAMES, NARROW, WIDE, Chart, Curve, Frame, draw
from marketplace.web.charts.matrix import Matrix, matrix
from marketplace.web.charts.stairs import STAIRS_FRAMES, Stair, Stairs, stairs
from marketplace.web.charts.texts import Text, fitted, width
from marketplace.web.charts.timeline import WIDTHS, Moment, Timeline, timeline

__all__ = [
    "FRAMES",
    "NARROW",
    "STAIRS_FRAMES",
    "WIDE",
    "WIDTHS",
    "Bar",
    "Chart",
    "Curve",
    "Frame",
    "Gauge",
    "Matrix",
    "Moment",
    "Stair",
    "Stairs",
    "Text",
    "Timeline",
    "bar",
    "bars",
    "draw",
    "fitted",
    "gauge",
    "matrix",
    "stairs",
    "timeline",
    "width",
]
