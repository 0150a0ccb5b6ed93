"""Measurements of vbgen against its peers; ``python -m benchmarks`` prints ratios."""
