//! Bytes to text: which encoding a file has, and a decoder for bytes that come in pieces of any size.

use serde::{Deserialize, Serialize};

use super::problem::Stop;

/// How the characters of a file are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    /// Western European, as Excel on Windows writes it.
    Windows1252,
    /// Western European with the euro sign ("Latin 9").
    Iso8859_15,
    /// Western European, as old programs on a Mac write it.
    MacRoman,
}

impl Encoding {
    /// All of them, for a picker.
    pub const ALL: [Self; 6] = [
        Self::Utf8,
        Self::Utf16LittleEndian,
        Self::Utf16BigEndian,
        Self::Windows1252,
        Self::Iso8859_15,
        Self::MacRoman,
    ];
}

/// What a guess of the encoding rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// A byte order mark at the start.
    Mark,
    /// The bytes fit this encoding and practically no other.
    Pattern,
    /// Only letters that all encodings (but UTF-16) write alike.
    Plain,
    /// The letters are likely ones: let the user look.
    Guess,
    /// The user said so.
    Chosen,
}

/// What kind of file it is, when it is not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BinaryFormat {
    /// A ZIP archive: also an Excel workbook (`.xlsx`).
    Zip,
    /// An Excel workbook of before 2007 (`.xls`).
    OldOffice,
    Gzip,
    Pdf,
    Image,
    Database,
    Unknown,
}

/// Which encoding the first bytes of a file (a mebibyte is plenty) speak for.
pub fn detect_encoding(head: &[u8]) -> Result<(Encoding, Evidence), Stop> {
    if let Some(&(_, encoding)) = MARKS.iter().find(|(mark, _)| head.starts_with(mark)) {
        return Ok((encoding, Evidence::Mark));
    }
    if let Some(&(_, looks_like)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(Stop::Binary { looks_like });
    }
    if let Some(encoding) = utf16_by_zeros(head) {
        return Ok((encoding, Evidence::Pattern));
    }
    if is_binary(head) {
        return Err(Stop::Binary { looks_like: BinaryFormat::Unknown });
    }
    let utf8 = Utf8Count::of(head);
    Ok(if head.is_ascii() {
        (Encoding::Utf8, Evidence::Plain)
    } else if utf8.n_wrong == 0 {
        (Encoding::Utf8, Evidence::Pattern)
    } else if utf8.n_right > utf8.n_wrong {
        (Encoding::Utf8, Evidence::Guess)
    } else {
        (single_byte_encoding(head), Evidence::Guess)
    })
}

/// Turns bytes, in pieces of any size, into text. The same bytes give the same text however they are split.
#[derive(Debug, Clone)]
pub struct Decoder {
    encoding: Encoding,
    /// The bytes of a character whose end has not come yet.
    pending: Vec<u8>,
    is_at_start: bool,
    n_repaired: u64,
}

impl Decoder {
    /// A decoder at the start of a file. A byte order mark there is left away.
    pub fn new(encoding: Encoding) -> Self {
        Self { encoding, pending: Vec::new(), is_at_start: true, n_repaired: 0 }
    }

    /// How many bytes (of UTF-16: units) did not fit the encoding. In UTF-8 they are read as Windows-1252, which is what
    /// files glued together have; in UTF-16 as `U+FFFD`.
    pub fn n_repaired(&self) -> u64 {
        self.n_repaired
    }

    /// Appends what the bytes say to `text`.
    pub fn push(&mut self, bytes: &[u8], text: &mut String) {
        let from = text.len();
        match self.encoding {
            Encoding::Utf8 => self.push_utf8(bytes, text),
            Encoding::Utf16LittleEndian => self.push_utf16(bytes, u16::from_le_bytes, text),
            Encoding::Utf16BigEndian => self.push_utf16(bytes, u16::from_be_bytes, text),
            Encoding::Windows1252 => text.extend(bytes.iter().map(|&byte| windows_1252(byte))),
            Encoding::Iso8859_15 => text.extend(bytes.iter().map(|&byte| iso_8859_15(byte))),
            Encoding::MacRoman => text.extend(bytes.iter().map(|&byte| mac_roman(byte))),
        }
        self.skip_mark(from, text);
    }

    /// The file has ended: appends what is left of a character cut short.
    pub fn finish(&mut self, text: &mut String) {
        let from = text.len();
        let pending = std::mem::take(&mut self.pending);
        self.n_repaired += pending.len() as u64;
        match self.encoding {
            Encoding::Utf8 => text.extend(pending.into_iter().map(windows_1252)),
            Encoding::Utf16LittleEndian | Encoding::Utf16BigEndian if !pending.is_empty() => text.push('\u{fffd}'),
            Encoding::Utf16LittleEndian
            | Encoding::Utf16BigEndian
            | Encoding::Windows1252
            | Encoding::Iso8859_15
            | Encoding::MacRoman => {}
        }
        self.skip_mark(from, text);
    }

