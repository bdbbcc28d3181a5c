"""What screens tell the app: facts, named as such; the app decides what follows.

Nobody compares or prints them: making what does so for all of them would take longer than all
else of these modules, before the first screen.
"""
