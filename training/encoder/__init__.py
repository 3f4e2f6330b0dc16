"""The encoder that training starts from: source weights in, a pruned checkpoint folder out.

``q4_file`` and ``sources`` read what exists, ``vocabulary`` chooses the pieces to keep, ``unigram``
writes the tokenizer, ``checkpoint`` the folder, ``check`` measures what came out.
"""