    fn skip_mark(&mut self, from: usize, text: &mut String) {
        if self.is_at_start && text.len() > from {
            self.is_at_start = false;
            if text.get(from..).is_some_and(|it| it.starts_with('\u{feff}')) {
                text.replace_range(from..from + '\u{feff}'.len_utf8(), "");
            }
        }
    }

    fn push_utf8(&mut self, mut bytes: &[u8], text: &mut String) {
        while !self.pending.is_empty() {
            let Some((&byte, rest)) = bytes.split_first() else { return };
            self.pending.push(byte);
            bytes = rest;
            let joined = std::mem::take(&mut self.pending);
            self.push_utf8_run(&joined, text);
        }
        self.push_utf8_run(bytes, text);
    }

    /// Appends all but the start of a character at the end, which is kept.
    fn push_utf8_run(&mut self, mut bytes: &[u8], text: &mut String) {
        loop {
            let why = match std::str::from_utf8(bytes) {
                Ok(right) => return text.push_str(right),
                Err(why) => why,
            };
            let (right, rest) = bytes.split_at_checked(why.valid_up_to()).unwrap_or((bytes, &[]));
            text.push_str(std::str::from_utf8(right).unwrap_or_default());
            let Some(n_wrong) = why.error_len() else {
                self.pending.extend_from_slice(rest);
                return;
            };
            let (wrong, rest) = rest.split_at_checked(n_wrong).unwrap_or((rest, &[]));
            self.n_repaired += wrong.len() as u64;
            text.extend(wrong.iter().map(|&byte| windows_1252(byte)));
            bytes = rest;
        }
    }

    fn push_utf16(&mut self, bytes: &[u8], unit: fn([u8; 2]) -> u16, text: &mut String) {
        let joined;
        let bytes = if self.pending.is_empty() {
            bytes
        } else {
            joined = [&self.pending, bytes].concat();
            self.pending.clear();
            &joined
        };
        let (mut pairs, odd) = bytes.as_chunks::<2>();
        let ends_within_a_pair = pairs.last().is_some_and(|&pair| (0xd800..0xdc00).contains(&unit(pair)));
        if let (true, Some((&first_half, before))) = (ends_within_a_pair, pairs.split_last()) {
            self.pending.extend_from_slice(&first_half);
            pairs = before;
        }
        self.pending.extend_from_slice(odd);
        for character in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
            self.n_repaired += u64::from(character.is_err());
            text.push(character.unwrap_or('\u{fffd}'));
        }
    }
}

const MARKS: [(&[u8], Encoding); 3] = [
    (b"\xef\xbb\xbf", Encoding::Utf8),
    (b"\xff\xfe", Encoding::Utf16LittleEndian),
    (b"\xfe\xff", Encoding::Utf16BigEndian),
];

const MAGIC: [(&[u8], BinaryFormat); 9] = [
    (b"PK\x03\x04", BinaryFormat::Zip),
    (b"PK\x05\x06", BinaryFormat::Zip),
    (b"\xd0\xcf\x11\xe0", BinaryFormat::OldOffice),
    (b"\x1f\x8b", BinaryFormat::Gzip),
    (b"%PDF-", BinaryFormat::Pdf),
    (b"\x89PNG", BinaryFormat::Image),
    (b"\xff\xd8\xff", BinaryFormat::Image),
    (b"GIF8", BinaryFormat::Image),
    (b"SQLite format 3\0", BinaryFormat::Database),
];

/// Latin text in UTF-16 has a zero in practically every second byte, and none in the others.
fn utf16_by_zeros(head: &[u8]) -> Option<Encoding> {
    let (pairs, _) = head.as_chunks::<2>();
    let n_high_zero = pairs.iter().filter(|[first, second]| *first == 0 && *second != 0).count();
    let n_low_zero = pairs.iter().filter(|[first, second]| *first != 0 && *second == 0).count();
    let is_most = |count: usize, other: usize| pairs.len() >= 2 && count * 10 >= pairs.len() * 7 && other * 20 <= count;
    if is_most(n_low_zero, n_high_zero) {
        Some(Encoding::Utf16LittleEndian)
    } else if is_most(n_high_zero, n_low_zero) {
        Some(Encoding::Utf16BigEndian)
    } else {
        None
    }
}

