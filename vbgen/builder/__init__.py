"""The shipped templates made from the type declarations and the decree's values."""
