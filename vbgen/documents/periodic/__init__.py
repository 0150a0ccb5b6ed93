"""From what units return to the reports that go up: progress, collection, figures, tables."""
