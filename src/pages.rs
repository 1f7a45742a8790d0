//! The pages: one line each in the list, one file each beside it.

#![expect(unreachable_pub, reason = "the component macro writes a `pub` builder for each private component")]

use crate::i18n::phrases::Phrase;
use crate::model::kind::Kind;
use crate::ui::{IconName, NavigationPlace, in_capitals};

pub mod appearance;
pub mod calendar;
pub mod demo_start;
pub mod desk;
pub mod export_reminder;
pub mod failed;
pub mod fetched;
pub mod firm_form;
pub mod in_the_bin;
pub mod last_export;
pub mod long_work;
pub mod own_fields;
pub mod record_dialog;
pub mod record_facts;
pub mod record_form;
pub mod record_history;
pub mod record_link;
pub mod record_list;
pub mod reference_input;
pub mod report;
pub mod rescue;
pub mod route;
pub mod save_file;
pub mod shown_value;
pub mod tag_names;
pub mod typed_value;
pub mod typing;
pub mod update_notice;
pub mod welcome;

pub mod bin;
pub mod customers;
pub mod export;
pub mod import;
pub mod journal;
pub mod orders;
pub mod products;
pub mod settings;
pub mod storage;
pub mod tasks;

/// A group of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// What is done every day.
    Work,
    /// What the data say.
    Analyse,
    /// The data themselves, and how the program is set.
    Data,
}

impl Group {
    /// All, in the order of the navigation.
    pub const ALL: &'static [Self] = &[Self::Work, Self::Analyse, Self::Data];

    /// Its name.
    pub fn name(self) -> Phrase {
        match self {
            Self::Work => Phrase::GroupWork,
            Self::Analyse => Phrase::GroupAnalyse,
            Self::Data => Phrase::GroupData,
        }
    }
}

/// Hands the list of the pages to a macro: `Name "path" module::Component Icon Phrase "key" Group Place of Part,`.
///
/// From a line follow the address, the entry of the navigation, the key after `g`, the title of the window, and the part
/// of the program, fetched when it is first shown, that the page is in (`src/main.rs`). A page finds what it needs in its
/// [`desk::Desk`].
#[macro_export]
macro_rules! pages {
    ($with:ident) => {
        $with! {
            Customers "customers" customers::CustomersPage Users Customers "c" Work Bar of customers,
            Import "import" import::ImportPage UploadSimple Import "i" Data More of data,
            Tasks "tasks" tasks::TasksPage ListChecks Today "t" Work Bar of trade,
            Orders "orders" orders::OrdersPage Receipt Orders "o" Work Bar of trade,
            Products "products" products::ProductsPage Package Products "p" Data More of trade,
            Export "backup" export::ExportPage DownloadSimple BackupPage "b" Data More of data,
            Storage "storage" storage::StoragePage Database Storage "s" Data More of data,
            Journal "journal" journal::JournalPage Clock Journal "j" Data More of data,
            Bin "bin" bin::BinPage Trash Bin "x" Data More of data,
            Settings "settings" settings::SettingsPage Gear Settings "," Data More of data,
        }
    };
}

macro_rules! declare {
    ($($page:ident $path:literal $module:ident::$view:ident $icon:ident $name:ident $key:literal $group:ident $place:ident of $part:ident,)*) => {
        /// A page.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Page { $( #[doc = concat!("See [`", stringify!($module), "::", stringify!($view), "`].")] $page, )* }

        impl Page {
            /// All, in the order of the navigation; the first one is where the program opens.
            pub const ALL: &'static [Self] = &[ $( Self::$page, )* ];

            /// Its name in the address.
            pub const fn path(self) -> &'static str {
                match self { $( Self::$page => $path, )* }
            }

            /// Its picture.
            pub const fn icon(self) -> IconName {
                match self { $( Self::$page => IconName::$icon, )* }
            }

            /// Its name.
            pub const fn name(self) -> Phrase {
                match self { $( Self::$page => Phrase::$name, )* }
            }

            /// The key that leads there after `g`.
            pub const fn key(self) -> &'static str {
                match self { $( Self::$page => $key, )* }
            }

            /// Where it stands in the navigation.
            pub const fn group(self) -> Group {
                match self { $( Self::$page => Group::$group, )* }
            }

            /// Where it stands in the navigation of a narrow screen.
            pub const fn place(self) -> NavigationPlace {
                match self { $( Self::$page => NavigationPlace::$place, )* }
            }

            /// The keys that lead there, as they are shown: `G C`.
            pub fn keys(self) -> String {
                format!("G {}", in_capitals(self.key()))
            }

            /// The page of the records of a kind, where there is one.
            pub fn of_kind(kind: Kind) -> Option<Self> {
                Self::ALL.iter().copied().find(|page| page.path() == kind.plural())
            }

            /// The kind whose records it shows, where it is the page of one.
            pub fn kind(self) -> Option<Kind> {
                Kind::ALL.iter().copied().find(|kind| kind.plural() == self.path())
            }
        }
    };
}

pages!(declare);
