"""「基準の検査」 Rules about the criteria text: every finding of a folder, with file and line.

``read_clauses`` refuses an edition at its first fault; this lists them all, and adds what an
edition could be read with but should not be published with. ``lines.py`` looks at the letters,
``tree.py`` at what the Gherkin parser made of them (or silently did not), ``clauses.py`` at the
clauses and their numbers, ``phrases.py`` at the phrases themselves; ``folder.py`` asks them all.
"""
