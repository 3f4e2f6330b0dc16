"""Gold in, artefact out: the only room besides ``models.architecture`` that may import torch.

Imports every other room; no room imports it.
"""
