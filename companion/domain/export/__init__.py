"""Minutes and lists as text, calendar, table and page."""
