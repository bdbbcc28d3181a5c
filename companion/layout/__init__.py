"""Text and Markdown laid out in lines of a width."""
