//! A kind of record is declared once: row struct, field list and schema come from one `record!`.

use super::field::{FieldNumber, FieldSpec, Value};
use super::kind::Kind;

/// What every row struct can do.
pub trait Record: Sized {
    /// Its kind.
    const KIND: Kind;
    /// Its fields, by number.
    const FIELDS: &'static [FieldSpec];
    /// The row from its values.
    fn read(get: impl FnMut(FieldNumber) -> Value) -> Self;
    /// The values that are not empty.
    fn write(&self) -> Vec<(FieldNumber, Value)>;
}

/// Declares a kind: `number Name field: Type [marks] range 0..=10 choices [..],`.
///
/// The number is the field's name on disk: never reused, never changed. A field that an old page lacks reads as nothing.
macro_rules! record {
    (
        $(#[$doc:meta])*
        $record:ident, $fields:ident {
            $( $(#[$field_doc:meta])* $number:literal $variant:ident $name:ident : $type:ident $(($to:ident))? $([ $($mark:ident),* ])? $(range $least:literal..=$greatest:literal)? $(choices [ $($choice:ident),* ])? , )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct $record {
            $( $(#[$field_doc])* pub $name: <$crate::model::record::marker_of!($type) as $crate::model::field::FieldMarker>::Rust, )*
        }

        #[doc = concat!("The fields of a [`", stringify!($record), "`].")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $fields { $( $(#[$field_doc])* $variant, )* }

        impl $fields {
            /// All, in the order of their declaration.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// The field's number on disk.
            pub const fn number(self) -> $crate::model::field::FieldNumber {
                match self { $( Self::$variant => $number, )* }
            }

            /// The field of that number.
            pub fn from_number(number: $crate::model::field::FieldNumber) -> Option<Self> {
                Self::ALL.iter().copied().find(|field| field.number() == number)
            }
        }

        impl $crate::model::record::Record for $record {
            const KIND: $crate::model::kind::Kind = $crate::model::kind::Kind::$record;
            const FIELDS: &'static [$crate::model::field::FieldSpec] = &[ $(
                $crate::model::field::FieldSpec {
                    number: $number,
                    name: stringify!($name),
                    field_type: $crate::model::field::FieldType::$type $(($crate::model::kind::Kind::$to))?,
                    marks: {
                        #[allow(unused_mut, clippy::allow_attributes, reason = "not every field has marks")]
                        let mut marks = $crate::model::field::Marks { required: false, unique: false, searchable: false, sensitive: false, automatic: false, signed: false };
                        $( $( marks.$mark = true; )* )?
                        marks
                    },
                    // The one that stands there, else none.
                    range: [ $( Some(($least, $greatest)), )? None ][0],
                    choices: &[ $( $( stringify!($choice), )* )? ],
                },
            )* ];

            fn read(mut get: impl FnMut($crate::model::field::FieldNumber) -> $crate::model::field::Value) -> Self {
                Self { $( $name: <$crate::model::record::marker_of!($type) as $crate::model::field::FieldMarker>::read(get($number)), )* }
            }

            fn write(&self) -> Vec<($crate::model::field::FieldNumber, $crate::model::field::Value)> {
                let mut values = Vec::new();
                $( {
                    let value = <$crate::model::record::marker_of!($type) as $crate::model::field::FieldMarker>::write(&self.$name);
                    if !value.is_empty() { values.push(($number, value)); }
                } )*
                values
            }
        }
    };
}

/// The Rust type behind a field type.
macro_rules! marker_of {
    (Text) => {
        $crate::model::field::Words
    };
    (Repeating) => {
        $crate::model::field::Words
    };
    (LongText) => {
        $crate::model::field::Words
    };
    (Email) => {
        $crate::model::field::Words
    };
    (Phone) => {
        $crate::model::field::Words
    };
    (WebAddress) => {
        $crate::model::field::Words
    };
    (CodiceFiscale) => {
        $crate::model::field::Words
    };
    (PartitaIva) => {
        $crate::model::field::Words
    };
    (PostalCode) => {
        $crate::model::field::Words
    };
    (SdiCode) => {
        $crate::model::field::Words
    };
    (Flag) => {
        $crate::model::field::YesNo
    };
    (Reference) => {
        $crate::model::field::One
    };
    (References) => {
        $crate::model::field::Several
    };
    ($other:ident) => {
        $crate::model::field::Whole
    };
}

pub(crate) use {marker_of, record};
