//! The store is not what was left, or does not open: why, and where to start again. Nothing is erased unasked.

use leptos::prelude::*;
use web_sys::File;

use super::desk::Desk;
use super::export::COPIES;
use super::long_work::{LongWork, LongWorkBar};
use super::save_file::save_file;
use crate::client::Hearing;
use crate::i18n::Language;
use crate::i18n::backups::{copy_reaches, restored};
use crate::i18n::phrases::Phrase;
use crate::ui::{Button, ButtonKind, Card, FileButton, Icon, IconName};
use crate::worker::messages::{Reply, Request, Rescue, RescueReason};
use crate::worker::work::{Work, Worked};

/// The screen in place of all pages.
#[component]
pub fn RescueScreen(
    /// Why.
    reason: RescueReason,
    /// The last batch that comes back from the internal copy.
    copy: Option<u64>,
    /// The report, to be copied.
    #[prop(into)]
    report: Callback<(String,)>,
) -> impl IntoView {
    let desk = Desk::here();
    let busy = RwSignal::new(false);
    let sure = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let was_lost = matches!(reason, RescueReason::Lost { .. } | RescueReason::RolledBack { .. });
    let choose = move |rescue: Rescue| {
        busy.set(true);
        failed.set(false);
        desk.client.send(Request::Rescue(rescue), None, move |(reply, file)| {
            match reply {
                Reply::File { name } => {
                    if let Some(file) = file {
                        save_file(&name, &file);
                    }
                }
                Reply::NotRescued => drop(failed.try_set(true)),
                Reply::Answered(_)
                | Reply::Done(_)
                | Reply::Json(_)
                | Reply::DoneJson { .. }
                | Reply::Progress(_)
                | Reply::Worked(_)
                | Reply::Beat => {}
            }
            busy.try_set(false);
            Hearing::Over
        });
    };
    let work = LongWork::new(desk);
    let wrong = RwSignal::new(Vec::<String>::new());
    let take_file = move |file: File| {
        wrong.set(Vec::new());
        work.begin(Work::Restore {}, Some(file.into()), move |ended| match ended.map(|it| it.worked) {
            Ok(Worked::Restored { n_records, n_unknown }) => {
                let text = desk.language.with_untracked(|it| restored(*it, n_records, n_unknown));
                desk.note(text, None);
            }
            Ok(_) => {}
            Err(why) => drop(wrong.try_set(desk.refusal_sentences(&why))),
        });
    };
    let told = reason.clone();
    let technical = format!("{reason:?}");
    let reaches = copy.filter(|_| reason.may_be_written_over());
    let retry = move || drop(window().location().reload());
    let title = if was_lost { Phrase::RescueLostTitle } else { Phrase::RescueTitle };
    let may_write_over = reason.may_be_written_over();
    let can_go_on =
        matches!(reason, RescueReason::Lost { .. } | RescueReason::RolledBack { .. } | RescueReason::Damaged);
    view! {
        <div class="rescue">
            <Card>
                <div class="head">
                    <Icon name=IconName::WarningCircle />
                    <h1 tabindex="-1">{desk.words(title)}</h1>
                </div>
                <p class="why">{desk.sentence(move |language| why(language, &told))}</p>
                <p>
                    {desk.words(Phrase::RescueText)}
                    {reaches.map(|reaches| (" ", desk.sentence(move |language| copy_reaches(language, reaches))))}
                </p>
                <div class="ways">
                    <Button kind=ButtonKind::Main icon=IconName::Redo on_press=retry>
                        {desk.words(Phrase::RescueRetry)}
                    </Button>
                    {may_write_over
                        .then(|| {
                            let restore = move || choose(Rescue::RestoreSnapshot);
                            view! {
                                <Button icon=IconName::ShieldCheck busy=busy on_press=restore>
                                    {desk.words(Phrase::RescueSnapshot)}
                                </Button>
                            }
                        })}
                    {can_go_on
                        .then(|| {
                            view! {
                                <Button icon=IconName::Check busy=busy on_press=move || choose(Rescue::GoOn)>
                                    {desk.words(Phrase::RescueGoOn)}
                                </Button>
                            }
                        })}
                    <Button icon=IconName::DownloadSimple busy=busy on_press=move || choose(Rescue::ExportRaw)>
                        {desk.words(Phrase::RescueRaw)}
                    </Button>
                    <Button icon=IconName::Copy on_press=move || report.run((technical.clone(),))>
                        {desk.words(Phrase::RescueReport)}
                    </Button>
                    <Show when=move || may_write_over && !sure.get()>
                        <Button kind=ButtonKind::Quiet on_press=move || sure.set(true)>
                            {desk.words(Phrase::RescueEmpty)}
                        </Button>
                    </Show>
                    <Show when=move || sure.get()>
                        <Button kind=ButtonKind::Danger busy=busy on_press=move || choose(Rescue::StartEmpty)>
                            {desk.words(Phrase::RescueEmptySure)}
                        </Button>
                    </Show>
                </div>
                {may_write_over
                    .then(|| {
                        view! {
                            <FileButton
                                label=desk.words(Phrase::RescueFile)
                                accept=COPIES
                                busy=Signal::derive(move || work.is_running())
                                on_choose=take_file
                            />
                        }
                    })}
                <LongWorkBar work=work label=Phrase::BackupReading />
                <p class="outcome" role="status">
                    {move || failed.get().then(|| desk.say(Phrase::RescueFailed))}
                    {move || wrong.get().join(" ")}
                </p>
            </Card>
        </div>
    }
}

/// The reason in a sentence.
fn why(language: Language, reason: &RescueReason) -> String {
    let batch = |sequence: u64| crate::i18n::format::count(language, sequence);
    match reason {
        RescueReason::Lost { .. } => Phrase::RescueLostText.text(language).to_owned(),
        RescueReason::RolledBack { expected, found } => match language {
            Language::Italian => format!(
                "Il browser ha riaperto una versione precedente dei dati: arriva alla modifica {}, ma eravamo alla {}.",
                batch(*found),
                batch(*expected)
            ),
            Language::English => format!(
                "The browser opened an earlier version of the data: it goes up to change {}, but we had reached {}.",
                batch(*found),
                batch(*expected)
            ),
        },
        RescueReason::NoAnswer => Phrase::OpeningSlowText.text(language).to_owned(),
        RescueReason::BlockedByOldTab => Phrase::HeldByOldTab.text(language).to_owned(),
        RescueReason::Newer => Phrase::NewerDataText.text(language).to_owned(),
        RescueReason::Damaged => Phrase::DamagedPageTitle.text(language).to_owned(),
        RescueReason::NoRoom => Phrase::QuotaText.text(language).to_owned(),
        RescueReason::Other(what) => match language {
            Language::Italian => format!("Il browser dice: {what}"),
            Language::English => format!("The browser says: {what}"),
        },
    }
}
