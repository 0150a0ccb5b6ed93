"""The decree's form as values, loaded once from ``data/forms/nd30.yml``."""
