"""From Markdown text to a lesson, with the line of whatever is wrong."""
