//! One order, there or new: written as a whole, saved by one command.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::leaving::{OrderDrafts, ask_before_leaving};
use super::order_draft::OrderDraft;
use super::order_header::OrderHeader;
use super::order_line::LineErrors;
use super::order_lines::OrderLines;
use super::order_sums::OrderSums;
use crate::client::Asked;
use crate::commands::bin_records::BinRecords;
use crate::commands::{Done, Refusal};
use crate::i18n::Language;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::i18n::refusals::{Names, invalid};
use crate::i18n::sentences::new_one;
use crate::i18n::wrong::wrong;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::pages::Page;
use crate::pages::desk::{Desk, NEW};
use crate::pages::failed::Unfound;
use crate::pages::in_the_bin::InTheBin;
use crate::pages::record_facts::{RecordFacts, Rest};
use crate::pages::record_form::{Errors, FormField, read_draft};
use crate::pages::record_history::RecordHistory;
use crate::queries::list_window::Place;
use crate::queries::order_detail::{OrderDetail, OrderSheet};
use crate::queries::record_detail::RecordDetail;
use crate::queries::shown::Named;
use crate::ui::{
    Button, ButtonKind, Dialog, DialogShape, Entry, FieldInput, IconName, InputKind, PageHeader, Tag, Toast,
    ToastAction, ToastTone, Tone, is_edit_while,
};

/// The order of that identity, or a new one.
#[component]
pub(super) fn OrderPage(id: Option<Id>) -> impl IntoView {
    let desk = Desk::here();
    match id {
        None => {
            let customer = desk.route.with_untracked(|route| route.detail("customer").and_then(|it| it.parse().ok()));
            let kept = OrderDraft::new(desk.today.get_untracked());
            view! { <OrderEditor id=None sheet=Memo::new(|_| None) kept customer /> }.into_any()
        }
        Some(id) => {
            let asked = desk.client.ask(move || OrderDetail { id });
            let sheet = Memo::new(move |_| asked.with(|asked| asked.here().cloned()));
            let failed = Memo::new(move |_| asked.with(Asked::failed));
            let is_here = Memo::new(move |_| sheet.with(Option::is_some));
            let content = move || {
                if !is_here.get() {
                    return view! { <Unfound failed page=Some(Page::Orders) /> }.into_any();
                }
                let language = desk.language.get_untracked();
                let kept = sheet.with_untracked(|it| {
                    it.as_ref().map(|it| OrderDraft::of(it, None, language, &untrack(|| desk.currency())))
                });
                kept.map(|kept| view! { <OrderEditor id=Some(id) sheet kept customer=None /> }).into_any()
            };
            content.into_any()
        }
    }
}

