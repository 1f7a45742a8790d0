//! The check of all data: that it is right, or what is wrong and what to do; and figures and search made anew.

use leptos::prelude::*;

use crate::i18n::phrases::Phrase;
use crate::i18n::store::{data_differ, figures_differ};
use crate::pages::desk::Desk;
use crate::pages::long_work::{LongWork, LongWorkBar};
use crate::pages::report::{copy, report};
use crate::ui::{Button, Card};
use crate::worker::work::{Breach, Work, Worked};

/// Two buttons, and in words what came of them.
#[component]
pub(super) fn DataCheck(desk: Desk) -> impl IntoView {
    let (checking, counting) = (LongWork::new(desk), LongWork::new(desk));
    let found = RwSignal::new(None::<Vec<Breach>>);
    let check = Callback::new(move |()| {
        if counting.is_running() {
            return;
        }
        found.try_set(None);
        checking.begin(Work::Check {}, None, move |ended| match ended.map(|it| it.worked) {
            Ok(Worked::Checked { breaches }) => drop(found.try_set(Some(breaches))),
            Ok(_) => {}
            Err(why) => desk.refuse(&why),
        });
    });
    let count = move || {
        if checking.is_running() {
            return;
        }
        found.set(None);
        counting.begin(Work::Rebuild {}, None, move |ended| match ended {
            // Whether it helped is seen at once.
            Ok(_) => check.run(()),
            Err(why) => desk.refuse(&why),
        });
    };
    let copy_report = move || {
        let lines =
            found.with_untracked(|found| found.iter().flatten().map(|it| format!("{it:?}")).collect::<Vec<_>>());
        copy(desk, &report(desk.language.get_untracked(), &lines));
    };
    let result = move || {
        let breaches = found.get()?;
        if breaches.is_empty() {
            return Some(view! { <p>{desk.words(Phrase::DataIsRight)}</p> }.into_any());
        }
        let (figures, data): (Vec<_>, Vec<_>) = breaches.iter().partition(|it| it.can_be_made_anew());
        let (n_figures, n_data) = (figures.len() as u64, data.len() as u64);
        let about_data = desk.sentence(move |language| data_differ(language, n_data));
        let about_figures = desk.sentence(move |language| figures_differ(language, n_figures));
        let wrong = view! {
            {(n_data > 0).then(|| view! { <p>{about_data}</p> })}
            {(n_figures > 0).then(|| view! { <p>{about_figures}</p> })}
            <Button on_press=copy_report>{desk.words(Phrase::RescueReport)}</Button>
        };
        Some(wrong.into_any())
    };
    view! {
        <Card title=desk.words(Phrase::DataCheck)>
            <p>{desk.words(Phrase::DataCheckText)}</p>
            <div class="buttons">
                <Button on_press=check>{desk.words(Phrase::CheckData)}</Button>
                <Button on_press=count>{desk.words(Phrase::CountAnew)}</Button>
            </div>
            <LongWorkBar work=checking label=Phrase::CheckingData />
            <LongWorkBar work=counting label=Phrase::CountingAnew />
            <div class="found" role="status">{result}</div>
        </Card>
    }
}
