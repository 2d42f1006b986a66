"""Explanations of scores as documents for paper."""
