//! What happened, day by day, newest first.

use super::{Icon, IconName, Tone, keyed};
use leptos::prelude::*;

/// Events grouped by day. With `on_open` an entry that opens can be pressed to see what it is about.
#[component]
pub fn Timeline(
    /// The days, newest first; each with its events, newest first.
    #[prop(into)]
    days: Signal<Vec<TimelineDay>>,
    /// Called with the key of the entry that is opened.
    #[prop(into, optional)]
    on_open: Option<Callback<(String,)>>,
) -> impl IntoView {
    let day = move |day: TimelineDay| {
        let rows = day.entries.into_iter().map(|entry| view! { <TimelineRow entry on_open /> }).collect_view();
        view! {
            <section>
                <h3>{day.label}</h3>
                <ol>{rows}</ol>
            </section>
        }
        .into_any()
    };
    view! {
        <div class="timeline">
            {keyed(move || days.get(), |day| format!("{day:?}"), day)}
        </div>
    }
}

/// One day of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TimelineDay {
    /// The day in words, such as "yesterday".
    pub label: String,
    /// What happened, newest first.
    pub entries: Vec<TimelineEntry>,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TimelineEntry {
    /// What tells it from the others.
    pub key: String,
    /// A picture of its kind.
    pub icon: IconName,
    /// What its colour says.
    pub tone: Tone,
    /// Its kind in a word or two, set in bold.
    pub title: String,
    /// What was said or done.
    pub text: String,
    /// When, within the day, in words.
    pub time: String,
    /// Who did it, if that is worth saying.
    pub author: Option<String>,
    /// Whether there is something to open.
    pub opens: bool,
}

#[component]
fn TimelineRow(entry: TimelineEntry, on_open: Option<Callback<(String,)>>) -> impl IntoView {
    let TimelineEntry { key, icon, tone, title, text, time, author, opens } = entry;
    let title = match on_open.filter(|_| opens) {
        Some(on_open) => view! {
            <button type="button" class="title" on:click=move |_| on_open.run((key.clone(),))>
                {title}
            </button>
        }
        .into_any(),
        None => view! { <b class="title">{title}</b> }.into_any(),
    };
    view! {
        <li class=tone.class()>
            <span class="dot">
                <Icon name=icon />
            </span>
            <div class="words">
                {title}
                {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
            </div>
            <span class="when">
                {author.map(|author| view! { <span class="author">{author}</span> })}
                <time>{time}</time>
            </span>
        </li>
    }
}
