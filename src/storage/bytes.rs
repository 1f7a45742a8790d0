//! Numbers and words to bytes and back, little-endian; reading never goes past the end.

use bytemuck::NoUninit;

use super::store::StorageError;

/// Writes bytes.
#[derive(Debug, Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    /// One byte.
    pub fn byte(&mut self, value: u8) {
        self.0.push(value);
    }

    /// A 16-bit number.
    pub fn short(&mut self, value: u16) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    /// A 32-bit number.
    pub fn word(&mut self, value: u32) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    /// A 128-bit number.
    pub fn huge(&mut self, value: u128) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    /// Bytes behind their length.
    pub fn bytes(&mut self, value: &[u8]) {
        self.word(value.len() as u32);
        self.0.extend_from_slice(value);
    }

    /// Numbers behind how many they are. The machines we run on are little-endian.
    pub fn numbers<T: NoUninit>(&mut self, values: &[T]) {
        self.word(values.len() as u32);
        self.0.extend_from_slice(bytemuck::cast_slice(values));
    }
}

/// Reads bytes.
#[derive(Debug)]
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// The next bytes.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], StorageError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(StorageError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], StorageError> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(StorageError::Damaged)?;
        self.0 = rest;
        Ok(*taken)
    }

    /// One byte.
    pub fn byte(&mut self) -> Result<u8, StorageError> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// A 16-bit number.
    pub fn short(&mut self) -> Result<u16, StorageError> {
        self.array().map(u16::from_le_bytes)
    }

    /// A 32-bit number.
    pub fn word(&mut self) -> Result<u32, StorageError> {
        self.array().map(u32::from_le_bytes)
    }

    /// A 128-bit number.
    pub fn huge(&mut self) -> Result<u128, StorageError> {
        self.array().map(u128::from_le_bytes)
    }

    /// Bytes behind their length.
    pub fn bytes(&mut self) -> Result<&'a [u8], StorageError> {
        let count = self.word()? as usize;
        self.take(count)
    }

    /// Words behind their length.
    pub fn text(&mut self) -> Result<&'a str, StorageError> {
        std::str::from_utf8(self.bytes()?).or(Err(StorageError::Damaged))
    }

    /// Numbers of `N` bytes behind how many they are.
    pub fn numbers<const N: usize, T>(
        &mut self,
        read: fn([u8; N]) -> T,
    ) -> Result<impl Iterator<Item = T> + 'a, StorageError>
    where
        T: 'a,
    {
        let count = self.word()? as usize;
        let bytes = self.take(count.checked_mul(N).ok_or(StorageError::Damaged)?)?;
        // `chunks_exact` gives only whole chunks, so that each fits its array.
        Ok(bytes.chunks_exact(N).filter_map(move |chunk| chunk.try_into().ok().map(read)))
    }
}
