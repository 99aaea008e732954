"""Importers, feeds and exports, a folder each format."""