/// Text may hold a stray control character, a binary file is full of them.
fn is_binary(head: &[u8]) -> bool {
    let is_control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a | 0x1b);
    let n_control = head.iter().filter(|&&byte| is_control(byte)).count();
    n_control * 50 > head.len()
}

struct Utf8Count {
    n_right: usize,
    n_wrong: usize,
}

impl Utf8Count {
    /// Characters beyond ASCII that are right, and sequences that are wrong. One cut off by the end is neither.
    fn of(head: &[u8]) -> Self {
        let mut count = Self { n_right: 0, n_wrong: 0 };
        for chunk in head.utf8_chunks() {
            count.n_right += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
            count.n_wrong += usize::from(!chunk.invalid().is_empty());
        }
        let is_cut_off = std::str::from_utf8(head.get(head.len().saturating_sub(3)..).unwrap_or_default())
            .is_err_and(|why| why.error_len().is_none());
        count.n_wrong -= usize::from(is_cut_off && count.n_wrong > 0);
        count
    }
}

/// The encoding of one byte a character in which the bytes behind letters are letters that Italian and its neighbours use.
fn single_byte_encoding(head: &[u8]) -> Encoding {
    let n_likely = |decode: fn(u8) -> char| {
        let behind_letters = head.windows(2).filter_map(|pair| match pair {
            &[before, byte] if before.is_ascii_alphabetic() && !byte.is_ascii() => Some(decode(byte)),
            _ => None,
        });
        behind_letters.filter(|&it| "àèéìòùÀÈÉÌÒÙçñäöüßáíóúâêîôû’".contains(it)).count()
    };
    let has = |wanted: fn(u8) -> bool| head.iter().any(|&byte| wanted(byte));
    if n_likely(mac_roman) > n_likely(windows_1252) {
        Encoding::MacRoman
    } else if has(|byte| byte == 0xa4) && !has(|byte| matches!(byte, 0x80..=0x9f)) {
        Encoding::Iso8859_15
    } else {
        Encoding::Windows1252
    }
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252_FROM_80.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        0x00..=0x7f | 0xa0..=0xff => char::from(byte),
    }
}

fn iso_8859_15(byte: u8) -> char {
    match byte {
        0xa4 => '€',
        0xa6 => 'Š',
        0xa8 => 'š',
        0xb4 => 'Ž',
        0xb8 => 'ž',
        0xbc => 'Œ',
        0xbd => 'œ',
        0xbe => 'Ÿ',
        _ => char::from(byte),
    }
}

fn mac_roman(byte: u8) -> char {
    let place = usize::from(byte).checked_sub(0x80);
    place.map_or(char::from(byte), |it| MAC_ROMAN_FROM_80.get(it).copied().unwrap_or('\u{fffd}'))
}

/// Source: WHATWG Encoding Standard, index windows-1252 (bytes without a character are control characters).
const WINDOWS_1252_FROM_80: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Source: WHATWG Encoding Standard, index macintosh.
#[rustfmt::skip]
const MAC_ROMAN_FROM_80: [char; 128] = [
    'Ä', 'Å', 'Ç', 'É', 'Ñ', 'Ö', 'Ü', 'á', 'à', 'â', 'ä', 'ã', 'å', 'ç', 'é', 'è',
    'ê', 'ë', 'í', 'ì', 'î', 'ï', 'ñ', 'ó', 'ò', 'ô', 'ö', 'õ', 'ú', 'ù', 'û', 'ü',
    '†', '°', '¢', '£', '§', '•', '¶', 'ß', '®', '©', '™', '´', '¨', '≠', 'Æ', 'Ø',
    '∞', '±', '≤', '≥', '¥', 'µ', '∂', '∑', '∏', 'π', '∫', 'ª', 'º', 'Ω', 'æ', 'ø',
    '¿', '¡', '¬', '√', 'ƒ', '≈', '∆', '«', '»', '…', '\u{a0}', 'À', 'Ã', 'Õ', 'Œ', 'œ',
    '–', '—', '“', '”', '‘', '’', '÷', '◊', 'ÿ', 'Ÿ', '⁄', '€', '‹', '›', 'ﬁ', 'ﬂ',
    '‡', '·', '‚', '„', '‰', 'Â', 'Ê', 'Á', 'Ë', 'È', 'Í', 'Î', 'Ï', 'Ì', 'Ó', 'Ô',
    '\u{f8ff}', 'Ò', 'Ú', 'Û', 'Ù', 'ı', 'ˆ', '˜', '¯', '˘', '˙', '˚', '¸', '˝', '˛', 'ˇ',
];
