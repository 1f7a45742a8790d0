//! What every page finds before it: the engine's door, the reader's language, the address, the toasts.

use std::collections::BTreeSet;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::own_fields::{OwnField, own_fields};
use super::route::{Route, Workspace};
use super::shown_value::Showing;
use super::{Page, calendar};
use crate::client::{Asked, Client};
use crate::commands::{Command, Done, Refusal};
use crate::i18n::Language;
use crate::i18n::deeds::{StandsBecause, TakenBack, stands};
use crate::i18n::phrases::Phrase;
use crate::i18n::refusals::{Names, refusal};
use crate::model::date::Date;
use crate::model::field::{ALIVE, FieldNumber, FieldType};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::workspace::WorkspaceField;
use crate::queries::fields::FieldShape;
use crate::queries::list_window::{ColumnRef, ListWindow, Place};
use crate::queries::record_detail::RecordDetail;
use crate::queries::shown::ListCell;
use crate::ui::{Toast, ToastAction, ToastTone, Toasts};

/// What every page finds before it. It is small and copied freely.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The door to the engine.
    pub client: Client,
    /// The language of the words.
    pub language: RwSignal<Language>,
    /// What just happened.
    pub toasts: Toasts,
    /// The address.
    pub route: Memo<Route>,
    /// The day it is.
    pub today: RwSignal<Date>,
    /// The firm whose data are shown; none before it has a name.
    pub firm: Memo<Asked<Option<Firm>>>,
    /// The fields that the user made.
    pub own: Memo<Vec<OwnField>>,
    /// The name of the record that is open, for the title of the window.
    pub title: RwSignal<Option<String>>,
    /// Whether `g` was pressed and the letter of a page is still to come.
    pub going: RwSignal<bool>,
    hash: RwSignal<String>,
}

/// The workspace's own record, as every page needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firm {
    /// Which record.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its currency (ISO 4217).
    pub currency: String,
}

/// How soon a new day is noticed.
const A_WHILE: Duration = Duration::from_secs(20);

/// After midnight it is another day, also on a page that was never left.
fn follow_the_day(client: Client, today: RwSignal<Date>) {
    let now = calendar::today();
    if today.get_untracked() != now {
        today.set(now);
        client.ask_anew();
    }
}

/// What an address says that asks for a new record.
pub const NEW: &str = "new";

/// The currency of a workspace that has not chosen one.
const CURRENCY: &str = "EUR";

impl Desk {
    /// A desk over that engine; `hash` follows the address.
    pub fn new(client: Client, language: RwSignal<Language>, hash: RwSignal<String>) -> Self {
        let firm = client.ask(|| ListWindow {
            kind: Kind::Workspace,
            columns: [WorkspaceField::Name, WorkspaceField::Currency].map(|it| ColumnRef::Field(it.number())).into(),
            filter: String::new(),
            sort: None,
            offset: 0,
            limit: 1,
            place: Place::Live,
        });
        let firm = Memo::new(move |_| match firm.get() {
            Asked::Waiting => Asked::Waiting,
            Asked::Failed(why) => Asked::Failed(why),
            Asked::Here(part) => Asked::Here(part.rows.into_iter().next().map(|row| {
                let text = |at: usize| match row.cells.get(at) {
                    Some(ListCell::Text(text)) => text.clone(),
                    Some(ListCell::Empty | ListCell::Number(_) | ListCell::Record { .. } | ListCell::Records(_))
                    | None => String::new(),
                };
                Firm { id: row.id, name: text(0), currency: text(1) }
            })),
        });
        let today = RwSignal::new(calendar::today());
        // The page outlives nobody: the timer ends with it.
        set_interval(move || follow_the_day(client, today), A_WHILE);
        Self {
            client,
            language,
            toasts: Toasts::new(),
            route: Memo::new(move |_| hash.with(|hash| Route::parse(hash))),
            today,
            firm,
            own: own_fields(client),
            title: RwSignal::new(None),
            going: RwSignal::new(false),
            hash,
        }
    }

    /// The desk that the frame provides to its pages.
    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// A phrase that follows the language.
    pub fn words(self, phrase: Phrase) -> Signal<String> {
        Signal::derive(move || self.say(phrase).to_owned())
    }

