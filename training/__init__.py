"""Gold in, artefact out: trains the text model and exports it. The only other user of torch.

May import every other room; no room imports this one.
"""
