//! A store as one run of bytes: what a snapshot holds, and what the rescue screen gives out.

use crate::storage::bytes::{Reader, Writer};
use crate::storage::store::{Key, StorageError, StoreName, Write};

const SEQUENCE: u8 = 0;
const NAME: u8 = 1;
const PAGE: u8 = 2;

/// The bytes of one value with its place.
pub fn entry(store: StoreName, key: &Key, bytes: &[u8]) -> Vec<u8> {
    let mut writer = Writer(Vec::with_capacity(bytes.len() + 64));
    writer.bytes(store.name().as_bytes());
    match key {
        Key::Sequence(sequence) => {
            writer.byte(SEQUENCE);
            writer.huge(u128::from(*sequence));
        }
        Key::Name(name) => {
            writer.byte(NAME);
            writer.bytes(name.as_bytes());
        }
        Key::Page { kind, number, generation } => {
            writer.byte(PAGE);
            writer.short(*kind);
            writer.word(*number);
            writer.word(*generation);
        }
    }
    writer.bytes(bytes);
    writer.0
}

/// The writes that put all values back.
///
/// # Errors
/// [`StorageError::Damaged`] when the bytes are not a bundle; nothing has been written then.
pub fn writes(bundle: &[u8]) -> Result<Vec<Write>, StorageError> {
    let mut reader = Reader(bundle);
    let mut writes = Vec::new();
    while !reader.0.is_empty() {
        let name = reader.text()?;
        let store = StoreName::ALL.into_iter().find(|store| store.name() == name).ok_or(StorageError::Damaged)?;
        let key = match reader.byte()? {
            SEQUENCE => Key::Sequence(reader.huge()?.try_into().or(Err(StorageError::Damaged))?),
            NAME => Key::Name(reader.text()?.to_owned()),
            PAGE => Key::Page { kind: reader.short()?, number: reader.word()?, generation: reader.word()? },
            _ => return Err(StorageError::Damaged),
        };
        writes.push(Write::Put { store, key, bytes: reader.bytes()?.to_vec() });
    }
    Ok(writes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_gives_back_every_value_and_a_cut_one_nothing() {
        let values = [
            (StoreName::Meta, Key::Name("head".into()), vec![1, 2, 3]),
            (StoreName::Journal, Key::Sequence(9), Vec::new()),
            (StoreName::Pages, Key::Page { kind: 1, number: 2, generation: 3 }, vec![7; 300]),
        ];
        let bytes: Vec<u8> = values.iter().flat_map(|(store, key, bytes)| entry(*store, key, bytes)).collect();
        let put = |(store, key, bytes): &(StoreName, Key, Vec<u8>)| Write::Put {
            store: *store,
            key: key.clone(),
            bytes: bytes.clone(),
        };
        assert_eq!(writes(&bytes), Ok(values.iter().map(put).collect()));
        for cut in [1, 10, bytes.len() - 1] {
            assert_eq!(writes(&bytes[..cut]), Err(StorageError::Damaged), "cut at {cut}");
        }
    }
}
