//! One style sheet for the whole page.

use crate::disk::{checksum, read, text_of, write};
use std::path::Path;

/// Puts the style sheets of the page into one, in their order: a script waits for each sheet before it, and so many files
/// take longer to fetch than all that is in them. The script that starts the page does not wait even for that one.
pub fn join(folder: &Path) -> Result<(), String> {
    let path = folder.join("index.html");
    let page = text_of(&path)?;
    let (mut joined, mut sheets, mut rest) = (String::new(), Vec::new(), page.as_str());
    let mut place = None;
    while let Some(at) = rest.find("<link ") {
        let (before, tag) = rest.split_at(at);
        let end = tag.find('>').map_or(tag.len(), |it| it + 1);
        let (tag, after) = tag.split_at(end);
        joined.push_str(before);
        match attribute(tag, "href").filter(|_| attribute(tag, "rel") == Some("stylesheet")) {
            Some(name) => {
                place.get_or_insert(joined.len());
                let sheet = folder.join(name);
                sheets.extend(read(&sheet)?);
                sheets.push(b'\n');
                std::fs::remove_file(&sheet).map_err(|error| format!("{name} cannot be removed: {error}"))?;
            }
            None => joined.push_str(tag),
        }
        rest = after;
    }
    joined.push_str(rest);
    let Some(place) = place else { return Ok(()) };
    let mut name = checksum(&sheets);
    name.truncate(16);
    joined.insert_str(place, &format!("<link rel=stylesheet href=./style-{name}.css>"));
    write(&folder.join(format!("style-{name}.css")), sheets)?;
    write(&path, joined)
}

/// The value of an attribute, with or without quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = tag.split_once(&format!(" {name}="))?.1;
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => value.split([' ', '>']).next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::{files, relative};

    #[test]
    fn the_sheets_of_a_page_become_one_in_their_order() {
        let folder = std::env::temp_dir().join(format!("rapporto-sheets-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let page = "<meta charset=utf-8><link href=icon.svg rel=icon><link href=./b.css integrity=x rel=stylesheet>\n\
                    <link rel=\"stylesheet\" href=\"./a.css\" /><link href=./a.js rel=modulepreload><p>";
        std::fs::write(folder.join("index.html"), page).unwrap();
        std::fs::write(folder.join("a.css"), "a{}").unwrap();
        std::fs::write(folder.join("b.css"), "b{}").unwrap();
        join(&folder).unwrap();
        let names: Vec<String> = files(&folder).unwrap().iter().map(|it| relative(&folder, it)).collect();
        let [_, sheet] = names.as_slice() else { panic!("{names:?}") };
        let page = std::fs::read_to_string(folder.join("index.html")).unwrap();
        let link = format!("<link rel=stylesheet href=./{sheet}>");
        let kept = "<meta charset=utf-8><link href=icon.svg rel=icon>";
        assert_eq!(page, format!("{kept}{link}\n<link href=./a.js rel=modulepreload><p>"));
        assert_eq!(std::fs::read_to_string(folder.join(sheet)).unwrap(), "b{}\na{}\n");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
