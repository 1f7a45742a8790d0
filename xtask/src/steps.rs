//! Runs steps one after the other: says what each does, how long it took, and keeps each runner's closing lines.

use crate::place;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// The steps of one command so far.
#[derive(Default)]
pub struct Steps {
    done: Vec<Step>,
}

struct Step {
    name: String,
    seconds: f64,
    closing: Vec<String>,
    failure: Option<String>,
}

impl Steps {
    /// Does one step; a failure is kept for the end and also handed back.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result<Vec<String>, String>) -> Result<(), String> {
        self.keep(name, || match work() {
            Ok(closing) => (closing, Ok(())),
            Err(reason) => (Vec::new(), Err(reason)),
        })
    }

    /// Runs a program as one step, its output passed through.
    pub fn run(&mut self, name: &str, command: &mut Command, is_closing: fn(&str) -> bool) -> Result<(), String> {
        self.keep(name, || match follow(command) {
            Ok(Output { success, lines }) => {
                let closing = lines.into_iter().filter(|line| is_closing(line)).collect();
                let failed = || format!("{} failed", program_name(command));
                (closing, success.then_some(()).ok_or_else(failed))
            }
            Err(reason) => (Vec::new(), Err(reason)),
        })
    }

    /// Does what gives closing lines and a result, and keeps both.
    fn keep(&mut self, name: &str, work: impl FnOnce() -> (Vec<String>, Result<(), String>)) -> Result<(), String> {
        println!("\n▸ {name}");
        let start = now();
        let (closing, result) = work();
        let seconds = start.elapsed().as_secs_f64();
        match &result {
            Ok(()) => println!("✓ {name} ({})", duration(seconds)),
            Err(reason) => println!("✗ {name} ({}): {reason}", duration(seconds)),
        }
        self.done.push(Step { name: name.to_owned(), seconds, closing, failure: result.clone().err() });
        result
    }

    /// Runs a program that fetches something: where it fails, the reason is one sentence with the command to repeat.
    pub fn fetch(&mut self, name: &str, what: &str, command: &mut Command) -> Result<(), String> {
        self.step(name, || {
            if follow(command)?.success {
                return Ok(Vec::new());
            }
            let mend = as_typed(command);
            Err(format!("{what} could not be fetched; repeat once the network is reachable, or by hand: {mend}"))
        })
    }

    /// Whether any step was tried.
    #[cfg(test)]
    pub fn is_begun(&self) -> bool {
        !self.done.is_empty()
    }

    /// Prints what each runner said last, and fails if any step did.
    pub fn close(&self) -> Result<(), String> {
        println!("\n── closing lines ──");
        for step in &self.done {
            let mark = if step.failure.is_none() { '✓' } else { '✗' };
            println!("{mark} {} ({})", step.name, duration(step.seconds));
            for (at, line) in step.closing.iter().enumerate() {
                // The name of a test file without a result below it had no test to run here.
                let has_result = step.closing.get(at + 1).is_some_and(|next| !is_name(next));
                if has_result || !is_name(line) {
                    println!("    {}", line.trim());
                }
            }
            if let Some(reason) = &step.failure {
                println!("    {reason}");
            }
        }
        let failed: Vec<&str> = self.done.iter().filter(|it| it.failure.is_some()).map(|it| it.name.as_str()).collect();
        let seconds: f64 = self.done.iter().map(|it| it.seconds).sum();
        if failed.is_empty() {
            println!("\nAll {} steps passed in {}.", self.done.len(), duration(seconds));
            Ok(())
        } else {
            Err(format!(
                "{} of {} steps failed in {}: {}",
                failed.len(),
                self.done.len(),
                duration(seconds),
                failed.join(", ")
            ))
        }
    }
}

fn is_name(line: &str) -> bool {
    line.trim_start().starts_with("Running ")
}

/// No line of the output is worth repeating at the end.
pub fn no_closing(_line: &str) -> bool {
    false
}

/// What a program printed.
pub struct Output {
    pub success: bool,
    /// Both streams, line by line, without colours.
    pub lines: Vec<String>,
}

