"""How good Musnad's readers are, measured on annotated texts: `make eval`."""