#[component]
fn OrderEditor(
    id: Option<Id>,
    sheet: Memo<Option<OrderSheet>>,
    kept: OrderDraft,
    /// For whom a new order is.
    customer: Option<Id>,
) -> impl IntoView {
    let desk = Desk::here();
    let drafts = expect_context::<OrderDrafts>();
    let draft = RwSignal::new(drafts.take(id).unwrap_or_else(|| kept.clone()));
    let kept = RwSignal::new(kept);
    let errors = RwSignal::new(Errors::new());
    let line_errors = RwSignal::new(LineErrors::new());
    let busy = RwSignal::new(false);
    let history = RwSignal::new(false);
    let wanted = RwSignal::new(None::<String>);
    let unsaved = Memo::new(move |_| draft.with(|draft| kept.with(|kept| draft != kept)));
    let binned = Memo::new(move |_| sheet.with(|it| it.as_ref().is_some_and(|it| it.order.place == Place::Bin)));
    let sums = Memo::new(move |_| draft.with(|draft| draft.sums(desk.language.get())));
    follow_sheet(desk, sheet, draft, kept, unsaved);
    follow_language(desk, draft, kept, line_errors);
    is_edit_while(unsaved.into());
    if let Some(customer) = customer {
        spawn_local(async move {
            let known = desk.client.ask_once(RecordDetail { kind: Kind::Customer, id: customer }).await;
            if let Ok(known) = known {
                draft.try_update(|draft| draft.customer = Some(Named { id: customer, name: known.name }));
            }
        });
    }
    ask_before_leaving(unsaved, wanted);
    let discarded = StoredValue::new(false);
    on_cleanup(move || {
        let unsaved = !discarded.try_get_value().unwrap_or(true) && unsaved.try_get_untracked() == Some(true);
        if let Some(draft) = draft.try_get_untracked().filter(|_| unsaved) {
            drafts.keep(id, draft);
            // Outside of what is being cleaned up: the way back outlives this page.
            queue_microtask(move || note_kept(desk, id));
        }
    });
    let leave = move |to: &str| {
        // An address of our own making is always accepted.
        drop(window().location().set_hash(to));
    };
    let saver = Saver { desk, id, draft, kept, errors, line_errors, busy, wanted };
    let save = move || {
        saver.save(move |done| {
            let made = done.made.iter().find(|(kind, _)| *kind == Kind::Order).map(|(_, id)| *id);
            // The page may be gone by now.
            match (wanted.try_get_untracked().flatten(), made) {
                (Some(to), _) => leave(&to),
                (None, Some(order)) => desk.adjust(&desk.to(Page::Orders).opening(Some(order))),
                (None, None) => {}
            }
        });
    };
    let keys = window_event_listener(ev::keydown, move |event| {
        let strong = event.ctrl_key() || event.meta_key();
        if strong && matches!(event.key().as_str(), "s" | "Enter") {
            event.prevent_default();
            save();
        }
    });
    on_cleanup(move || keys.remove());
    let delete = move || {
        let Some(id) = id else { return };
        desk.tell_then(
            BinRecords { kind: Kind::Order, ids: vec![id] },
            |language| done_to_one(language, Deed::Deleted, Kind::Order),
            move |_| {
                discarded.set_value(true);
                desk.go(&desk.to(Page::Orders));
            },
        );
    };
    let discard = move || {
        if let Some(to) = wanted.get_untracked() {
            discarded.set_value(true);
            leave(&to);
        }
    };
    let title = desk.sentence(move |language| {
        if id.is_none() {
            return new_one(language, Kind::Order);
        }
        let number = kept.with(|kept| kept.number.clone());
        let number = if number.is_empty() { Phrase::Unnumbered.text(language).to_owned() } else { number };
        format!("{} {number}", Phrase::OrderOne.text(language))
    });
    let nothing_to_save = Signal::derive(move || !unsaved.get() || binned.get());
    view! {
        <div class="order-page">
            <p class="way-back">
                <a href=desk.to(Page::Orders).href()>{desk.words(Phrase::Orders)}</a>
            </p>
            <PageHeader
                title=title
                tags=move || {
                    view! {
                        {move || {
                            unsaved.get().then(|| view! { <Tag tone=Tone::Accent>{desk.words(Phrase::NotSavedYet)}</Tag> })
                        }}
                    }
                }
            >
                <Show when=move || id.is_some()>
                    <Button kind=ButtonKind::Quiet icon=IconName::Clock on_press=move || history.set(true)>
                        {desk.words(Phrase::History)}
                    </Button>
                    <Button kind=ButtonKind::Quiet icon=IconName::Trash disabled=binned on_press=delete>
                        {desk.words(Phrase::Delete)}
                    </Button>
                </Show>
                <Button kind=ButtonKind::Main kbd="Ctrl S" busy=busy disabled=nothing_to_save on_press=save>
                    {desk.words(Phrase::Save)}
                </Button>
            </PageHeader>
            {id.map(|id| view! { <InTheBin kind=Kind::Order id binned /> })}
            <OrderHeader draft errors />
            {id.is_none().then(|| view! { <OwnInputs draft errors /> })}
            <OrderLines draft errors=line_errors />
            <div class="foot">
                <FieldInput
                    label=desk.words(Phrase::ComposeNote)
                    kind=InputKind::LongText
                    value=Signal::derive(move || Entry::Text(draft.with(|draft| draft.notes.clone())))
                    on_input=move |entry: Entry| draft.update(|draft| entry.text().clone_into(&mut draft.notes))
                />
                <OrderSums sums />
            </div>
            {id.map(|id| {
                let sheet = Memo::new(move |_| sheet.with(|it| it.as_ref().map(|it| (*it.order).clone())));
                view! {
                    <RecordFacts kind=Kind::Order id sheet groups=&[] rest=Rest::Own />
                    <RecordHistory kind=Kind::Order id open=history />
                }
            })}
            <Dialog
                open=Signal::derive(move || wanted.with(Option::is_some))
                title=desk.words(Phrase::LeaveUnsavedTitle)
                close_label=desk.words(Phrase::Close)
                shape=DialogShape::Small
                on_close=move || wanted.set(None)
                footer=move || {
                    view! {
                        <Button on_press=move || wanted.set(None)>{desk.words(Phrase::KeepWriting)}</Button>
                        <Button kind=ButtonKind::Danger on_press=discard>{desk.words(Phrase::DoNotSave)}</Button>
                        <Button kind=ButtonKind::Main busy=busy on_press=save>{desk.words(Phrase::Save)}</Button>
                    }
                    .into_any()
                }
            >
                <p>{desk.words(Phrase::LeaveUnsavedText)}</p>
            </Dialog>
        </div>
    }
}

