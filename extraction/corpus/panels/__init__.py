"""The panels of the page, a file each: findings in, HTML out, every finding with its quotes."""
