"""The plan and all it speaks of: frozen, typed values. Pure; opens no file, reads no clock."""
