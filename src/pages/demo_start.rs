//! The demo before it is loaded: how large it shall be, and its loading.

use leptos::prelude::*;

use super::desk::Desk;
use super::long_work::{LongWork, LongWorkBar};
use crate::i18n::Language;
use crate::i18n::phrases::Phrase;
use crate::ui::{Button, ButtonKind, ChoiceOption, Entry, FieldInput, InputKind, PageHeader};
use crate::worker::work::{DemoWords, Work};

/// The sizes that are offered, in customers.
const SIZES: [u32; 3] = [200, 5_000, 100_000];

/// The size of the benchmarks, in customers.
const LARGEST: u32 = 1_000_000;

/// What stands in place of an empty demo: loads it. Nothing of the user's own workspace is touched.
#[component]
pub fn DemoStart() -> impl IntoView {
    let desk = Desk::here();
    let size = RwSignal::new(SIZES[1].to_string());
    let work = LongWork::new(desk);
    let load = Callback::new(move |()| {
        let words = match desk.language.get_untracked() {
            Language::Italian => DemoWords::Italian,
            Language::English => DemoWords::English,
        };
        let customers = size.with_untracked(|size| size.parse()).unwrap_or(SIZES[1]);
        work.begin(Work::LoadDemo { customers, words }, None, move |ended| {
            if let Err(why) = ended {
                desk.refuse(&why);
            }
        });
    });
    // The size of the benchmarks is too much for a look: it is offered only where the address asks for it.
    let named = Memo::new(move |_| desk.route.with(|route| route.detail("customers").and_then(|it| it.parse().ok())));
    Effect::new(move |_| {
        if let Some(LARGEST) = named.get() {
            size.set(LARGEST.to_string());
        }
    });
    let options = move || {
        let language = desk.language.get();
        let largest = named.get().filter(|it| *it == LARGEST);
        let option = |size: &u32| ChoiceOption {
            key: size.to_string(),
            label: crate::i18n::format::count(language, u64::from(*size)),
        };
        InputKind::Choice(SIZES.iter().chain(&largest).map(option).collect())
    };
    let value = Signal::derive(move || Entry::Text(size.get()));
    let choose = Callback::new(move |(entry,): (Entry,)| size.set(entry.text().to_owned()));
    view! {
        <div class="demo-start">
            <PageHeader title=desk.words(Phrase::DoorDemo) />
            <p>{desk.words(Phrase::DoorDemoText)}</p>
            <div class="choice">
                {move || {
                    view! {
                        <FieldInput label=desk.words(Phrase::DemoSize) kind=options() value=value on_input=choose />
                    }
                }}
                <Button kind=ButtonKind::Main busy=Signal::derive(move || work.is_running()) on_press=load>
                    {desk.words(Phrase::DemoLoad)}
                </Button>
            </div>
            <LongWorkBar work=work label=Phrase::DemoPreparing />
        </div>
    }
}
