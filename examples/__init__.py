"""Shipped examples of vbgen, read with importlib.resources."""
