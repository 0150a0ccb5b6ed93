"""Shipped data of vbgen, read with importlib.resources."""
