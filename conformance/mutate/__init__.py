"""「基準の変異」 Proof that the examples are strong: the text is changed, and they must notice.

``operators.py`` makes the changed texts, ``examples.py`` reads what is expected, ``running.py``
compiles each text and compares, ``reporting.py`` counts and says it.
"""
