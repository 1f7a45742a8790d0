//! The project's commands: `cargo xtask COMMAND`.

mod bench;
mod build;
#[cfg(test)]
mod deny;
mod dev;
mod disk;
mod faults;
mod headers;
mod imports;
mod new;
mod package;
mod parts;
mod place;
mod prerequisites;
mod sbom;
mod serve;
mod sheets;
mod sizes;
mod stamp;
mod steps;
mod test;
mod tools;

use std::process::ExitCode;
use steps::Steps;

const USAGE: &str = "\
cargo xtask COMMAND

  serve [--built] [--port N] [--under /PATH/] [--without-headers]
                    build the release page and serve it on 127.0.0.1, with the headers a static host should send
  build             the release page in dist/, ready for any static host and any sub-path
  dev [--port N]    a debug page, built again at each change and served as above
  test [PART …]     everything that must hold; the parts: format clippy rules host browser build sizes pages faults (all of them only when named)
  bench [ARGUMENT …]   the host's benchmarks, then the workload in Chromium beside its peers
  faults            the long runs of the property tests, the simulator and the kill tests
  new page|chart|condition|query|command NAME   its file, its line in the list, its words
  imports           writes down what the modules in dist/ ask of the browser (xtask/imports.txt)
  sbom              the list of what the release is made of, as CycloneDX JSON on standard output
  package VERSION   archive, checksums, bill of materials and notes of a release, from dist/

Tools that are missing are installed on the way; what is there already is left alone.";

fn main() -> ExitCode {
    if parts::is_called() {
        return code(parts::stand_in());
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((command, rest)) = arguments.split_first() else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    let mut steps = Steps::default();
    let done = match command.as_str() {
        "serve" => serve::command(&mut steps, rest),
        "build" => build::release(&mut steps),
        "dev" => dev::command(&mut steps, rest),
        "test" => prerequisites::lints(&mut steps).and_then(|()| test::command(&mut steps, rest)),
        "bench" => bench::command(&mut steps, rest),
        "faults" => faults::command(&mut steps),
        "new" => new::command(rest),
        "imports" => imports::command(),
        "sbom" => sbom::command(),
        "package" => package::command(&mut steps, rest),
        "stamp" => stamp::command(),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("there is no command {other:?}\n\n{USAGE}")),
    };
    code(done)
}

fn code(done: Result<(), String>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\n{reason}");
            ExitCode::FAILURE
        }
    }
}
