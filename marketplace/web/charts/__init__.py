"""「図」 Charts as geometry: numbers in, points and texts out; templates/parts/charts.html draws.

Every chart stands beside a table of the same numbers, and no text of it leaves its frame.
"""

from marketplace.web.charts.lines import FRAMES, NARROW, WIDE, Chart, Curve, Frame, draw
from marketplace.web.charts.texts import Text, fitted, width

__all__ = ["FRAMES", "NARROW", "WIDE", "Chart", "Curve", "Frame", "Text", "draw", "fitted", "width"]
