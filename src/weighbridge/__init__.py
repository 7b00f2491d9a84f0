"""Weighbridge weighs published numbers."""