/// The user's own fields of a new order.
#[component]
fn OwnInputs(draft: RwSignal<OrderDraft>, errors: RwSignal<Errors>) -> impl IntoView {
    let desk = Desk::here();
    let own = RwSignal::new(draft.with_untracked(|draft| draft.own.clone()));
    Effect::new(move |before: Option<()>| {
        let now = own.get();
        if before.is_some() {
            draft.update(|draft| draft.own = now);
        }
    });
    let inputs = move || {
        let shapes = desk.own_shapes(Kind::Order);
        shapes.into_iter().map(|shape| view! { <FormField kind=Kind::Order shape draft=own errors /> }).collect_view()
    };
    view! { <div class="own-inputs">{inputs}</div> }.into_any()
}

/// What is kept changed, here or in another tab: an order that is not being written follows it.
fn follow_sheet(
    desk: Desk,
    sheet: Memo<Option<OrderSheet>>,
    draft: RwSignal<OrderDraft>,
    kept: RwSignal<OrderDraft>,
    unsaved: Memo<bool>,
) {
    Effect::new(move |before: Option<()>| {
        let language = desk.language.get_untracked();
        let now = sheet.with(|sheet| {
            let shown = draft.get_untracked();
            sheet.as_ref().map(|sheet| OrderDraft::of(sheet, Some(&shown), language, &untrack(|| desk.currency())))
        });
        if let Some(now) = now.filter(|_| before.is_some() && !unsaved.get_untracked()) {
            kept.set(now.clone());
            draft.set(now);
        }
    });
}

/// Another language writes numbers in another way.
fn follow_language(
    desk: Desk,
    draft: RwSignal<OrderDraft>,
    kept: RwSignal<OrderDraft>,
    line_errors: RwSignal<LineErrors>,
) {
    Effect::new(move |before: Option<Language>| {
        let now = desk.language.get();
        if let Some(before) = before.filter(|before| *before != now) {
            line_errors.set(LineErrors::new());
            let currency = untrack(|| desk.currency());
            kept.update(|kept| kept.rewrite(before, now, &currency));
            draft.update(|draft| draft.rewrite(before, now, &currency));
        }
        now
    });
}

/// The draft of an order that was left: not lost, and said so.
fn note_kept(desk: Desk, id: Option<Id>) {
    let language = desk.language.get_untracked();
    let back = desk.to(Page::Orders);
    let back = if id.is_some() { back.opening(id) } else { back.with(NEW, "1") };
    let label = Phrase::BackToOrder.text(language).to_owned();
    let run = Callback::new(move |()| desk.go(&back));
    let text = Phrase::DraftKept.text(language).to_owned();
    desk.toasts.show(Toast { text, tone: ToastTone::Note, action: Some(ToastAction { label, run }) });
}

