"""Which documents a plan calls for, when each is due, and the context each template is given."""
