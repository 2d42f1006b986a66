"""Sentences that the program itself prints: each reads back as the rule that prints it, word for word.

Adding a form touches its file here and OWN in own_sentence.py.
"""
