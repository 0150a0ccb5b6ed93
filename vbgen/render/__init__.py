"""Templates filled in. The only package that knows docxtpl."""
