"""What people say the right answer is: the labels' schema, guidelines and gold.

Imports extraction; models only for pre-labels. Never eval or training.
"""