    /// A phrase in the language of now; whoever is watched says it anew when that changes.
    pub fn say(self, phrase: Phrase) -> &'static str {
        phrase.text(self.language.get())
    }

    /// Words made for the language, followed.
    pub fn sentence(self, make: impl Fn(Language) -> String + Send + Sync + 'static) -> Signal<String> {
        Signal::derive(move || make(self.language.get()))
    }

    /// The workspace's currency (ISO 4217).
    pub fn currency(self) -> String {
        let chosen = self.firm.with(|firm| firm.here().and_then(Option::as_ref).map(|firm| firm.currency.clone()));
        chosen.filter(|it| !it.is_empty()).unwrap_or_else(|| CURRENCY.to_owned())
    }

    /// The label and the type of a field that the user made.
    pub fn own_label(self, kind: Kind, field: FieldNumber) -> Option<(String, FieldType)> {
        self.own.with_untracked(|own| {
            let own = own.iter().find(|it| it.kind == kind && it.shape.number == field)?;
            Some((own.shape.name.clone(), own.shape.field_type))
        })
    }

    /// The fields that the user made of a kind.
    pub fn own_shapes(self, kind: Kind) -> Vec<FieldShape> {
        self.own.with(|own| own.iter().filter(|it| it.kind == kind).map(|it| it.shape.clone()).collect())
    }

    /// Whether the user asks for a field of theirs at each new record of a kind: then a few words do not make one.
    pub fn asks_for_more(self, kind: Kind) -> bool {
        untrack(|| self.own_shapes(kind)).iter().any(|own| own.required)
    }

    /// The help that the user wrote beside a field of theirs.
    pub fn own_help(self, kind: Kind, field: FieldNumber) -> Option<String> {
        let help = |own: &Vec<OwnField>| {
            own.iter().find(|it| it.kind == kind && it.shape.number == field).map(|it| it.help.clone())
        };
        self.own.with(help).filter(|help| !help.is_empty())
    }

    /// How values are shown to this reader now.
    pub fn showing(self) -> Showing {
        Showing { language: self.language.get(), currency: self.currency(), today: self.today.get() }
    }

    /// The workspace of the address.
    pub fn workspace(self) -> Workspace {
        self.route.with_untracked(|route| route.workspace)
    }

    /// The address of a page of this workspace.
    pub fn to(self, page: Page) -> Route {
        Route::to(self.workspace(), page)
    }

    /// Goes to an address; Back returns.
    pub fn go(self, route: &Route) {
        // An address of our own making is always accepted.
        drop(window().location().set_hash(&route.href()));
    }

    /// Says the same place more exactly (a filter being typed): Back does not return to each letter.
    pub fn adjust(self, route: &Route) {
        let href = route.href();
        let null = wasm_bindgen::JsValue::NULL;
        if window().history().is_ok_and(|it| it.replace_state_with_url(&null, "", Some(&href)).is_ok()) {
            self.hash.set(href);
        }
    }

    /// Opens the form for a new record where the address asks for it: other pages and the commands lead there so.
    pub fn opens_at_new(self, creating: RwSignal<bool>) {
        let is_asked = Memo::new(move |_| self.route.with(|route| route.detail(NEW).is_some()));
        Effect::new(move |_| {
            if is_asked.get() {
                creating.set(true);
                self.adjust(&self.route.get_untracked().with(NEW, ""));
            }
        });
    }

    /// Says in a toast what was done, with the way back where there is one.
    pub fn note(self, text: String, undo: Option<Callback<()>>) {
        let label = self.language.with_untracked(|language| Phrase::Undo.text(*language)).to_owned();
        self.toasts.show(Toast { text, tone: ToastTone::Note, action: undo.map(|run| ToastAction { label, run }) });
    }

    /// Says in a toast why something was not done.
    pub fn refuse(self, why: &Refusal) {
        for text in self.refusal_sentences(why) {
            self.toasts.show(Toast { text, tone: ToastTone::Problem, action: None });
        }
    }

    /// Why something was not done, one sentence for each thing that is wrong.
    pub fn refusal_sentences(self, why: &Refusal) -> Vec<String> {
        let currency = untrack(|| self.currency());
        let names = Names { currency: &currency, custom_field: &|kind, field| self.own_label(kind, field) };
        refusal(self.language.get_untracked(), why, &names)
    }

    /// Tells the engine to do something; then says `done` in a toast that can take back exactly that, or why not.
    pub fn tell(self, command: impl Into<Command>, done: impl Fn(Language) -> String + 'static) {
        self.tell_then(command, done, |_| ());
    }

    /// The same, with something more to do when it is done.
    pub fn tell_then(
        self,
        command: impl Into<Command>,
        done: impl Fn(Language) -> String + 'static,
        then: impl FnOnce(&Done) + 'static,
    ) {
        self.client.tell_then(command, move |outcome| match outcome {
            Ok(did) => {
                self.note_done(done(self.language.get_untracked()), &did);
                then(&did);
            }
            Err(why) => self.refuse(&why),
        });
    }

    /// The same, with something to put right where it was refused: a box that the browser has ticked already.
    pub fn tell_else(
        self,
        command: impl Into<Command>,
        done: impl Fn(Language) -> String + 'static,
        refused: impl FnOnce() + 'static,
    ) {
        self.client.tell_then(command, move |outcome| match outcome {
            Ok(did) => self.note_done(done(self.language.get_untracked()), &did),
            Err(why) => {
                refused();
                self.refuse(&why);
            }
        });
    }

    /// Says in a toast what was done, with a button that takes back exactly that.
    pub fn note_done(self, text: String, done: &Done) {
        let sequence = done.sequence;
        let undo = Callback::new(move |()| self.take_back(sequence));
        self.note(text, (sequence > 0).then_some(undo));
    }

    /// Takes back what was done at that place of the journal.
    pub fn take_back(self, sequence: u64) {
        use crate::commands::revert_batch::RevertBatch;
        self.client.tell_then(RevertBatch { sequence }, move |outcome| match outcome {
            Ok(done) => self.note_taken_back(&done),
            Err(why) => self.refuse(&why),
        });
    }

    /// Says in a toast that something was taken back, or what of it stands all the same, and why.
    pub fn note_taken_back(self, done: &Done) {
        let language = self.language.get_untracked();
        // What others refer to first: it is all there, whatever was edited in it.
        let Some((kind, id, field)) = done.kept.iter().copied().min_by_key(|(_, _, field)| *field != ALIVE) else {
            return self.note(Phrase::TakenBack.text(language).to_owned(), None);
        };
        let because = if field == ALIVE { StandsBecause::ReferredTo } else { StandsBecause::Edited };
        let how_much = if done.size == 0 { TakenBack::Nothing } else { TakenBack::InPart };
        let others: BTreeSet<(Kind, Id)> = done.kept.iter().map(|(kind, id, _)| (*kind, *id)).collect();
        let n_more = others.len() as u64 - 1;
        spawn_local(async move {
            let sheet = self.client.ask_once(RecordDetail { kind, id }).await;
            let name = sheet.map(|sheet| sheet.name).unwrap_or_default();
            self.note(stands(language, how_much, (kind, &name), because, n_more), None);
        });
    }
}
