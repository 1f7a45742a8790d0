//! Parts of the screen that know no CRM word: values in, events out, all texts from the caller.

#![expect(unreachable_pub, reason = "the component macro writes a `pub` builder for each private component")]

mod avatar;
mod button;
mod card;
mod dialog;
mod element_id;
mod empty_state;
mod error_panel;
mod field_input;
mod icon;
mod icon_button;
mod inline_edit;
mod keyed;
mod loading;
mod menu;
mod navigation;
mod page_header;
mod progress;
mod search_box;
mod status_bar;
mod tabs;
mod tag;
mod text_case;
mod timeline;
mod toast;
mod tone;
mod value_strip;
mod virtual_list;

pub use avatar::*;
pub use button::*;
pub use card::*;
pub use dialog::*;
pub use empty_state::*;
pub use error_panel::*;
pub use field_input::*;
pub use icon::*;
pub use icon_button::*;
pub use inline_edit::*;
pub use keyed::*;
pub use loading::*;
pub use menu::*;
pub use navigation::*;
pub use page_header::*;
pub use progress::*;
pub use search_box::*;
pub use status_bar::*;
pub use tabs::*;
pub use tag::*;
pub use text_case::*;
pub use timeline::*;
pub use toast::*;
pub use tone::*;
pub use value_strip::*;
pub use virtual_list::*;
