"""Plots as inline SVG: shares as dots with intervals, confidences, speed against accuracy.

In: figures and their words. Out: SVG that takes its colours from the page's style. Every plot has
a title and a description, and its numbers stand in a table beside it.
"""
