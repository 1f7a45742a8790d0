//! A field that refers to another record: found by typing its name.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use crate::client::Asked;
use crate::commands::create_record::CreateRecord;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::{new_one, quoted};
use crate::model::field::Value;
use crate::model::kind::Kind;
use crate::queries::choose::{Candidate, Choose};
use crate::queries::shown::Named;

/// A label, a field to type a name into, and the records that go by it. Arrows move, Enter takes, Esc closes.
#[component]
pub fn ReferenceInput(
    /// The field's name.
    #[prop(into)]
    label: Signal<String>,
    /// What it refers to.
    kind: Kind,
    /// The record that is chosen.
    #[prop(into)]
    chosen: Signal<Option<Named>>,
    /// Called with the record that is taken, or none when the field is emptied.
    #[prop(into)]
    on_choose: Callback<(Option<Named>,)>,
    /// What is wrong.
    #[prop(into, optional)]
    error: MaybeProp<String>,
) -> impl IntoView {
    let desk = Desk::here();
    let typed = RwSignal::new(None::<String>);
    let at = RwSignal::new(0_usize);
    let id = StoredValue::new(format!("reference-{}", desk.client.new_id()));
    let list_id = move || id.with_value(|id| format!("{id}-list"));
    let shown = move || {
        let name = || chosen.with(|chosen| chosen.as_ref().map(|it| it.name.clone()));
        typed.get().or_else(name).unwrap_or_default()
    };
    let asked = desk.client.ask(move || Choose { kind, text: typed.get().unwrap_or_default(), limit: MOST });
    let found = Memo::new(move |_| asked.with(|asked| asked.here().cloned().unwrap_or_default()));
    let is_open = Memo::new(move |_| typed.with(Option::is_some));
    let take = move |candidate: Candidate| {
        typed.set(None);
        on_choose.run((Some(Named { id: candidate.id, name: candidate.name }),));
    };
    // Somebody new needs no more than a name: to be made where it is missed.
    let makes = kind == Kind::Member;
    let make = move || {
        let name = typed.with_untracked(|typed| typed.as_deref().unwrap_or_default().trim().to_owned());
        let Some(field) = kind.name_field().filter(|_| !name.is_empty()) else { return };
        typed.set(None);
        spawn_local(async move {
            let values = vec![(field, Value::from_text(&name))];
            match desk.client.tell(CreateRecord { kind, values }).await {
                Ok(done) => {
                    let id = done.made.first().map(|(_, id)| *id);
                    on_choose.try_run((id.map(|id| Named { id, name }),));
                    desk.note_done(done_to_one(desk.language.get_untracked(), Deed::Created, kind), &done);
                }
                Err(why) => desk.refuse(&why),
            }
        });
    };
    let leave = move || {
        if typed.with_untracked(|typed| typed.as_ref().is_some_and(|it| it.trim().is_empty())) {
            on_choose.run((None,));
        }
        typed.set(None);
    };
    let on_key = move |event: KeyboardEvent| {
        if !is_open.get_untracked() {
            return;
        }
        let n = found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(n.saturating_sub(1))),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            "Enter" => match found.with_untracked(|found| found.get(at.get_untracked()).cloned()) {
                Some(candidate) => take(candidate),
                None if makes => make(),
                None => return,
            },
            "Escape" => typed.set(None),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let rows = move || {
        let row = |(number, candidate): (usize, Candidate)| {
            let Candidate { name, hint, .. } = candidate.clone();
            view! {
                <li
                    role="option"
                    id=move || format!("{}-{number}", list_id())
                    aria-selected=move || if at.get() == number { "true" } else { "false" }
                    on:pointerdown=move |event| {
                        event.prevent_default();
                        take(candidate.clone());
                    }
                >
                    <span class="word">{name}</span>
                    <span class="hint">{hint}</span>
                </li>
            }
        };
        found.get().into_iter().enumerate().map(row).collect_view()
    };
    let nothing = Memo::new(move |_| asked.with(|it| matches!(it, Asked::Here(found) if found.is_empty())));
    view! {
        <div class="reference-input field-input" class:wrong=move || error.with(Option::is_some)>
            <label for=move || id.get_value()>{label}</label>
            <span class="box">
                <input
                    id=move || id.get_value()
                    role="combobox"
                    autocomplete="off"
                    aria-autocomplete="list"
                    aria-controls=list_id
                    aria-expanded=move || if is_open.get() { "true" } else { "false" }
                    aria-activedescendant=move || is_open.get().then(|| format!("{}-{}", list_id(), at.get()))
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    prop:value=shown
                    on:input:target=move |event| {
                        at.set(0);
                        typed.set(Some(event.target().value()));
                    }
                    on:keydown=on_key
                    on:blur=move |_| leave()
                />
            </span>
            <ul class="found" role="listbox" id=list_id aria-label=label hidden=move || !is_open.get()>
                {rows}
                <li
                    class="nothing"
                    role=if makes { "option" } else { "presentation" }
                    aria-selected=makes.then_some("true")
                    hidden=move || !nothing.get()
                    on:pointerdown=move |event| {
                        event.prevent_default();
                        if makes {
                            make();
                        }
                    }
                >
                    {move || {
                        let language = desk.language.get();
                        match typed.get().filter(|typed| makes && !typed.trim().is_empty()) {
                            Some(name) => format!("{}: {}", new_one(language, kind), quoted(language, name.trim())),
                            None => Phrase::NoHits.text(language).to_owned(),
                        }
                    }}
                </li>
            </ul>
            <p class="note" aria-live="polite">
                {move || error.get()}
            </p>
        </div>
    }
}

/// Candidates that are offered at a time.
const MOST: usize = 8;