/// What saving needs.
#[derive(Clone, Copy)]
struct Saver {
    desk: Desk,
    id: Option<Id>,
    draft: RwSignal<OrderDraft>,
    kept: RwSignal<OrderDraft>,
    errors: RwSignal<Errors>,
    line_errors: RwSignal<LineErrors>,
    busy: RwSignal<bool>,
    wanted: RwSignal<Option<String>>,
}

impl Saver {
    /// Saves the draft as it stands; what is wrong is said beside it, and nothing is saved.
    fn save(self, then: impl FnOnce(&Done) + 'static) {
        let Self { desk, id, draft, kept, busy, .. } = self;
        let (language, currency) = (desk.language.get_untracked(), untrack(|| desk.currency()));
        let found = draft.with_untracked(|draft| {
            let sentence = |(key, cell, why): (u32, super::order_draft::LineCell, _)| {
                let field_type = draft.line(key)?.field_type(cell);
                Some(((key, cell), wrong(language, &why, cell.name().text(language), field_type, &currency)))
            };
            draft.wrong(language).into_iter().filter_map(sentence).collect::<LineErrors>()
        });
        if !found.is_empty() || busy.get_untracked() {
            self.line_errors.set(found);
            self.wanted.set(None);
            return;
        }
        let mut own = Vec::new();
        if id.is_none() {
            let (showing, shapes) = untrack(|| (desk.showing(), desk.own_shapes(Kind::Order)));
            let read = draft
                .with_untracked(|it| read_draft(&showing, Kind::Order, &shapes, &it.own, &mut own, &mut Vec::new()));
            if let Err(wrong) = read {
                self.errors.set(wrong);
                self.wanted.set(None);
                return;
            }
        }
        busy.set(true);
        draft.update(OrderDraft::drop_blank_lines);
        let sent = draft.get_untracked();
        let mut command = kept.with_untracked(|kept| sent.command(id, kept, language));
        command.values.append(&mut own);
        desk.client.tell_then(command, move |outcome| {
            busy.try_set(false);
            match outcome {
                Ok(done) => {
                    self.adopt(sent, &done);
                    let deed = if id.is_some() { Deed::Updated } else { Deed::Created };
                    desk.note_done(done_to_one(desk.language.get_untracked(), deed, Kind::Order), &done);
                    then(&done);
                }
                Err(why) => self.refuse(&why),
            }
        });
    }

    /// What was sent is what is kept; its new lines have the identities that were made for them.
    fn adopt(self, mut sent: OrderDraft, done: &Done) {
        let mut made = done.made.iter().filter(|(kind, _)| *kind == Kind::OrderLine).map(|(_, id)| *id);
        let new: Vec<(u32, Option<Id>)> =
            sent.lines.iter().filter(|line| line.id.is_none()).map(|line| (line.key, made.next())).collect();
        for (key, id) in new {
            sent.line_mut(key).into_iter().for_each(|line| line.id = id);
            self.draft.try_update(|draft| draft.line_mut(key).into_iter().for_each(|line| line.id = id));
        }
        self.kept.try_set(sent);
    }

    fn refuse(self, why: &Refusal) {
        let desk = self.desk;
        self.wanted.try_set(None);
        let Refusal::Invalid(wrong) = why else { return desk.refuse(why) };
        let (language, currency) = (desk.language.get_untracked(), untrack(|| desk.currency()));
        let names = Names { currency: &currency, custom_field: &|kind, field| desk.own_label(kind, field) };
        let (here, elsewhere): (Vec<_>, Vec<_>) = wrong.iter().partition(|it| it.kind == Kind::Order);
        self.errors.try_set(here.into_iter().map(|it| (it.field, invalid(language, it, &names))).collect());
        if !elsewhere.is_empty() {
            desk.refuse(&Refusal::Invalid(elsewhere.into_iter().cloned().collect()));
        }
    }
}
