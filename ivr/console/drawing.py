"""The library that draws, with our look."""

from __future__ import annotations

import sys

import pygal
from pygal.style import Style

# Importing pygal adds a finder for its plugins, of a kind Python warns about whenever a module is missing.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]

DEEP, LIGHT, PALE, INK = "#1b5361", "#e9a23b", "#a9bfc4", "#16262b"
_FONT = "'Atkinson Hyperlegible Next', system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif"

PARTS = Style(
    background="#ffffff",
    plot_background="#ffffff",
    foreground=INK,
    foreground_strong=INK,
    foreground_subtle="#d8d2c6",
    guide_stroke_color="#e4dfd5",
    major_guide_stroke_color="#cfc8ba",
    opacity="1",
    opacity_hover="1",
    transition="0s",
    colors=(DEEP, LIGHT),
    value_colors=(INK, INK),
    font_family=_FONT,
    label_font_size=15,
    major_label_font_size=15,
    legend_font_size=15,
    title_font_size=18,
    value_font_size=14,
    no_data_font_size=18,
)
"""Two parts of a whole."""
COMPARED = Style(**{**PARTS.to_dict(), "colors": (DEEP, PALE)})
"""Now, and before."""

__all__ = ["COMPARED", "PARTS", "pygal"]
