"""The decoders of https://encoding.spec.whatwg.org/ written from its text, byte by byte, with its
queue and its "restore": slow and plain, to compare the engine with. Shares nothing with src/."""

END = None
ERROR = "\ufffd"


def read_index(data, name):
    index = {}
    for line in (data / f"index-{name}.txt").read_text(encoding="utf-8").split("\n"):
        if line.strip() and not line.startswith("#"):
            pointer, code_point = line.split("\t")[:2]
            index[int(pointer)] = int(code_point, 16)
    return index


class Decoder:
    """handler(queue, byte) returns a string, "" (continue) or "finished"."""

    def __init__(self, data):
        self.data = data

    def decode(self, data):
        self.reset()
        queue = list(reversed(data))
        out = []
        while True:
            byte = queue.pop() if queue else END
            result = self.handler(queue, byte)
            if result == "finished":
                return "".join(out)
            out.append(result)

    def reset(self):
        pass

    @staticmethod
    def restore(queue, *items):
        for item in reversed(items):
            if item is not END:
                queue.append(item)


class SingleByte(Decoder):
    def __init__(self, data, index):
        super().__init__(data)
        self.index = read_index(data, index)

    def handler(self, queue, byte):
        if byte is END:
            return "finished"
        if byte < 0x80:
            return chr(byte)
        return chr(self.index[byte - 0x80]) if byte - 0x80 in self.index else ERROR


class Gb18030(Decoder):
    def __init__(self, data):
        super().__init__(data)
        self.index = read_index(data, "gb18030")
        self.ranges = sorted(read_index(data, "gb18030-ranges").items())

    def reset(self):
        self.first = self.second = self.third = 0

    def ranges_code_point(self, pointer):
        if 39419 < pointer < 189000 or pointer > 1237575:
            return None
        if pointer == 7457:
            return 0xE7C7
        offset, code_point = [r for r in self.ranges if r[0] <= pointer][-1]
        return code_point + pointer - offset

    def handler(self, queue, byte):
        if byte is END:
            if not (self.first or self.second or self.third):
                return "finished"
            self.reset()
            return ERROR
        if self.third:
            if not 0x30 <= byte <= 0x39:
                self.restore(queue, self.second, self.third, byte)
                self.reset()
                return ERROR
            code_point = self.ranges_code_point((self.first - 0x81) * 12600 + (self.second - 0x30) * 1260 +
                                                (self.third - 0x81) * 10 + byte - 0x30)
            self.reset()
            return ERROR if code_point is None else chr(code_point)
        if self.second:
            if 0x81 <= byte <= 0xFE:
                self.third = byte
                return ""
            self.restore(queue, self.second, byte)
            self.reset()
            return ERROR
        if self.first:
            if 0x30 <= byte <= 0x39:
                self.second = byte
                return ""
            lead, self.first = self.first, 0
            offset = 0x40 if byte < 0x7F else 0x41
            if 0x40 <= byte <= 0x7E or 0x80 <= byte <= 0xFE:
                pointer = (lead - 0x81) * 190 + byte - offset
                if pointer in self.index:
                    return chr(self.index[pointer])
            if byte < 0x80:
                self.restore(queue, byte)
            return ERROR
        if byte < 0x80:
            return chr(byte)
        if byte == 0x80:
            return "\u20ac"
        if byte <= 0xFE:
            self.first = byte
            return ""
        return ERROR


class TwoByte(Decoder):
    """What Big5, EUC-JP, Shift_JIS and EUC-KR share."""

    def reset(self):
        self.lead = 0

    def handler(self, queue, byte):
        if byte is END:
            if not self.lead:
                return "finished"
            self.lead = 0
            return ERROR
        if self.lead:
            lead, self.lead = self.lead, 0
            text = self.pair(lead, byte)
            if text is not None:
                return text
            if byte < 0x80:
                self.restore(queue, byte)
            return ERROR
        return chr(byte) if byte < 0x80 else self.first(byte)


class Big5(TwoByte):
    def __init__(self, data):
        super().__init__(data)
        self.index = read_index(data, "big5")

    def pair(self, lead, byte):
        if not (0x40 <= byte <= 0x7E or 0xA1 <= byte <= 0xFE):
            return None
        pointer = (lead - 0x81) * 157 + byte - (0x40 if byte < 0x7F else 0x62)
        double = {1133: "\u00ca\u0304", 1135: "\u00ca\u030c", 1164: "\u00ea\u0304", 1166: "\u00ea\u030c"}
        if pointer in double:
            return double[pointer]
        return chr(self.index[pointer]) if pointer in self.index else None

    def first(self, byte):
        if 0x81 <= byte <= 0xFE:
            self.lead = byte
            return ""
        return ERROR


class EucKr(TwoByte):
    def __init__(self, data):
        super().__init__(data)
        self.index = read_index(data, "euc-kr")

    def pair(self, lead, byte):
        pointer = (lead - 0x81) * 190 + byte - 0x41 if 0x41 <= byte <= 0xFE else None
        return chr(self.index[pointer]) if pointer in self.index else None

    first = Big5.first


class ShiftJis(TwoByte):
    def __init__(self, data):
        super().__init__(data)
        self.index = read_index(data, "jis0208")

    def pair(self, lead, byte):
        if not (0x40 <= byte <= 0x7E or 0x80 <= byte <= 0xFC):
            return None
        pointer = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 188 + byte - (0x40 if byte < 0x7F else 0x41)
        if 8836 <= pointer <= 10715:
            return chr(0xE000 - 8836 + pointer)
        return chr(self.index[pointer]) if pointer in self.index else None

    def first(self, byte):
        if byte == 0x80:
            return "\x80"
        if 0xA1 <= byte <= 0xDF:
            return chr(0xFF61 - 0xA1 + byte)
        if 0x81 <= byte <= 0x9F or 0xE0 <= byte <= 0xFC:
            self.lead = byte
            return ""
        return ERROR


