"""Speed and memory as scripts: every arm in one run, alternated, with machine and date."""
