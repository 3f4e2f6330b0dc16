"""Files that are damaged or made to harm, built by code, and the run that none may survive badly.

``collection`` lists the cases, the modules beside it build their bytes, ``worker`` reads them in a
process of its own, ``test_hostile`` judges what came back.
"""
