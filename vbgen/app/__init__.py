"""The use cases behind the commands. Returns values; never prints, never exits."""