/// Runs a program, passes on what it prints as it comes, and keeps it.
pub fn follow(command: &mut Command) -> Result<Output, String> {
    let name = program_name(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{name} could not be started: {error}"))?;
    let lines = Arc::new(Mutex::new(Vec::new()));
    let readers = [
        child.stdout.take().map(|stream| pass_on(stream, Arc::clone(&lines))),
        child.stderr.take().map(|stream| pass_on(stream, Arc::clone(&lines))),
    ];
    for reader in readers.into_iter().flatten() {
        reader.join().map_err(|_| format!("the output of {name} could not be read"))?;
    }
    let status = child.wait().map_err(|error| format!("{name} was lost: {error}"))?;
    let lines = lines.lock().map(|mut it| std::mem::take(&mut *it)).unwrap_or_default();
    Ok(Output { success: status.success(), lines })
}

/// What a program prints, if it ran and was content.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Seconds as a person says them.
pub fn duration(seconds: f64) -> String {
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{:.0} min {:02.0} s", (seconds / 60.0).floor(), seconds % 60.0)
    }
}

fn pass_on(stream: impl Read + Send + 'static, lines: Arc<Mutex<Vec<String>>>) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned();
            let mut out = std::io::stdout().lock();
            // A closed pipe of our own output ends the display, not the run.
            let _closed = writeln!(out, "{line}").is_err();
            if let Ok(mut kept) = lines.lock() {
                kept.push(without_colours(&line));
            }
        }
    })
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(it) = characters.next() {
        if it == '\u{1b}' {
            // A colour is ESC [ numbers and one letter.
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(it);
        }
    }
    plain
}

fn program_name(command: &Command) -> String {
    let first = command.get_args().next().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    format!("{} {first}", command.get_program().to_string_lossy()).trim().to_owned()
}

/// A command as a person types it at the top of the repository.
fn as_typed(command: &Command) -> String {
    let folder = command.get_current_dir().filter(|it| *it != place::root());
    let folder = folder.map(|it| format!("cd {} && ", quoted(it.as_os_str()))).unwrap_or_default();
    let words = std::iter::once(command.get_program()).chain(command.get_args()).map(quoted);
    folder + &words.collect::<Vec<_>>().join(" ")
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let is_plain = |it: char| it.is_alphanumeric() || "-_./:@=,+".contains(it);
    if word.chars().all(is_plain) { word.into_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

#[expect(clippy::disallowed_methods, reason = "a runner on the host may look at its clock")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_taken_out_of_closing_lines() {
        for (line, plain) in [
            ("test result: \u{1b}[32mok\u{1b}[0m. 3 passed", "test result: ok. 3 passed"),
            ("plain", "plain"),
            ("\u{1b}[1;31m2 failed\u{1b}[39m", "2 failed"),
        ] {
            assert_eq!(without_colours(line), plain);
        }
    }

    #[test]
    fn a_failed_step_hides_nothing_and_fails_the_whole() {
        let mut steps = Steps::default();
        assert!(steps.step("first", || Err("broken".into())).is_err());
        assert!(steps.step("second", || Ok(vec!["fine".into()])).is_ok());
        assert!(
            steps.close().is_err_and(|reason| reason.starts_with("1 of 2 steps failed") && reason.ends_with("first"))
        );
    }

    #[test]
    fn what_cannot_be_fetched_is_one_sentence_with_the_command_to_repeat() {
        let mut steps = Steps::default();
        let mut fetch = Command::new("cargo");
        fetch.args(["no-such-command", "two words", "it's"]).current_dir(place::root().join("tests"));
        let reason = steps.fetch("Fetching", "the thing", &mut fetch).unwrap_err();
        let folder = place::root().join("tests").display().to_string();
        assert!(reason.starts_with("the thing could not be fetched; repeat once the network is reachable"), "{reason}");
        assert!(reason.ends_with(&format!("cd {folder} && cargo no-such-command 'two words' 'it'\\''s'")), "{reason}");
        assert_eq!(as_typed(Command::new("npm").arg("ci").current_dir(place::root())), "npm ci");
    }

    #[test]
    fn durations_read_well() {
        for (seconds, text) in [(0.04, "0.0 s"), (59.94, "59.9 s"), (61.2, "1 min 01 s"), (600.0, "10 min 00 s")] {
            assert_eq!(duration(seconds), text);
        }
    }
}
