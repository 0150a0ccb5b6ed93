"""Shipped templates of vbgen, read with importlib.resources."""
