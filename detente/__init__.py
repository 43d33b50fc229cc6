"""Reads news reports and codes who did what to whom."""
