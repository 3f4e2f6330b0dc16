"""Measurements of trained models that need what trains them; others are in ``eval.benchmarks``."""
