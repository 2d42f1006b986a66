"""From the document that an office has to a draft of a scheme.

A reader gives the document as paragraphs and grids (`grid`); `outline` is what the tables of the document say: their
sections, items, points and words, each with its place. The draft is written from the outline, and its clauses are read
by `creditdsl.reader`.
"""
