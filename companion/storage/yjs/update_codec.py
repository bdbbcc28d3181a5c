"""The bytes of Yjs' first update encoding: numbers, texts, and how far each client has counted."""

Id = tuple[int, int]
"""A client and its clock."""


class Reader:
    """A place in bytes that goes forward. Raises IndexError at the end."""

    __slots__ = ("at", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def byte(self) -> int:
        """The next byte."""
        self.at += 1
        return self.data[self.at - 1]

    def number(self) -> int:
        """The next number: seven bits a byte, the smallest first. Raises OverflowError."""
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7
            if shift > 63:
                raise OverflowError

    def count(self) -> int:
        """The next number, as a count of things that take a byte each at least."""
        count = self.number()
        if count > len(self.data) - self.at:
            raise IndexError
        return count

    def skip(self, length: int) -> None:
        """Pass over so many bytes."""
        self.at += length
        if self.at > len(self.data):
            raise IndexError

    def text(self) -> str:
        """The next text. Raises UnicodeDecodeError."""
        length = self.count()
        self.at += length
        return self.data[self.at - length : self.at].decode()


def encode_clocks(clocks: dict[int, int]) -> bytes:
    """A state vector that says so."""
    numbers = (len(clocks), *(number for pair in clocks.items() for number in pair))
    return b"".join(map(encode_number, numbers))


def past_first_header(state: bytes) -> tuple[int, bytes]:
    """How many blocks the first client of a state has there, and all of the state from them on."""
    reader = Reader(state)
    reader.number()  # how many clients there are
    count = reader.number()
    reader.number()  # which client it is
    reader.number()  # how far it had counted before
    return count, state[reader.at :]


def read_clocks(vector: bytes) -> dict[int, int]:
    """What an encoded state vector says: how far each client has counted."""
    reader = Reader(vector)
    return {reader.number(): reader.number() for _ in range(reader.number())}


def encode_number(value: int) -> bytes:
    """A number as `Reader.number` reads it."""
    found = bytearray()
    while value >= 0x80:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*found, value))
