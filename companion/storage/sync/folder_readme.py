"""The file that explains the shared folder to whoever opens it; the same from every device."""

from pathlib import Path

from companion.storage.disk.atomic_files import replace_file

README = "README.txt"

GUIDE = """\
companion

This folder holds the shared notes of two people who coach each other with the program
"companion". Each computer writes only its own files here; all of them together are the notes.
Please do not rename, move or mend files by hand: nothing gets lost that way, but nothing gets
better either. The files are plain JSON (TinyDB), so any editor can show them. Your own lessons
go into the folder "lessons".

In deze map staan de gedeelde notities van twee mensen die elkaar coachen met het programma
"companion". Elke computer schrijft hier alleen zijn eigen bestanden; samen zijn ze de notities.
Hernoem, verplaats of herstel geen bestanden met de hand: er gaat niets mee verloren, maar het
wordt er ook niet beter van. De bestanden zijn gewone JSON (TinyDB), dus elke editor kan ze
tonen. Jullie eigen lessen zet je in de map "lessons".
"""


def publish_readme(folder: Path) -> None:
    """Put the explanation into a shared folder; a file that stands there is left alone."""
    path = folder / README
    if not path.exists():
        replace_file(path, GUIDE.encode())
