//! Long work of the engine as a page shows it: a bar, the rate, the time left, and a button that stops it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use super::desk::Desk;
use crate::client::work::Finished;
use crate::commands::Refusal;
use crate::i18n::Language;
use crate::i18n::backups;
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::{per_second, progress, time_left};
use crate::ui::{Progress as Bar, is_edit_while};
use crate::worker::messages::Progress;
use crate::worker::work::Work;

/// Work under way, or none. It is small and copied freely.
#[derive(Clone, Copy)]
pub struct LongWork {
    desk: Desk,
    progress: RwSignal<Option<Progress>>,
    number: RwSignal<Option<u32>>,
    /// How many rows there will be, where that is known.
    n_rows: RwSignal<Option<u64>>,
}

impl LongWork {
    /// None yet.
    pub fn new(desk: Desk) -> Self {
        let number = RwSignal::new(None);
        is_edit_while(Signal::derive(move || number.with(Option::is_some)));
        Self { desk, progress: RwSignal::new(None), number, n_rows: RwSignal::new(None) }
    }

    /// Whether it is under way.
    pub fn is_running(self) -> bool {
        self.number.with(Option::is_some)
    }

    /// Says how many rows there will be, where that is known.
    pub fn expect(self, n_rows: Option<u64>) {
        self.n_rows.set(n_rows);
    }

    /// Begins, and passes on how it ended; nothing when work is under way already.
    pub fn begin(self, work: Work, file: Option<Blob>, then: impl FnOnce(Result<Finished, Refusal>) + 'static) {
        if self.number.with_untracked(Option::is_some) {
            return;
        }
        // The page may be gone while the work goes on.
        let (number, end) = self.desk.client.work(work, file, move |told| {
            self.progress.try_set(Some(told));
        });
        self.number.set(Some(number));
        spawn_local(async move {
            let ended = end.await;
            self.number.try_set(None);
            self.progress.try_set(None);
            then(ended);
        });
    }

    fn stop(self) {
        if let Some(number) = self.number.get_untracked() {
            self.desk.client.cancel(number);
        }
    }
}

/// The bar of work under way; nothing when there is none.
#[component]
pub fn LongWorkBar(
    /// The work.
    work: LongWork,
    /// What is being done.
    label: Phrase,
) -> impl IntoView {
    let desk = work.desk;
    let part = Signal::derive(move || {
        work.progress.get().filter(|it| it.total > 0).map(|it| it.done.min(it.total) as f64 / it.total as f64)
    });
    let detail = desk.sentence(move |language| {
        let Some(told) = work.progress.get() else { return String::new() };
        told_in_words(language, told, work.n_rows.get())
    });
    move || {
        work.is_running().then(|| {
            let stop = Callback::new(move |()| work.stop());
            view! {
                <Bar
                    label=desk.words(label)
                    part=part
                    detail=detail
                    cancel_label=desk.words(Phrase::Stop)
                    on_cancel=stop
                />
            }
        })
    }
}

/// `20.000 di 1.250.000 · 85.000 al secondo · ancora 12 s circa`; what is not known yet is left out.
fn told_in_words(language: Language, told: Progress, n_rows: Option<u64>) -> String {
    let mut words = vec![match n_rows {
        Some(n_rows) => progress(language, told.rows.min(n_rows), n_rows),
        None => backups::records(language, told.rows),
    }];
    if told.millis >= A_SECOND {
        let rate = told.rows.saturating_mul(A_SECOND) / told.millis;
        if rate > 0 {
            words.push(per_second(language, if rate > 1_000 { rate / 100 * 100 } else { rate }));
        }
        let left = told.total.saturating_sub(told.done).saturating_mul(told.millis).checked_div(told.done);
        words.extend(left.filter(|left| *left > 0).map(|left| time_left(language, left.div_ceil(A_SECOND))));
    }
    words.join(" · ")
}

/// In milliseconds; before that long neither rate nor time left mean anything.
const A_SECOND: u64 = 1_000;
