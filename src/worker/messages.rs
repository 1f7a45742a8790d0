//! Everything that crosses between a page and the engine, on one page.

use std::panic::PanicHookInfo;

use serde::{Deserialize, Serialize};

use crate::commands::refusal::NotSaved;
use crate::commands::{Command, Done, Refusal};
use crate::engine::data::Kinds;
use crate::model::id::Id;
use crate::queries::{Answer, Query, Unanswered};
use crate::storage::sentinel::Mark;
use crate::worker::work::{Work, Worked};

/// The first message of a page to its worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The tab, by a number of chance.
    pub tab: u64,
    /// The workspace: names the database.
    pub workspace: String,
    /// The build that page and worker are of: tabs of another one are not spoken to.
    pub build: String,
    /// How far the workspace had come, by the mark in local storage.
    pub sentinel: Option<Mark>,
    /// This worker's life, by a number of chance: it holds [`life_lock`] as long as it lives.
    pub life: u64,
    /// Safe mode: reading and export only, after the engine died again and again.
    pub safe_mode: Safety,
}

/// What a worker says when it listens.
pub const UP: &str = "up";
/// What a worker says when it holds the lock of its life.
pub const ALIVE: &str = "alive";

/// What stands beside the bytes of a [`Hello`]: to their codec many a request looks like one.
pub const HELLO: &str = "hello";

/// What a worker says when it is the engine from now on: until then it may have been a relay.
pub const ENGINE: &str = "engine";

/// The name of the lock that a worker holds as long as it lives. Whoever waits for it hears of the worker's end within
/// milliseconds, also where the browser tells nobody.
pub fn life_lock(life: u64) -> String {
    format!("rapporto-life:{life:016x}")
}

/// Whether the engine may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Safety {
    /// It may.
    Ordinary,
    /// It died three times in a minute: it may not.
    ReadOnly,
}

/// A request of a tab.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// Which tab.
    pub tab: u64,
    /// Which of its requests.
    pub number: u32,
    /// What.
    pub request: Request,
}

/// What a page may want.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// The answer to a question.
    Ask(Query),
    /// Something done; the command's identity makes it be done once, however often it comes.
    Tell {
        /// The command's identity.
        id: Id,
        /// What.
        command: Command,
    },
    /// The answer to a question in JSON.
    AskJson(String),
    /// Something done, ordered in JSON.
    TellJson {
        /// The command's identity.
        id: Id,
        /// What.
        json: String,
    },
    /// Long work: its progress is told until it is over. A file may come beside the message.
    Work {
        /// Its identity makes it be done once, however often it comes.
        id: Id,
        /// What.
        work: Work,
    },
    /// Long work, ordered in JSON; it ends with [`Reply::DoneJson`]. A file may come beside the message.
    WorkJson {
        /// Its identity makes it be done once, however often it comes.
        id: Id,
        /// What.
        json: String,
    },
    /// Stops the long work that was asked for by that request of the same tab; there is no reply to this one.
    Cancel(u32),
    /// Is the engine alive?
    Beat,
    /// A choice on the rescue screen.
    Rescue(Rescue),
    /// Whether an order or long work, which is given up because engines died of it, was done all the same: the reply has
    /// the form of the reply to it.
    WasDone {
        /// Its identity.
        id: Id,
        /// How it was ordered.
        form: Form,
    },
}

/// How something was ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// As [`Request::Tell`].
    Tell,
    /// As [`Request::TellJson`].
    TellJson,
    /// As [`Request::Work`].
    Work,
    /// As [`Request::WorkJson`].
    WorkJson,
}

/// What can be done when the store is not what was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rescue {
    /// Goes on with what there is: the loss is accepted.
    GoOn,
    /// Puts the newest snapshot in place of the store.
    RestoreSnapshot,
    /// Begins anew, empty.
    StartEmpty,
    /// Gives out the raw pages, for whoever can read them.
    ExportRaw,
}

