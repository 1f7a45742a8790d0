//! The door of scripts: what they ask and get in JSON. A part of the program of its own: few need it.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::commands::{Command, Done, Refusal};
use crate::queries::{Answer, Query, Unanswered};
use crate::worker::messages::{Ending, Reply};
use crate::worker::work::{Work, Worked};

/// What reads and writes the JSON of scripts.
pub struct Scripts {
    /// A question of those words.
    pub query: fn(&str) -> Result<Query, String>,
    /// A command of those words.
    pub command: fn(&str) -> Result<Command, String>,
    /// Long work of those words.
    pub work: fn(&str) -> Result<Work, String>,
    /// What is answered, or why not.
    pub answered: fn(Result<Answer, Unanswered>) -> Result<String, String>,
    /// What was done, or why not.
    pub done: fn(Result<Done, Refusal>) -> Result<String, String>,
    /// What long work came to, or why it did not.
    pub worked: fn(Result<Worked, Refusal>) -> Result<String, String>,
}

impl Scripts {
    /// The reply to a command.
    pub fn reply_done(&self, done: Result<Done, Refusal>) -> Reply {
        let ending = Ending::of_command(&done);
        Reply::DoneJson { answer: (self.done)(done), ending }
    }

    /// The reply to long work.
    pub fn reply_worked(&self, worked: Result<Worked, Refusal>) -> Reply {
        let ending = Ending::of_work(&worked);
        Reply::DoneJson { answer: (self.worked)(worked), ending }
    }
}

/// The only one.
pub static SCRIPTS: Scripts = Scripts {
    query: of_json,
    command: of_json,
    work: of_json,
    answered: |answered| in_json(answered).map(|json| bare(&json)),
    done: in_json,
    worked: in_json,
};

/// What a script hears when this part could not be fetched, which can then not say it: [`Refusal::NotFetched`].
pub const NOT_FETCHED: &str = r#""not_fetched""#;

fn of_json<T: DeserializeOwned>(json: &str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|err| to_json(&Unanswered::NotUnderstood(err.to_string())))
}

fn in_json<T: Serialize, E: Serialize>(result: Result<T, E>) -> Result<String, String> {
    result.map(|value| to_json(&value)).map_err(|why| to_json(&why))
}

fn to_json<T: Serialize>(value: &T) -> String {
    // Our types have string keys only and no failing parts: JSON never refuses them.
    serde_json::to_string(value).unwrap_or_default()
}

/// An answer without the name of its question: `{"counts":[…]}` is `[…]`.
fn bare(json: &str) -> String {
    let inner = json.split_once(':').and_then(|(_, rest)| rest.strip_suffix('}'));
    inner.unwrap_or(json).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::refusal::NotSaved;

    #[test]
    fn that_this_part_is_missing_is_said_as_it_would_say_it() {
        assert_eq!((SCRIPTS.done)(Err(Refusal::NotFetched)), Err(NOT_FETCHED.to_owned()));
    }

    #[test]
    fn a_script_hears_json_and_the_page_how_it_ended_for_the_disk() {
        let written = Done { sequence: 3, made: Vec::new(), kept: Vec::new(), size: 1 };
        let idle = Done { sequence: 0, ..written.clone() };
        let ending = |reply| {
            let Reply::DoneJson { answer, ending } = reply else { panic!("{reply:?}") };
            (answer.is_ok(), ending)
        };
        let not_saved = |why| Err(Refusal::NotSaved(why));
        for (done, expected) in [
            (Ok(written), (true, Ending::Written)),
            (Ok(idle), (true, Ending::Nothing)),
            (Err(Refusal::ReadOnly), (false, Ending::Nothing)),
            (not_saved(NotSaved::NoRoom), (false, Ending::NotWritten(NotSaved::NoRoom))),
            (not_saved(NotSaved::EngineStopped), (false, Ending::NotWritten(NotSaved::EngineStopped))),
        ] {
            assert_eq!(ending(SCRIPTS.reply_done(done.clone())), expected, "{done:?}");
        }
        for (worked, expected) in [
            (Ok(Worked::DemoLoaded { n_records: 1 }), (true, Ending::Written)),
            (Ok(Worked::Rebuilt {}), (true, Ending::Nothing)),
            (Err(Refusal::NotSaved(NotSaved::Superseded)), (false, Ending::NotWritten(NotSaved::Superseded))),
        ] {
            assert_eq!(ending(SCRIPTS.reply_worked(worked.clone())), expected, "{worked:?}");
        }
    }

    #[test]
    fn a_name_that_is_not_known_is_refused_not_passed_over() {
        let refused = |read: Result<(), String>| read.unwrap_err().contains("unknown field");
        let question = |json: &str| (SCRIPTS.query)(json).map(drop);
        let command = |json: &str| (SCRIPTS.command)(json).map(drop);
        let work = |json: &str| (SCRIPTS.work)(json).map(drop);
        assert_eq!(question(r#"{"counts":{}}"#), Ok(()));
        assert!(refused(question(r#"{"counts":{"kind":"customer"}}"#)));
        assert!(refused(question(r#"{"search":{"text":"x","limit":5,"kind":["customer"]}}"#)));
        // Without its range this condition would be met by everybody.
        let segment = |range: &str| {
            question(&format!(
                r#"{{"segment_window":{{"segment":{{"order_aggregate":{{"measure":"count","range":{range}}}}},"limit":1}}}}"#
            ))
        };
        assert_eq!(segment(r#"{"least":3}"#), Ok(()));
        assert!(refused(segment(r#"{"min":3}"#)));
        assert_eq!(command(r#"{"undo":{}}"#), Ok(()));
        assert!(refused(command(r#"{"undo":{"steps":2}}"#)));
        for good in
            [r#"{"export":{}}"#, r#"{"preview_import":{}}"#, r#"{"load_demo":{"customers":200,"words":"italian"}}"#]
        {
            assert_eq!(work(good), Ok(()));
        }
        assert!(refused(work(r#"{"export":{"format":"xlsx"}}"#)));
        assert!(refused(work(r#"{"preview_import":{"wish":{}}}"#)));
    }
}
