"""Files the user writes (YAML, workbooks, CSV) read into raw values that know their place."""
