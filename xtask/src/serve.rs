//! A small static server: the built page under the headers, the media types and the sub-path of a real host.

use crate::steps::Steps;
use crate::{build, headers, place, sizes};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What is served, and how.
pub struct Site {
    /// The folder with the files.
    pub folder: PathBuf,
    /// The path under which the page lives: starts and ends with a slash.
    pub under: String,
    /// Sent with each file.
    pub headers: Vec<(&'static str, String)>,
}

/// `cargo xtask serve`.
pub fn command(steps: &mut Steps, arguments: &[String]) -> Result<(), String> {
    let mut port = 8080;
    let mut under = "/".to_owned();
    let mut is_built = false;
    let mut headers = headers::advised()?;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--built" => is_built = true,
            "--without-headers" => headers.clear(),
            "--port" => port = number(rest.next())?,
            "--under" => under = sub_path(rest.next())?,
            other => return Err(format!("serve does not know {other:?}")),
        }
    }
    // A port that is taken is found before anything is built.
    let listener = listen(port)?;
    if !is_built {
        build::release(steps)?;
    }
    let site = Site { folder: place::dist(), under, headers };
    println!("\nRapporto is on {}  (Ctrl C stops)", address(&listener, &site)?);
    accept(&listener, &Arc::new(site));
    Ok(())
}

/// A port of this machine, reachable from this machine only.
pub fn listen(port: u16) -> Result<TcpListener, String> {
    TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port))).map_err(|error| {
        let other = port.checked_add(1).unwrap_or(8080);
        format!("port {port} cannot be used ({error}): choose another one, --port {other}")
    })
}

/// Where the site is to be seen.
pub fn address(listener: &TcpListener, site: &Site) -> Result<String, String> {
    let port = listener.local_addr().map_err(|error| format!("the server has no address: {error}"))?.port();
    Ok(format!("http://127.0.0.1:{port}{}", site.under))
}

/// Serves until the process ends.
pub fn accept(listener: &TcpListener, site: &Arc<Site>) {
    let packed = Arc::new(Mutex::new(HashMap::new()));
    for stream in listener.incoming().filter_map(Result::ok) {
        let (site, packed) = (Arc::clone(site), Arc::clone(&packed));
        // A connection that breaks off is the browser's choice.
        std::thread::spawn(move || converse(&stream, &site, &packed).is_err());
    }
}

/// A port number from the command line.
pub fn number(argument: Option<&String>) -> Result<u16, String> {
    argument.and_then(|it| it.parse().ok()).ok_or_else(|| "--port wants a number up to 65535".to_owned())
}

/// Files after gzip, by path and time of change, so that each is packed once.
type Packed = Mutex<HashMap<(PathBuf, std::time::SystemTime), Arc<Vec<u8>>>>;

fn sub_path(argument: Option<&String>) -> Result<String, String> {
    argument
        .filter(|it| it.starts_with('/') && it.ends_with('/'))
        .cloned()
        .ok_or_else(|| "--under wants a path that starts and ends with a slash".to_owned())
}

/// Answers the requests of one connection.
fn converse(stream: &TcpStream, site: &Site, packed: &Packed) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_mins(1)))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut request = String::new();
        if reader.read_line(&mut request)? == 0 {
            return Ok(());
        }
        let mut words = request.split_whitespace().map(str::to_owned);
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let mut request = Request { method, target, takes_gzip: false };
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
                break;
            }
            let line = line.to_ascii_lowercase();
            request.takes_gzip |= line.starts_with("accept-encoding:") && line.contains("gzip");
        }
        send(stream, site, packed, &request)?;
    }
}

struct Request {
    method: String,
    target: String,
    takes_gzip: bool,
}

#[derive(Debug, PartialEq)]
enum Answer {
    File(PathBuf),
    Moved(String),
    Missing,
    Refused,
}

/// The file that an address names: nothing outside the folder can be named.
fn find(site: &Site, target: &str) -> Answer {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    if format!("{path}/") == site.under {
        return Answer::Moved(site.under.clone());
    }
    let Some(inside) = path.strip_prefix(&site.under) else { return Answer::Missing };
    let Some(inside) = decoded(inside) else { return Answer::Missing };
    if !Path::new(&inside).components().all(|it| matches!(it, Component::Normal(_))) || inside.contains(['\\', '\0']) {
        return Answer::Missing;
    }
    let file = if inside.is_empty() { site.folder.join("index.html") } else { site.folder.join(inside) };
    if file.is_file() { Answer::File(file) } else { Answer::Missing }
}

