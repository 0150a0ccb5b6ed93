"""Document types whose context is more than a selection of the plan, one module each.

A declaration names its module with ``ngu_canh``; the module's ``enrich(maker, values)`` adds to the
context what the type alone needs.
"""
