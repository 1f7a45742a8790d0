//! A debug page, built again at each change and served with the same headers as the released one.

use crate::steps::Steps;
use crate::{build, headers, place, serve, tools};
use std::sync::Arc;

/// `cargo xtask dev`.
pub fn command(steps: &mut Steps, arguments: &[String]) -> Result<(), String> {
    let port = match arguments {
        [] => 8080,
        [flag, port] if flag == "--port" => serve::number(Some(port))?,
        _ => return Err("dev knows only --port N".to_owned()),
    };
    // A port that is taken is found before anything is built.
    let listener = serve::listen(port)?;
    tools::for_building(steps)?;
    tools::crates(steps)?;
    let folder = place::target().join("dev-page");
    let mut watch = build::trunk()?
        .args(["watch", "--dist"])
        .arg(&folder)
        .spawn()
        .map_err(|error| format!("trunk could not be started: {error}"))?;
    let site = serve::Site { folder, under: "/".to_owned(), headers: headers::advised()? };
    println!(
        "\nRapporto will be on {} after the first build: reload after each one",
        serve::address(&listener, &site)?
    );
    std::thread::spawn(move || serve::accept(&listener, &Arc::new(site)));
    let status = watch.wait().map_err(|error| format!("trunk was lost: {error}"))?;
    if status.success() { Ok(()) } else { Err("trunk stopped".to_owned()) }
}
