"""Devices that save, and a sync tool that does whatever it likes, replayable by seed.

One seed is one history: `world.py` has the devices and what happens to them, `program.py` the
program on a device and the promises that are held against it, `disk.py` its replica of the shared
folder, `verdict.py` counts what many histories broke, `plants.py` breaks the program on purpose.
`python -m support.adversary 0-99999 --jobs 2` (`make adversary SEEDS=0-99999`) plays any number of
them.
"""
