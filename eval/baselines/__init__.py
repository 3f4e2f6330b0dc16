"""Rivals of the cell task: general extractors, each followed by one mapper of labels.

``registry`` names them, ``process`` runs one in a process of its own. Nothing here is imported by
a rival's name alone: a module of a rival is loaded when that rival is asked for.
"""
