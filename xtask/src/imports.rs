//! What the two modules ask of the browser. The list is written down, so that a new capability (`fetch`, `WebSocket`) is
//! looked at when it comes in.

use crate::disk::{files, read, relative, text_of, write};
use crate::stamp::MODULES;
use crate::{parts, place};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A line a wish: module and name.
type Wishes = BTreeSet<String>;

/// `cargo xtask imports`: writes down what the modules in `dist/` ask for.
pub fn command() -> Result<(), String> {
    let wishes: Vec<String> = wishes(&place::dist())?.into_iter().collect();
    write(&list(), wishes.join("\n") + "\n")
}

/// Fails on what the list does not name, and on what it names for nothing.
pub fn check(dist: &Path) -> Result<String, String> {
    compare(&wishes(dist)?, &text_of(&list())?)
}

fn list() -> PathBuf {
    place::root().join("xtask").join("imports.txt")
}

fn compare(wishes: &Wishes, list: &str) -> Result<String, String> {
    let known: Wishes = list.lines().map(str::to_owned).collect();
    let new: Vec<&str> = wishes.difference(&known).map(String::as_str).collect();
    let gone: Vec<&str> = known.difference(wishes).map(String::as_str).collect();
    if new.is_empty() && gone.is_empty() {
        return Ok(format!("asked of the browser: {} names, all known", wishes.len()));
    }
    let said = |what: &str, lines: &[&str]| {
        let lines = lines.join(", ");
        if lines.is_empty() { String::new() } else { format!("{what}: {lines}. ") }
    };
    let (new, gone) = (said("asked of the browser and not known", &new), said("known and not asked for", &gone));
    Err(format!("{new}{gone}If that is meant, write it down: cargo xtask imports"))
}

fn wishes(dist: &Path) -> Result<Wishes, String> {
    let mut wishes = Wishes::new();
    for path in files(dist)?.iter().filter(|it| it.extension().is_some_and(|it| it == "wasm")) {
        let name = relative(dist, path);
        let imports = imports(&read(path)?).ok_or_else(|| format!("{name} is not a module"))?;
        let Some(module) = MODULES.iter().find(|it| name.starts_with(&format!("{it}-"))) else {
            // What a part needs of the browser it has from the module it was split off.
            match imports.iter().find(|(from, _)| from != parts::FROM_MODULE) {
                Some((from, _)) => return Err(format!("{name} imports from {from}")),
                None => continue,
            }
        };
        let glue = text_of(&dist.join(name.replace("_bg.wasm", ".js")))?;
        let names = imports.iter().filter_map(|(_, import)| wish(import, &glue));
        wishes.extend(names.map(|it| format!("{module} {it}")));
    }
    Ok(wishes)
}

/// The name that the browser knows: without marks that change with the build, a constructor with its class. What serves
/// the bridge alone asks for nothing.
fn wish(import: &str, glue: &str) -> Option<String> {
    let marked = import.strip_prefix("__wbg_").filter(|it| !it.starts_with('_'))?;
    let name = match marked.rsplit_once('_') {
        Some((name, mark)) if mark.len() == 16 && mark.bytes().all(|it| it.is_ascii_hexdigit()) => name,
        _ => marked,
    };
    let body = glue.split_once(&format!("{import}:")).map_or("", |(_, after)| after);
    let body = body.split("__wb").next().unwrap_or_default();
    let class = body.split_once("new ").map(|(_, after)| after.split(|it: char| !it.is_alphanumeric()).next());
    Some(match class.flatten() {
        Some(class) => format!("{name} {class}"),
        None => name.to_owned(),
    })
}

/// What a module imports: from where, and the name.
fn imports(module: &[u8]) -> Option<Vec<(String, String)>> {
    const IMPORTS: usize = 2;
    let mut rest = Bytes(module.strip_prefix(b"\0asm\x01\0\0\0")?);
    while !rest.0.is_empty() {
        let (section, length) = (rest.number()?, rest.number()?);
        let mut inside = Bytes(rest.take(length)?);
        if section == IMPORTS {
            let count = inside.number()?;
            return (0..count).map(|_| inside.import()).collect();
        }
    }
    Some(Vec::new())
}

