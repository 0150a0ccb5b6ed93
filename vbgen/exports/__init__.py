"""Workbooks and calendars written."""