/// What the engine sends to one tab.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The answer.
    Answered(Result<Answer, Unanswered>),
    /// What was done.
    Done(Result<Done, Refusal>),
    /// The answer or the deed, or what is wrong, in JSON.
    Json(Result<String, String>),
    /// How far long work has come; the answer is still to come.
    Progress(Progress),
    /// How long work ended.
    Worked(Result<Worked, Refusal>),
    /// The engine is alive.
    Beat,
    /// Bytes follow beside the message: a file to keep.
    File {
        /// Its name.
        name: String,
    },
    /// The rescue did not go through.
    NotRescued,
    /// The deed, or why it was not done, in JSON.
    DoneJson {
        /// The JSON.
        answer: Result<String, String>,
        /// How it ended for the disk.
        ending: Ending,
    },
}

/// How an order ended for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// It was written.
    Written,
    /// It could not be written.
    NotWritten(NotSaved),
    /// It was refused, or there was nothing to write: that says nothing of the disk.
    Nothing,
}

impl Ending {
    /// How a command ended.
    pub fn of_command(done: &Result<Done, Refusal>) -> Self {
        match done {
            Ok(done) if done.sequence == 0 => Self::Nothing,
            Ok(_) => Self::Written,
            Err(refusal) => Self::of_refusal(refusal),
        }
    }

    /// How long work ended.
    pub fn of_work(worked: &Result<Worked, Refusal>) -> Self {
        match worked {
            Ok(Worked::Already(_) | Worked::Imported(_) | Worked::Restored { .. } | Worked::DemoLoaded { .. }) => {
                Self::Written
            }
            Ok(
                Worked::Previewed(_)
                | Worked::Rebuilt {}
                | Worked::Exported { .. }
                | Worked::Manifest(_)
                | Worked::Store(_)
                | Worked::Checked { .. },
            ) => Self::Nothing,
            Err(refusal) => Self::of_refusal(refusal),
        }
    }

    fn of_refusal(refusal: &Refusal) -> Self {
        if let Refusal::NotSaved(why) = refusal { Self::NotWritten(*why) } else { Self::Nothing }
    }
}

/// How far long work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// How much of the whole work is done, its writing included.
    pub done: u64,
    /// Of how much.
    pub total: u64,
    /// Rows taken in so far.
    pub rows: u64,
    /// Milliseconds since it began.
    pub millis: u64,
}

/// What the engine tells every tab.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Notice {
    /// Its state.
    State(State),
    /// The data of these kinds have changed, and it is on disk.
    Changed {
        /// Which kinds.
        kinds: Kinds,
        /// How far the workspace has come.
        mark: Mark,
    },
    /// How much of the store is read while it is opened.
    Read {
        /// Of a hundred.
        percent: u8,
    },
}

/// The state of the engine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Opening the store.
    Starting,
    /// Another tab has the engine: this one reaches it through a channel.
    Relaying,
    /// Questions about customers are answered, the rest is still being read.
    Loading {
        /// Which engine, by a number of chance: another one has not heard what this one was asked.
        engine: u64,
    },
    /// All is read.
    Ready {
        /// Which engine.
        engine: u64,
        /// What of the store was damaged, in words for a report.
        damages: Vec<String>,
        /// What the browser had lost and is there again.
        healed: Option<Healed>,
        /// Whether it may write.
        writing: Writing,
    },
    /// The store is not what was left, or does not open.
    Rescue {
        /// Why.
        reason: RescueReason,
        /// The last batch that comes back from the internal copy; none where there is no copy.
        copy: Option<u64>,
    },
}

/// A loss that was made good from the internal copy, all of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Healed {
    /// What was lost.
    pub loss: Loss,
    /// The last batch that is there again.
    pub reaches: u64,
}

/// What a browser may lose of a store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Loss {
    /// All of it; its own words, where it says so.
    Everything {
        /// Without what could name somebody.
        words: Option<String>,
    },
    /// Its end: an older state came back.
    End {
        /// The last batch that was still there.
        found: u64,
    },
}

