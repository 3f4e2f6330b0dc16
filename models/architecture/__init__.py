"""The network itself, in PyTorch: the only torch in this room, imported by training alone."""
