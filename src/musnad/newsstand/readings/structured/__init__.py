"""What pages tell machines: schema.org's types as JSON-LD, made of the plain values that the templates are given.

`shapes` has what several kinds of page share, `articles` stories, `claims` the ledger's pages, `fronts` the lists.
"""