fn send(mut stream: &TcpStream, site: &Site, packed: &Packed, request: &Request) -> std::io::Result<()> {
    let answer = match request.method.as_str() {
        "GET" | "HEAD" => find(site, &request.target),
        _ => Answer::Refused,
    };
    let mut head = Vec::new();
    let body: Arc<Vec<u8>> = match answer {
        Answer::File(file) => {
            let media_type = media_type(&file);
            writeln!(head, "HTTP/1.1 200 OK\r")?;
            writeln!(head, "Content-Type: {media_type}\r")?;
            writeln!(head, "Cache-Control: {}\r", if is_named_by_content(&file) { FOR_EVER } else { ASK_AGAIN })?;
            for (name, value) in &site.headers {
                writeln!(head, "{name}: {value}\r")?;
            }
            if request.takes_gzip && media_type != "image/png" && media_type != "font/woff2" {
                writeln!(head, "Content-Encoding: gzip\r\nVary: Accept-Encoding\r")?;
                pack(packed, &file)?
            } else {
                Arc::new(std::fs::read(&file)?)
            }
        }
        Answer::Moved(to) => {
            writeln!(head, "HTTP/1.1 308 Permanent Redirect\r\nLocation: {to}\r")?;
            Arc::default()
        }
        Answer::Missing => {
            writeln!(head, "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r")?;
            Arc::new(b"There is no such file.\n".to_vec())
        }
        Answer::Refused => {
            writeln!(head, "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r")?;
            Arc::default()
        }
    };
    write!(head, "Content-Length: {}\r\n\r\n", body.len())?;
    if request.method != "HEAD" {
        head.extend_from_slice(&body);
    }
    stream.write_all(&head)
}

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

fn pack(packed: &Packed, file: &Path) -> std::io::Result<Arc<Vec<u8>>> {
    let key = (file.to_path_buf(), file.metadata()?.modified()?);
    if let Some(known) = packed.lock().ok().and_then(|it| it.get(&key).cloned()) {
        return Ok(known);
    }
    let bytes = Arc::new(sizes::gzip(&std::fs::read(file)?).map_err(std::io::Error::other)?);
    if let Ok(mut all) = packed.lock() {
        all.insert(key, Arc::clone(&bytes));
    }
    Ok(bytes)
}

/// A file with a hash in its name never changes.
fn is_named_by_content(file: &Path) -> bool {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix("_bg").unwrap_or(&name);
    name.rsplit_once('-').is_some_and(|(_, hash)| hash.len() >= 12 && hash.bytes().all(|it| it.is_ascii_hexdigit()))
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|it| it.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |it: Option<u8>| char::from(it?).to_digit(16);
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_file_of_the_folder_or_nothing() {
        let folder = std::env::temp_dir().join(format!("rapporto-serve-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("a b")).unwrap();
        std::fs::write(folder.join("index.html"), "").unwrap();
        std::fs::write(folder.join("a b").join("c.js"), "").unwrap();
        let site = Site { folder: folder.clone(), under: "/crm/".to_owned(), headers: Vec::new() };
        for (target, expected) in [
            ("/crm/", Answer::File(folder.join("index.html"))),
            ("/crm/?x=1#y", Answer::File(folder.join("index.html"))),
            ("/crm/a%20b/c.js", Answer::File(folder.join("a b/c.js"))),
            ("/crm", Answer::Moved("/crm/".to_owned())),
            ("/", Answer::Missing),
            ("/crm/a%20b", Answer::Missing),
            ("/crm/../crm/index.html", Answer::Missing),
            ("/crm/%2e%2e/index.html", Answer::Missing),
            ("/crm//etc/passwd", Answer::Missing),
            ("/crm/%2Fetc/passwd", Answer::Missing),
            ("/crm/%zz", Answer::Missing),
            ("/crm/index.html%00", Answer::Missing),
        ] {
            assert_eq!(find(&site, target), expected, "{target}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_port_that_is_taken_is_found_before_anything_is_built() {
        let taken = listen(0).unwrap();
        let port = taken.local_addr().unwrap().port().to_string();
        for command in [command, crate::dev::command] {
            let mut steps = Steps::default();
            let reason = command(&mut steps, &["--port".to_owned(), port.clone()]).unwrap_err();
            assert!(reason.contains(&port) && reason.contains("choose another one, --port "), "{reason}");
            assert!(!steps.is_begun());
        }
    }

    #[test]
    fn only_files_named_by_their_content_are_kept_for_ever() {
        for (name, expected) in [
            ("rapporto-0123456789abcdef_bg.wasm", true),
            ("worker-0123456789ab.js", true),
            ("index.html", false),
            ("icon.svg", false),
            ("some-name.js", false),
        ] {
            assert_eq!(is_named_by_content(Path::new(name)), expected, "{name}");
        }
    }
}
