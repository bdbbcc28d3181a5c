"""Reading and studying lessons: margins, answers, how far one is."""