class EucJp(TwoByte):
    def __init__(self, data):
        super().__init__(data)
        self.jis0208 = read_index(data, "jis0208")
        self.jis0212 = read_index(data, "jis0212")

    def reset(self):
        self.lead = 0
        self.use_jis0212 = False

    def pair(self, lead, byte):
        if lead == 0x8E and 0xA1 <= byte <= 0xDF:
            return chr(0xFF61 - 0xA1 + byte)
        if lead == 0x8F and 0xA1 <= byte <= 0xFE:
            self.use_jis0212 = True
            self.lead = byte
            return ""
        index = self.jis0212 if self.use_jis0212 else self.jis0208
        self.use_jis0212 = False
        if 0xA1 <= lead <= 0xFE and 0xA1 <= byte <= 0xFE:
            pointer = (lead - 0xA1) * 94 + byte - 0xA1
            return chr(index[pointer]) if pointer in index else None
        return None

    def first(self, byte):
        if byte in (0x8E, 0x8F) or 0xA1 <= byte <= 0xFE:
            self.lead = byte
            return ""
        return ERROR


class Iso2022Jp(Decoder):
    def __init__(self, data):
        super().__init__(data)
        self.index = read_index(data, "jis0208")

    def reset(self):
        self.state = self.output_state = "ascii"
        self.lead = 0
        self.output = False

    def handler(self, queue, byte):
        return getattr(self, self.state)(queue, byte)

    def one_byte(self, byte, mapped):
        if byte == 0x1B:
            self.state = "escape_start"
            return ""
        if byte is END:
            return "finished"
        self.output = False
        return ERROR if mapped is None else mapped

    def ascii(self, queue, byte):
        good = byte is not END and byte <= 0x7F and byte not in (0x0E, 0x0F, 0x1B)
        return self.one_byte(byte, chr(byte) if good else None)

    def roman(self, queue, byte):
        if byte in (0x5C, 0x7E):
            return self.one_byte(byte, "\u00a5" if byte == 0x5C else "\u203e")
        return self.ascii(queue, byte)

    def katakana(self, queue, byte):
        good = byte is not END and 0x21 <= byte <= 0x5F
        return self.one_byte(byte, chr(0xFF61 - 0x21 + byte) if good else None)

    def lead_byte(self, queue, byte):
        if byte is not END and 0x21 <= byte <= 0x7E:
            self.output = False
            self.lead = byte
            self.state = "trail_byte"
            return ""
        return self.one_byte(byte, None)

    def trail_byte(self, queue, byte):
        if byte == 0x1B:
            self.state = "escape_start"
            return ERROR
        self.state = "lead_byte"
        if byte is not END and 0x21 <= byte <= 0x7E:
            pointer = (self.lead - 0x21) * 94 + byte - 0x21
            return chr(self.index[pointer]) if pointer in self.index else ERROR
        return ERROR

    def escape_start(self, queue, byte):
        if byte in (0x24, 0x28):
            self.lead = byte
            self.state = "escape"
            return ""
        self.restore(queue, byte)
        self.output = False
        self.state = self.output_state
        return ERROR

    def escape(self, queue, byte):
        lead, self.lead = self.lead, 0
        state = {(0x28, 0x42): "ascii", (0x28, 0x4A): "roman", (0x28, 0x49): "katakana",
                 (0x24, 0x40): "lead_byte", (0x24, 0x42): "lead_byte"}.get((lead, byte))
        if state:
            self.state = self.output_state = state
            output, self.output = self.output, True
            return ERROR if output else ""
        self.restore(queue, lead, byte)
        self.output = False
        self.state = self.output_state
        return ERROR


class Utf16(Decoder):
    def __init__(self, data, big_endian):
        super().__init__(data)
        self.big_endian = big_endian

    def reset(self):
        self.lead = self.surrogate = None

    def handler(self, queue, byte):
        if byte is END:
            if self.lead is None and self.surrogate is None:
                return "finished"
            self.reset()
            return ERROR
        if self.lead is None:
            self.lead = byte
            return ""
        unit = self.lead << 8 | byte if self.big_endian else byte << 8 | self.lead
        lead, self.lead = self.lead, None
        if self.surrogate is not None:
            surrogate, self.surrogate = self.surrogate, None
            if 0xDC00 <= unit <= 0xDFFF:
                return chr(0x10000 + ((surrogate - 0xD800) << 10) + unit - 0xDC00)
            self.restore(queue, lead, byte)
            return ERROR
        if 0xD800 <= unit <= 0xDBFF:
            self.surrogate = unit
            return ""
        return ERROR if 0xDC00 <= unit <= 0xDFFF else chr(unit)


class XUserDefined(Decoder):
    def handler(self, queue, byte):
        if byte is END:
            return "finished"
        return chr(byte if byte < 0x80 else 0xF780 + byte - 0x80)


class Replacement(Decoder):
    def reset(self):
        self.reported = False

    def handler(self, queue, byte):
        if byte is END or self.reported:
            return "finished"
        self.reported = True
        return ERROR


def make(name, data):
    """The decoder of a name of the standard; UTF-8 is Python's own."""
    special = {"GBK": Gb18030, "gb18030": Gb18030, "Big5": Big5, "EUC-KR": EucKr, "EUC-JP": EucJp,
               "Shift_JIS": ShiftJis, "ISO-2022-JP": Iso2022Jp, "x-user-defined": XUserDefined,
               "replacement": Replacement}
    if name in special:
        return special[name](data)
    if name.startswith("UTF-16"):
        return Utf16(data, name.endswith("BE"))
    return SingleByte(data, name.lower().removesuffix("-i"))
