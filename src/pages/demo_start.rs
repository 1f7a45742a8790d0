//! The demo before it is loaded, or before it is begun again: how large it shall be, and its loading.

use leptos::prelude::*;

use super::Page;
use super::desk::Desk;
use super::export::holds_data;
use super::long_work::{LongWork, LongWorkBar};
use crate::client::{Hearing, Rescue, State};
use crate::i18n::Language;
use crate::i18n::phrases::Phrase;
use crate::queries::counts::Counts;
use crate::ui::{Button, ButtonKind, ChoiceOption, Entry, FieldInput, InputKind, PageHeader};
use crate::worker::messages::{Reply, Request};
use crate::worker::work::{DemoWords, Work};

/// What the address says where the demo shall begin again.
pub const AGAIN: &str = "again";

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
    let home = move || desk.go(&desk.to(Page::Customers));
    let load = move || {
        let words = match desk.language.get_untracked() {
            Language::Italian => DemoWords::Italian,
            Language::English => DemoWords::English,
        };
        let customers = size.with_untracked(|size| size.parse()).unwrap_or(SIZES[1]);
        work.begin(Work::LoadDemo { customers, words }, None, move |ended| match ended {
            Ok(_) => home(),
            Err(why) => desk.refuse(&why),
        });
    };
    let counts = desk.client.ask(|| Counts {});
    let is_full = Memo::new(move |_| counts.with(|it| it.here().is_some_and(|it| holds_data(it))));
    // What is there makes way first. The demo is loaded once the engine is ready with nothing in it.
    let emptying = RwSignal::new(false);
    Effect::new(move |_| {
        let is_ready = matches!(desk.client.state.get(), State::Ready { .. });
        if emptying.get() && is_ready && !is_full.get() {
            emptying.set(false);
            load();
        }
    });
    let begin = move || {
        emptying.set(true);
        if is_full.get_untracked() {
            desk.client.send(Request::Rescue(Rescue::StartEmpty), None, move |(reply, _)| {
                if matches!(reply, Reply::NotRescued) {
                    emptying.try_set(false);
                    desk.note(desk.language.with_untracked(|it| Phrase::RescueFailed.text(*it)).to_owned(), None);
                }
                Hearing::Over
            });
        }
    };
    let busy = Signal::derive(move || emptying.get() || work.is_running());
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
    // As it was when the page opened: the words do not change while the demo makes way.
    let is_again = desk.route.with_untracked(|route| route.detail(AGAIN).is_some());
    let (title, text, act) = if is_again {
        (Phrase::DemoReset, Phrase::DemoResetText, Phrase::DemoReset)
    } else {
        (Phrase::DoorDemo, Phrase::DoorDemoText, Phrase::DemoLoad)
    };
    view! {
        <div class="demo-start">
            <PageHeader title=desk.words(title) />
            <p>{desk.words(text)}</p>
            <div class="choice">
                {move || {
                    view! {
                        <FieldInput label=desk.words(Phrase::DemoSize) kind=options() value=value on_input=choose />
                    }
                }}
                <Button kind=ButtonKind::Main busy=busy on_press=begin>
                    {desk.words(act)}
                </Button>
                {is_again
                    .then(|| view! { <Button disabled=busy on_press=home>{desk.words(Phrase::Cancel)}</Button> })}
            </div>
            <LongWorkBar work=work label=Phrase::DemoPreparing />
        </div>
    }
}
