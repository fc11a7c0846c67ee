"""「見比べる表」 Plans side by side as rows of words, for the page, the paper and the CSV alike.

``cells`` says what a row is and what differs; ``costs``, ``services`` and ``results`` make rows;
``table`` puts them together; ``term`` adds the payments up; ``sheet`` writes the CSV; ``drawn``
keeps what no size changes.
"""
