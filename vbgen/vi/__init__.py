"""The Vietnamese language: dates, numbers, letters, Unicode, names. Pure; opens no file."""
