"""Files written whole or not at all, as the use cases call for it."""

from vbgen.batch.files import blocked, make_folder, staging, write_whole

__all__ = ["blocked", "make_folder", "staging", "write_whole"]