/// Bytes of a module that are still to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// Seven bits a byte, the lowest first.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for place in 0..5 {
            let byte = usize::from(*self.take(1)?.first()?);
            number |= (byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn name(&mut self) -> Option<String> {
        let length = self.number()?;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    fn import(&mut self) -> Option<(String, String)> {
        let import = (self.name()?, self.name()?);
        // What follows says of which type it is.
        let is_read = match self.number()? {
            0 => self.number().is_some(),
            1 => self.take(1).is_some() && self.limits().is_some(),
            2 => self.limits().is_some(),
            3 => self.take(2).is_some(),
            4 => self.take(1).is_some() && self.number().is_some(),
            _ => false,
        };
        is_read.then_some(import)
    }

    /// The least and, where there is one, the most; the last of them.
    fn limits(&mut self) -> Option<usize> {
        let flags = self.number()?;
        let least = self.number()?;
        if flags & 1 == 1 { self.number() } else { Some(least) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A custom section, then a function, a memory with a limit, a table, a global and a tag.
    fn module() -> Vec<u8> {
        let mut inside = vec![5];
        for (name, kind) in [
            ("__wbg_new_0123456789abcdef", &[0, 7][..]),
            ("memory", &[2, 1, 17, 0x80, 0x80, 1]),
            ("table", &[1, 0x70, 0, 9]),
            ("base", &[3, 0x7f, 0]),
            ("tag", &[4, 0, 3]),
        ] {
            inside.extend([3, b'e', b'n', b'v', u8::try_from(name.len()).unwrap()]);
            inside.extend_from_slice(name.as_bytes());
            inside.extend_from_slice(kind);
        }
        let mut module = b"\0asm\x01\0\0\0\0\x03\x01xy\x02".to_vec();
        module.push(u8::try_from(inside.len()).unwrap());
        module.extend(inside);
        module
    }

    #[test]
    fn the_imports_of_a_module_are_read_whatever_their_type() {
        let names: Vec<String> = imports(&module()).unwrap().into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["__wbg_new_0123456789abcdef", "memory", "table", "base", "tag"]);
        // After 13 bytes the section before is whole, and there are no imports.
        for length in (9..module().len()).filter(|it| *it != 13) {
            assert!(imports(&module()[..length]).is_none(), "cut off after {length} bytes");
        }
        assert!(imports(b"<!doctype html>").is_none());
    }

    #[test]
    fn a_wish_has_the_name_that_the_browser_knows() {
        let glue = "__wbg_new_0123456789abcdef:function(e){return new WebSocket(e);},\
                    __wbg_fetch_00112233445566aa:function(e){return e.fetch();},__wbg_x:()=>new Date,";
        for (import, expected) in [
            ("__wbg_new_0123456789abcdef", Some("new WebSocket")),
            ("__wbg_fetch_00112233445566aa", Some("fetch")),
            ("__wbg_static_accessor_SELF_00112233445566aa", Some("static_accessor_SELF")),
            ("__wbg_set_href", Some("set_href")),
            ("__wbg___wbindgen_throw_00112233445566aa", None),
            ("__wbindgen_init_externref_table", None),
            ("__wasm_split_load_customers_00112233445566aa", None),
        ] {
            assert_eq!(wish(import, glue).as_deref(), expected, "{import}");
        }
    }

    #[test]
    fn what_is_new_and_what_is_gone_is_said() {
        let wishes: Wishes = ["worker fetch", "worker open"].map(str::to_owned).into();
        assert!(compare(&wishes, "worker fetch\nworker open\n").is_ok());
        let reason = compare(&wishes, "worker open\nworker put\n").unwrap_err();
        assert!(reason.contains("not known: worker fetch. ") && reason.contains("not asked for: worker put. "));
    }
}
