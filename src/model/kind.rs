//! The kinds of records: one line each.

use serde::{Deserialize, Serialize};

use super::field::{FieldNumber, FieldSpec, FieldType};
use super::record::Record;

/// What setting a workspace up makes: one that holds no more than this is as good as empty.
pub const MADE_AT_FIRST: &[Kind] = &[Kind::Workspace, Kind::Pipeline, Kind::Stage];

macro_rules! kinds {
    ($($number:literal $kind:ident $module:ident $plural:literal,)*) => {
        /// A kind of record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind { $(
            #[doc = concat!("See [`super::", stringify!($module), "`].")]
            $kind,
        )* }

        impl Kind {
            /// All kinds, in the order of their declaration.
            pub const ALL: &'static [Self] = &[ $( Self::$kind, )* ];

            /// The kind's number on disk: never reused, never changed.
            pub const fn number(self) -> u16 {
                match self { $( Self::$kind => $number, )* }
            }

            /// The kind of that number.
            pub fn from_number(number: u16) -> Option<Self> {
                match number { $( $number => Some(Self::$kind), )* _ => None }
            }

            /// The kind's name in files and scripts: `order_line`.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$kind => stringify!($module), )* }
            }

            /// The kind of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.name() == name)
            }

            /// The name of its page in the address: `customers`.
            pub const fn plural(self) -> &'static str {
                match self { $( Self::$kind => $plural, )* }
            }

            /// The fields that the kind declares; the user's own come on top.
            pub const fn fields(self) -> &'static [FieldSpec] {
                match self { $( Self::$kind => <super::$module::$kind as Record>::FIELDS, )* }
            }
        }
    };
}

kinds! {
    1 Customer customer "customers",
    2 Tag tag "tags",
    3 CustomField custom_field "fields",
    4 Member member "members",
    5 ContactLink contact_link "contact-links",
    6 Skill skill "skills",
    7 Workspace workspace "workspace",
    8 SavedView saved_view "saved-views",
    9 File file "files",
    10 Product product "products",
    11 ProductOption product_option "product-options",
    12 Order order "orders",
    13 OrderLine order_line "order-lines",
    14 LoyaltyCard loyalty_card "loyalty-cards",
    15 LoyaltyEntry loyalty_entry "loyalty-entries",
    20 Interaction interaction "interactions",
    21 Task task "tasks",
    22 Visit visit "visits",
    23 TouchPoint touch_point "touch-points",
    30 Pipeline pipeline "pipelines",
    31 Stage stage "stages",
    32 Deal deal "deals",
    33 Goal goal "goals",
    40 Ticket ticket "tickets",
    41 Article article "articles",
    42 Insight insight "insights",
    50 Survey survey "surveys",
    51 SurveyVersion survey_version "survey-versions",
    52 Response response "responses",
    60 Campaign campaign "campaigns",
    61 MessageTemplate message_template "message-templates",
    62 Consent consent "consents",
    63 Form form "forms",
    70 Segment segment "segments",
    71 ValueProposition value_proposition "value-propositions",
    72 ActionPlan action_plan "action-plans",
    73 Action action "actions",
    74 Workflow workflow "workflows",
    75 WorkflowRun workflow_run "workflow-runs",
}

impl Kind {
    /// This kind's place in [`Kind::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The declared field of that number.
    pub fn field(self, number: FieldNumber) -> Option<&'static FieldSpec> {
        self.fields().iter().find(|field| field.number == number)
    }

    /// The declared field of that name.
    pub fn field_named(self, name: &str) -> Option<&'static FieldSpec> {
        self.fields().iter().find(|field| field.name == name)
    }
}

impl Kind {
    /// The field that names a record of the kind: the first line of words that is required or found by search, else the
    /// first of all.
    pub fn name_field(self) -> Option<FieldNumber> {
        let is_words = |it| matches!(it, FieldType::Text | FieldType::LongText | FieldType::Repeating);
        let mut words = self.fields().iter().filter(|field| is_words(field.field_type));
        let telling = words.clone().find(|field| field.marks.required || field.marks.searchable);
        telling.or_else(|| words.next()).map(|field| field.number)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::field::{ALIVE, FIRST_CUSTOM, FieldType};

    #[test]
    fn kinds_and_fields_have_numbers_and_names_of_their_own() {
        let mut kinds = BTreeSet::new();
        for kind in Kind::ALL {
            assert!(kinds.insert(kind.number()), "{kind:?} shares its number");
            assert_eq!(Kind::from_number(kind.number()), Some(*kind));
            assert_eq!(Kind::from_name(kind.name()), Some(*kind));
            let mut numbers = BTreeSet::new();
            for field in kind.fields() {
                assert!(field.number != ALIVE && field.number < FIRST_CUSTOM, "{kind:?}.{}", field.name);
                assert!(numbers.insert(field.number), "{kind:?}.{} shares its number", field.name);
                assert_eq!(kind.field_named(field.name).map(|it| it.number), Some(field.number));
                let choosing = matches!(field.field_type, FieldType::Choice | FieldType::Choices);
                assert_eq!(choosing, !field.choices.is_empty(), "{kind:?}.{}", field.name);
            }
        }
    }

    #[test]
    fn a_kind_is_named_by_its_telling_field() {
        use crate::model::{customer, order, task};
        for (kind, expected) in [
            (Kind::Customer, Some(customer::CustomerField::Name.number())),
            (Kind::Order, Some(order::OrderField::Number.number())),
            (Kind::Task, Some(task::TaskField::Title.number())),
        ] {
            assert_eq!(kind.name_field(), expected, "{kind:?}");
        }
    }
}
