"""The ledger: who said what of which claim, through whom and when, and where each claim stands.

Other rooms read its models and write through `ledger.recording` alone. docs/ledger.md explains the model.
"""
