"""「置き場」 Where the templates and the fonts of the papers lie."""

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent / "fonts"
