"""What follows from what screens tell the app, and from commands that work everywhere: a class a
subject.

`CompanionApp` inherits them all. Textual calls the handler of a message in every class of the app
that has one by that name, so each stands in one class alone.
"""
