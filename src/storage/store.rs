//! What is written and read, said as values: shared by the engine's shell, the browser's database and the simulator.

use thiserror::Error;

/// One of the four stores of a workspace's database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StoreName {
    /// The head record and other single values.
    Meta,
    /// The append-only journal: the truth.
    Journal,
    /// Segments of rows: the journal's checkpoint.
    Pages,
    /// Attachments, as bytes.
    Files,
}

impl StoreName {
    /// All stores, in the order in which they are made.
    pub const ALL: [Self; 4] = [Self::Meta, Self::Journal, Self::Pages, Self::Files];

    /// The name on disk; never changed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Journal => "journal",
            Self::Pages => "pages",
            Self::Files => "files",
        }
    }
}

/// The key of one value. Within a store keys sort as declared here, which is how IndexedDB sorts them too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A place in a sequence, at most [`Key::GREATEST_SEQUENCE`]. A number in IndexedDB.
    Sequence(u64),
    /// A name, ASCII where order matters. A string in IndexedDB.
    Name(String),
    /// A page of a record kind. Ten bytes in IndexedDB.
    Page {
        /// The number of the kind on disk.
        kind: u16,
        /// The place of the page in its kind, from 0.
        number: u32,
        /// Which version of the page this is, for those who write a new one beside the old one.
        generation: u32,
    },
}

impl Key {
    /// The greatest whole number that IndexedDB's keys hold exactly: 2⁵³ − 1.
    pub const GREATEST_SEQUENCE: u64 = (1 << 53) - 1;

    /// The key as bytes that differ for different keys: the domain of checksums, and (without the first byte) a page's
    /// key in IndexedDB, where big-endian numbers keep the order.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Sequence(sequence) => [&[0], sequence.to_be_bytes().as_slice()].concat(),
            Self::Name(name) => [&[1], name.as_bytes()].concat(),
            Self::Page { kind, number, generation } => {
                [&[2], kind.to_be_bytes().as_slice(), &number.to_be_bytes(), &generation.to_be_bytes()].concat()
            }
        }
    }

    /// Which version of a page it is the key of.
    pub fn generation(&self) -> Option<u32> {
        match self {
            Self::Page { generation, .. } => Some(*generation),
            Self::Sequence(_) | Self::Name(_) => None,
        }
    }

    /// Reads the ten bytes of a page's key; `None` if they are not ten.
    pub fn page_from_bytes(bytes: &[u8]) -> Option<Self> {
        let (kind, rest) = bytes.split_first_chunk()?;
        let (number, rest) = rest.split_first_chunk()?;
        let generation = rest.try_into().ok()?;
        Some(Self::Page {
            kind: u16::from_be_bytes(*kind),
            number: u32::from_be_bytes(*number),
            generation: u32::from_be_bytes(generation),
        })
    }
}

/// One change to the stores. A list of them is committed whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Sets the value of a key.
    Put {
        /// Where.
        store: StoreName,
        /// Under which key.
        key: Key,
        /// The value.
        bytes: Vec<u8>,
    },
    /// Removes a key; one that is not there is no error.
    Delete {
        /// Where.
        store: StoreName,
        /// Which key.
        key: Key,
    },
}

impl Write {
    /// The store that the write touches.
    pub fn store(&self) -> StoreName {
        match self {
            Self::Put { store, .. } | Self::Delete { store, .. } => *store,
        }
    }
}

/// What a commit survives once it is acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Kill and power cut: for all that a person is told is saved.
    Strict,
    /// Kill only: for what can be built again.
    Relaxed,
}

/// Which keys are read: from `first` (included) up to `end` (excluded), each open where `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeyRange {
    /// The first key read.
    pub first: Option<Key>,
    /// The first key no longer read.
    pub end: Option<Key>,
}

impl KeyRange {
    /// Every key.
    pub const ALL: Self = Self { first: None, end: None };

    /// From this key on.
    pub fn from(first: Key) -> Self {
        Self { first: Some(first), end: None }
    }

    /// All pages of one kind, whatever their generation.
    pub fn pages_of(kind: u16) -> Self {
        let start = |kind| Key::Page { kind, number: 0, generation: 0 };
        Self { first: Some(start(kind)), end: kind.checked_add(1).map(start) }
    }

    /// Whether no key can be in it.
    pub fn is_empty(&self) -> bool {
        matches!((&self.first, &self.end), (Some(first), Some(end)) if first >= end)
    }
}

/// How a database came to be when it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Birth {
    /// There was none, or the browser lost it without saying so: [`super::sentinel::judge`] tells which.
    New,
    /// There was one and the browser admits to have lost it; its own words.
    Emptied(String),
    /// It was there.
    Existing,
}

impl Birth {
    /// The browser's own words on a loss, for a report: without paths, which may hold a user's name.
    pub fn words(&self) -> Option<String> {
        let Self::Emptied(said) = self else { return None };
        let words: Vec<&str> = said.split_whitespace().collect();
        let is_path = |word: &&str| word.contains(['/', '\\']);
        let Some(first) = words.iter().position(is_path) else { return Some(words.join(" ")) };
        // A folder's name may hold spaces.
        let last = words.iter().rposition(is_path).unwrap_or(first);
        let kept = words.iter().take(first).chain(&["…"]).chain(words.iter().skip(last + 1));
        Some(kept.copied().collect::<Vec<_>>().join(" "))
    }
}

