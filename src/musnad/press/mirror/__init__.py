"""The public site as one archive with a signed manifest, for whoever mirrors it, and the check of such a mirror.

`keys`, `manifest`, `tarball`, `checking` and `applying` know neither Django nor a home: whoever runs a mirror has
neither. `packing` and `frozen` make the archive beside the press.
"""
