"""Problems turned into text for people and JSON for scripts."""