/// Why a store did not do what was asked. Nothing of a commit that fails is kept, except where a variant says so.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StorageError {
    /// The browser gives no more room.
    #[error("quota exceeded")]
    Quota,
    /// The connection died and opening again did not help; a commit may or may not have been kept.
    #[error("connection lost")]
    ConnectionLost,
    /// A newer version of the application wants the database: this connection has stepped aside for good.
    #[error("superseded by a newer version")]
    Superseded,
    /// The database was written by a newer version of the application.
    #[error("database is newer than the application")]
    Newer,
    /// An older connection does not let go of the database.
    #[error("upgrade blocked by another connection")]
    Blocked,
    /// Opening did not answer in time.
    #[error("open timed out")]
    TimedOut,
    /// The store came back empty while it was in use: site data were cleared, or it was damaged.
    #[error("store was emptied while in use")]
    Emptied,
    /// The browser forbids storage here.
    #[error("storage denied")]
    Denied,
    /// The browser has no such storage.
    #[error("storage not supported")]
    Unsupported,
    /// The transaction was given up.
    #[error("transaction aborted")]
    Aborted,
    /// A key that no store can hold, such as a sequence above [`Key::GREATEST_SEQUENCE`].
    #[error("invalid key")]
    InvalidKey,
    /// Stored bytes that are not what was written.
    #[error("stored bytes are damaged")]
    Damaged,
    /// What the browser said, where it is none of the above. A commit may or may not have been kept.
    #[error("{name}: {message}")]
    Unknown {
        /// The name of the browser's error.
        name: String,
        /// Its message, in the browser's words.
        message: String,
    },
}

impl StorageError {
    /// Whether a commit that failed so may have been kept all the same: only what is stored tells.
    pub fn may_be_kept(&self) -> bool {
        matches!(self, Self::ConnectionLost | Self::Unknown { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(kind: u16, number: u32, generation: u32) -> Key {
        Key::Page { kind, number, generation }
    }

    #[test]
    fn a_report_of_a_loss_has_the_browsers_words_without_paths() {
        let rows = [
            ("total", "total"),
            ("Corruption: checksum mismatch", "Corruption: checksum mismatch"),
            ("Corruption: 1 missing files; e.g.: /users/ada/x/000005.ldb", "Corruption: 1 missing files; e.g.: …"),
            (r"IO error: C:\Users\Ada Maria Neri\App Data\3.log: bad", "IO error: … bad"),
        ];
        for (said, expected) in rows {
            assert_eq!(Birth::Emptied(said.to_owned()).words().as_deref(), Some(expected));
        }
        assert_eq!(Birth::New.words(), None);
    }

    #[test]
    fn a_page_key_reads_back_and_its_bytes_keep_the_order() {
        let rows =
            [page(0, 0, 0), page(0, 0, 1), page(0, 1, 0), page(0, 256, 0), page(1, 0, 9), page(u16::MAX, u32::MAX, 7)];
        for pair in rows.windows(2) {
            assert!(pair[0] < pair[1]);
            assert!(pair[0].to_bytes() < pair[1].to_bytes(), "{pair:?}");
        }
        for key in rows {
            assert_eq!(Key::page_from_bytes(&key.to_bytes()[1..]), Some(key));
        }
        for wrong in [&[][..], &[0; 9], &[0; 11]] {
            assert_eq!(Key::page_from_bytes(wrong), None);
        }
    }

    #[test]
    fn different_keys_have_different_bytes() {
        let rows =
            [Key::Sequence(0), Key::Sequence(1), Key::Name(String::new()), Key::Name("\0".into()), page(0, 0, 0)];
        for (n, left) in rows.iter().enumerate() {
            for right in &rows[n + 1..] {
                assert_ne!(left.to_bytes(), right.to_bytes());
            }
        }
    }

    #[test]
    fn the_pages_of_a_kind_are_all_of_it_and_nothing_else() {
        let range = KeyRange::pages_of(7);
        let holds = |key: Key| {
            range.first.as_ref().is_some_and(|it| *it <= key) && range.end.as_ref().is_none_or(|it| key < *it)
        };
        for (key, expected) in [
            (page(6, u32::MAX, 0), false),
            (page(7, 0, 0), true),
            (page(7, u32::MAX, u32::MAX), true),
            (page(8, 0, 0), false),
        ] {
            assert_eq!(holds(key.clone()), expected, "{key:?}");
        }
        assert_eq!(KeyRange::pages_of(u16::MAX).end, None);
    }

    #[test]
    fn a_range_that_ends_before_it_starts_is_empty() {
        let range = |first, end| KeyRange { first: Some(Key::Sequence(first)), end: Some(Key::Sequence(end)) };
        for (range, expected) in
            [(KeyRange::ALL, false), (range(1, 2), false), (range(2, 2), true), (range(3, 2), true)]
        {
            assert_eq!(range.is_empty(), expected, "{range:?}");
        }
    }
}
