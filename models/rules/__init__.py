"""What the rule tagger knows: tables of words and the rules that read text with them.

In: a passage's text and the words a matcher found in it. Out: scored spans. Imports nothing but
``labels`` and ``tagger``; spaCy stays in ``rule_tagger``.
"""
