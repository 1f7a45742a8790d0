//! A tag: a word that gathers customers.

use super::record::record;

record! {
    /// A word put on customers.
    Tag, TagField {
        /// The word.
        1 Name name: Text [required, unique],
        /// Colour of the chip, of the palette.
        2 Colour colour: Choice choices [grey, green, blue, orange, yellow, violet, red],
    }
}
