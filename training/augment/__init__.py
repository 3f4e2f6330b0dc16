"""One example and a generator in, examples out, every span still on its own words.

``table`` names the augmenters and applies those of a recipe. All work on frozen text, before it is
normalised, so that what extraction undoes is undone here by the same code.
"""
