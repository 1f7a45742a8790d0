//! Looks at the start of a file: how it is written, what its columns mean, what of it could not be taken.

use serde::{Deserialize, Serialize};

#[cfg(target_arch = "wasm32")]
use crate::commands::Refusal;
use crate::commands::import::result::RefusedRow;
use crate::commands::import::{ImportOrder, ImportSession, Missing};
use crate::engine::data::Data;
use crate::exchange::csv::detect::{Detection, Part, Wishes, detect};
use crate::exchange::csv::header::{ImportField, Mapping, Target, likely_target, map_header};
use crate::exchange::csv::problem::Stop;
use crate::exchange::csv::read::Budget;
use crate::exchange::csv::styles::ColumnStyle;
use crate::model::date::Date;
use crate::model::id::IdSource;

/// What the user says of the file; what is not said is detected.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PreviewImport {
    /// How it is written.
    pub wishes: Wishes,
    /// What its rows become.
    pub target: Option<Target>,
    /// What its columns mean, when the user settled it.
    pub mapping: Option<Mapping>,
    /// How its columns write numbers and dates, when the user settled it.
    pub styles: Option<Vec<ColumnStyle>>,
}

/// The start of a file, looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// What was detected.
    pub detection: Detection,
    /// What its columns mean.
    pub mapping: Mapping,
    /// How its columns write numbers and dates.
    pub styles: Vec<ColumnStyle>,
    /// Of each of these groups one field has still to be found among the columns.
    pub missing: Vec<Vec<ImportField>>,
    /// Rows looked at.
    pub n_rows: u64,
    /// Rows among them whose cells are not what their fields hold.
    pub n_refused: u64,
    /// The first of those.
    pub refused: Vec<RefusedRow>,
    /// Bytes of the file.
    pub file_bytes: u64,
}

/// How many refused rows are shown.
const SHOWN: usize = 20;

/// Looks at the start of a file: `head` are its first bytes: a mebibyte of them, or all.
///
/// # Errors
/// When it is no table of text that could be read.
pub fn preview(order: &PreviewImport, head: &[u8], file_bytes: u64) -> Result<Preview, Stop> {
    let budget = Budget::default();
    budget.check_file_size(file_bytes)?;
    let part = if head.len() as u64 >= file_bytes { Part::Whole } else { Part::Start };
    let detection = detect(head, part, &order.wishes, &budget)?;
    let n_columns = detection.layout.n_columns;
    let fits = |mapping: &&Mapping| mapping.columns.len() == n_columns;
    let target = order.target.or_else(|| likely_target(&detection.names)).unwrap_or(Target::Customers);
    let settled = order.mapping.as_ref().filter(fits).filter(|mapping| mapping.target == target);
    let mapping = settled.cloned().unwrap_or_else(|| map_header(target, &detection.names));
    let styles = order.styles.clone().filter(|styles| styles.len() == n_columns);
    let styles = styles.unwrap_or_else(|| detection.styles.clone());
    let missing: Vec<Vec<ImportField>> = mapping.missing().into_iter().map(<[ImportField]>::to_vec).collect();
    let (n_rows, n_refused, refused) = match missing.as_slice() {
        [] => try_rows(&detection, &mapping, &styles, head, part)?,
        _ => (0, 0, Vec::new()),
    };
    Ok(Preview { detection, mapping, styles, missing, n_rows, n_refused, refused, file_bytes })
}

/// Imports the start of the file into nothing, and forgets it.
fn try_rows(
    detection: &Detection,
    mapping: &Mapping,
    styles: &[ColumnStyle],
    head: &[u8],
    part: Part,
) -> Result<(u64, u64, Vec<RefusedRow>), Stop> {
    let order = ImportOrder {
        layout: detection.layout,
        mapping: mapping.clone(),
        styles: styles.to_vec(),
        // Whether a customer is there, only the import itself knows.
        missing: Missing::Make,
    };
    let mut nothing = Data::new(Date::MIN);
    let mut ids = IdSource::new(0, 0);
    let mut session = ImportSession::new(&order, &nothing, &mut ids);
    session.feed(&nothing, head)?;
    let result = match part {
        Part::Whole => session.finish(&mut nothing, &mut ids)?.1,
        Part::Start => session.so_far(),
    };
    let refused = result.refused.into_iter().take(SHOWN).collect();
    Ok((result.n_rows, result.n_refused, refused))
}

/// Looks at the file that came with the work.
#[cfg(target_arch = "wasm32")]
pub async fn run(
    job: &crate::worker::work::job::Job,
    order: &PreviewImport,
) -> Result<crate::worker::work::Worked, Refusal> {
    let head = job.read(0, crate::exchange::csv::detect::HEAD_BYTES as u64).await?;
    let preview = preview(order, &head, job.file_bytes()).map_err(Refusal::Table)?;
    Ok(crate::worker::work::Worked::Previewed(Box::new(preview)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::csv::decode::{BinaryFormat, Encoding};
    use crate::exchange::csv::detect::Separator;

    fn look(bytes: &[u8]) -> Result<Preview, Stop> {
        preview(&PreviewImport::default(), bytes, bytes.len() as u64)
    }

    #[test]
    fn a_file_of_windows_excel_is_recognised() {
        let bytes = b"Ragione sociale;Citt\xe0;E-mail;Cliente dal\nCaff\xe8 Verdi;Forl\xec;a@x.it;31/12/2024\nBar;Bra;b@x;1/2/2024\n";
        let preview = look(bytes).unwrap();
        let layout = preview.detection.layout;
        assert_eq!((layout.encoding, layout.separator), (Encoding::Windows1252, Separator::Semicolon));
        assert_eq!(preview.detection.samples[0].cells[1], "Forl\u{ec}");
        assert_eq!((preview.mapping.target, preview.n_rows, preview.n_refused), (Target::Customers, 2, 1));
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_reason() {
        let many = format!("{}\n1\n", vec!["x"; 5_000].join(";"));
        for (bytes, expected) in [
            (&b""[..], Stop::Empty),
            (b" \n \n", Stop::Empty),
            (b"PK\x03\x04....", Stop::Binary { looks_like: BinaryFormat::Zip }),
            (many.as_bytes(), Stop::TooManyColumns { line: 1, limit: 2_000 }),
            (b"name,email\nAda,\"a@x.it\nBea,b@x.it\n", Stop::UnclosedQuote { line: 2 }),
        ] {
            assert_eq!(look(bytes).map(|it| it.n_rows), Err(expected));
        }
        let huge = preview(&PreviewImport::default(), b"name\n", 1 << 30).map(|it| it.n_rows);
        assert_eq!(huge, Err(Stop::TooManyBytes { limit: 768 << 20 }));
    }

    #[test]
    fn oddities_are_read_as_well_as_can_be() {
        for (bytes, expected) in [
            // Nothing but a header; mixed line ends; a name twice; a NUL; a formula and markup as words.
            (&b"name,email\n"[..], (0, 0)),
            (b"name,email\r\nAda,a@x.it\rBea,b@x.it\nCleo,c@x.it", (3, 0)),
            (b"name,email,email\nAda,a@x.it,b@x.it\n", (1, 0)),
            (b"name,email\nA\0da,a@x.it\nBeatrice Bellini,bea@x.it\nCleo de Carolis,cleo@x.it\n", (3, 1)),
            (b"name,email\n=1+1,a@x.it\n<b>Ada</b>,b@x.it\n", (2, 0)),
        ] {
            assert_eq!(look(bytes).map(|it| (it.n_rows, it.n_refused)), Ok(expected), "{bytes:?}");
        }
    }
}