/// Whether, and why not, the engine writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Writing {
    /// To the disk.
    Durable,
    /// Nowhere: storage is blocked, all goes with the tab.
    MemoryOnly,
    /// Not at all: safe mode.
    Off,
    /// Not any more: the store is gone. What is in memory can still be read and exported.
    Failed(NotSaved),
}

/// Why there is a rescue screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RescueReason {
    /// The store came back empty.
    Lost {
        /// The last batch known to have been done.
        expected: Option<u64>,
        /// How the browser says that it came to it, where it does; without what could name somebody.
        words: Option<String>,
    },
    /// An older state came back.
    RolledBack {
        /// The last batch known to have been done.
        expected: u64,
        /// The last batch that is there.
        found: u64,
    },
    /// The store does not answer.
    NoAnswer,
    /// An older tab does not let go of the store.
    BlockedByOldTab,
    /// The store was written by a newer version of the program.
    Newer,
    /// The values by which the store is read are damaged.
    Damaged,
    /// The browser gives no room even to open.
    NoRoom,
    /// Anything else, in the browser's words.
    Other(String),
}

impl RescueReason {
    /// Whether something else may take the place of the store: not of what a newer program wrote, or an older tab writes.
    pub fn may_be_written_over(&self) -> bool {
        !matches!(self, Self::Newer | Self::BlockedByOldTab)
    }
}

/// All that a worker posts to its page, and the engine to the tabs on its channel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Post {
    /// To one tab, about one request.
    Reply {
        /// Which of its requests.
        number: u32,
        /// What.
        reply: Reply,
    },
    /// To all.
    Notice(Notice),
    /// The worker dies.
    Fatal(Report),
}

/// Why the engine died. There is no personal data in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What happened, in the program's words.
    pub message: String,
    /// Where in the program.
    pub place: String,
}

impl Report {
    /// What may be said of a panic: the program's own words and the place. A message that was formatted could hold what
    /// somebody typed, so it is left out.
    pub fn of_panic(panic: &PanicHookInfo<'_>) -> Self {
        let place = panic.location().map(|it| format!("{}:{}", it.file(), it.line())).unwrap_or_default();
        let message = panic.payload().downcast_ref::<&str>().copied().unwrap_or("panic");
        Self { message: message.to_owned(), place }
    }
}

/// The bytes of a message.
pub fn to_bytes<T: Serialize>(message: &T) -> Vec<u8> {
    // These types hold nothing that the codec refuses; an empty message is passed over by whoever receives it.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// The message of those bytes; none when they are not one.
pub fn from_bytes<T: for<'d> Deserialize<'d>>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic;
    use std::sync::{Arc, Mutex};
    use std::thread;

    /// What is reported of a panic of this thread; other tests keep the hook that was there.
    fn reported(panics: impl FnOnce() + panic::UnwindSafe) -> Report {
        let heard = Arc::new(Mutex::new(None));
        let (tell, here, before) = (Arc::clone(&heard), thread::current().id(), panic::take_hook());
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() != here {
                before(info);
            } else if let Ok(mut tell) = tell.lock() {
                *tell = Some(Report::of_panic(info));
            }
        }));
        assert!(panic::catch_unwind(panics).is_err());
        heard.lock().unwrap().take().unwrap()
    }

    #[test]
    #[expect(clippy::string_slice, reason = "it is what is tried")]
    fn a_report_of_a_panic_says_the_place_and_nothing_that_was_typed() {
        let typed = String::from("Nicol\u{f2} Sar\u{e0}");
        let own = reported(|| panic!("the index is behind"));
        assert_eq!(own.message, "the index is behind");
        for panics in [
            Box::new(|| drop(typed[..6].to_owned())) as Box<dyn FnOnce() + panic::UnwindSafe>,
            Box::new(|| panic!("no room for {typed}")),
            Box::new(|| assert_eq!(typed.parse::<u8>().unwrap(), 1)),
        ] {
            let report = reported(panics);
            assert_eq!(report.message, "panic");
            assert!(report.place.contains("messages.rs:") || report.place.contains("str"), "{}", report.place);
        }
    }
}
