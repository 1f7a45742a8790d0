//! The icons in use, drawn in one weight from the Phosphor family.

use leptos::prelude::*;
use phosphor_leptos as phosphor;

/// A small picture beside a word; hidden from assistive technology, because the word says it.
#[component]
pub fn Icon(
    /// Which picture.
    #[prop(into)]
    name: Signal<IconName>,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 256 256" aria-hidden="true">
            <path d=move || outline(name.get().markup()) />
        </svg>
    }
}

/// The one outline that a list of `<path d="…"/>` draws. As an attribute it needs no markup to be parsed at run time.
fn outline(markup: &str) -> String {
    markup.split('"').skip(1).step_by(2).collect()
}

/// Declares the icons: one line each, our name and the family's.
macro_rules! icons {
    ($($name:ident $data:ident),* $(,)?) => {
        /// The pictures that the screen uses, named for what they show.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum IconName { $(#[doc = concat!("Phosphor's `", stringify!($data), "`.")] $name),* }

        impl IconName {
            /// Every icon, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The paths in the regular weight: only these strings are linked, the other five weights are not.
            fn markup(self) -> &'static str {
                match self { $(Self::$name => phosphor::$data.get(phosphor::IconWeight::Regular)),* }
            }
        }
    };
}

icons! {
    ArrowDown ARROW_DOWN,
    ArrowSquareOut ARROW_SQUARE_OUT,
    ArrowUp ARROW_UP,
    ArrowUUpLeft ARROW_U_UP_LEFT,
    ArrowUUpRight ARROW_U_UP_RIGHT,
    ArrowsClockwise ARROWS_CLOCKWISE,
    ArrowsMerge ARROWS_MERGE,
    Buildings BUILDINGS,
    CalendarBlank CALENDAR_BLANK,
    Car CAR,
    CaretDown CARET_DOWN,
    CaretLeft CARET_LEFT,
    CaretRight CARET_RIGHT,
    CaretUp CARET_UP,
    ChartBar CHART_BAR,
    ChartLineUp CHART_LINE_UP,
    ChatCircleText CHAT_CIRCLE_TEXT,
    Check CHECK,
    CheckCircle CHECK_CIRCLE,
    CirclesThree CIRCLES_THREE,
    Clock CLOCK,
    CloudArrowUp CLOUD_ARROW_UP,
    CloudCheck CLOUD_CHECK,
    CloudSlash CLOUD_SLASH,
    Columns COLUMNS,
    Copy COPY,
    CreditCard CREDIT_CARD,
    Database DATABASE,
    DotsThree DOTS_THREE,
    DownloadSimple DOWNLOAD_SIMPLE,
    EnvelopeSimple ENVELOPE_SIMPLE,
    FileCsv FILE_CSV,
    FileText FILE_TEXT,
    Flag FLAG,
    FunnelSimple FUNNEL_SIMPLE,
    Gear GEAR,
    Globe GLOBE,
    Handshake HANDSHAKE,
    Hourglass HOURGLASS,
    House HOUSE,
    Info INFO,
    Kanban KANBAN,
    Keyboard KEYBOARD,
    Lightning LIGHTNING,
    Link LINK,
    List LIST,
    ListChecks LIST_CHECKS,
    MagnifyingGlass MAGNIFYING_GLASS,
    MapPin MAP_PIN,
    Megaphone MEGAPHONE,
    Minus MINUS,
    Moon MOON,
    NotePencil NOTE_PENCIL,
    Package PACKAGE,
    Paperclip PAPERCLIP,
    PencilSimple PENCIL_SIMPLE,
    Phone PHONE,
    Plus PLUS,
    Question QUESTION,
    Receipt RECEIPT,
    Redo ARROW_U_UP_RIGHT,
    ShieldCheck SHIELD_CHECK,
    SignOut SIGN_OUT,
    SlidersHorizontal SLIDERS_HORIZONTAL,
    SquaresFour SQUARES_FOUR,
    Star STAR,
    Storefront STOREFRONT,
    Sun SUN,
    Tag TAG,
    Target TARGET,
    Ticket TICKET,
    Trash TRASH,
    Undo ARROW_U_UP_LEFT,
    UploadSimple UPLOAD_SIMPLE,
    User USER,
    Users USERS,
    UsersThree USERS_THREE,
    Warning WARNING,
    WarningCircle WARNING_CIRCLE,
    X X,
}
