//! Looks at a file: how it is written, what its columns mean, what its rows would become and which could not be taken.

use serde::{Deserialize, Serialize};

#[cfg(target_arch = "wasm32")]
use crate::commands::Refusal;
use crate::commands::import::result::RefusedRow;
use crate::commands::import::{ImportOrder, ImportSession, Missing};
use crate::engine::data::Data;
use crate::exchange::csv::detect::{Detection, Part, Wishes, detect};
use crate::exchange::csv::header::{ImportField, Mapping, Target, fold, likely_target, map_header, map_own};
use crate::exchange::csv::problem::Stop;
use crate::exchange::csv::read::Budget;
use crate::exchange::csv::styles::ColumnStyle;
use crate::model::field::FIRST_CUSTOM;
use crate::model::id::IdSource;
use crate::model::wall_clock::WallClock;

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
    /// What is to become of a row that names a customer or a product that is not there.
    #[serde(default)]
    pub missing: Missing,
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
    /// Rows counted: none while a column is missing.
    pub n_rows: u64,
    /// Rows among them whose record is there and would change.
    pub n_updated: u64,
    /// Rows among them whose record is there as it is.
    pub n_unchanged: u64,
    /// Rows among them that would be refused.
    pub n_refused: u64,
    /// The first of those.
    pub refused: Vec<RefusedRow>,
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes of it whose rows were counted.
    pub counted_bytes: u64,
}

/// How many refused rows are shown.
const SHOWN: usize = 20;
/// How many bytes of a file are counted before it is imported.
#[cfg(target_arch = "wasm32")]
const COUNTED_BYTES: u64 = 64 << 20;

/// Looks at the start of a file: `head` are its first bytes: a mebibyte of them, or all. Its rows are counted after that.
///
/// # Errors
/// When it is no table of text that could be read.
pub fn preview(data: &Data, order: &PreviewImport, head: &[u8], file_bytes: u64) -> Result<Preview, Stop> {
    let budget = Budget::default();
    budget.check_file_size(file_bytes)?;
    let part = if head.len() as u64 >= file_bytes { Part::Whole } else { Part::Start };
    let detection = detect(head, part, &order.wishes, &budget)?;
    let n_columns = detection.layout.n_columns;
    let fits = |mapping: &&Mapping| mapping.columns.len() == n_columns;
    let own = |target: Target| data.fields(target.kind()).filter(|it| it.shown && it.number >= FIRST_CUSTOM);
    let n_own = |target| {
        let is_there = |name: &str| detection.names.iter().any(|it| fold(it) == fold(name));
        own(target).filter(|field| is_there(&field.name)).count()
    };
    let target = order.target.or_else(|| likely_target(&detection.names, n_own)).unwrap_or(Target::Customers);
    let settled = order.mapping.as_ref().filter(fits).filter(|mapping| mapping.target == target);
    let mapping = settled.cloned().unwrap_or_else(|| {
        let mut mapping = map_header(target, &detection.names);
        map_own(&mut mapping, &detection.names, own(target).map(|field| (field.number, field.name.as_str())));
        mapping
    });
    let styles = order.styles.clone().filter(|styles| styles.len() == n_columns);
    let styles = styles.unwrap_or_else(|| detection.styles.clone());
    let missing: Vec<Vec<ImportField>> = mapping.missing().into_iter().map(<[ImportField]>::to_vec).collect();
    Ok(Preview {
        detection,
        mapping,
        styles,
        missing,
        n_rows: 0,
        n_updated: 0,
        n_unchanged: 0,
        n_refused: 0,
        refused: Vec::new(),
        file_bytes,
        counted_bytes: 0,
    })
}

impl Preview {
    /// The import that the page would order now: it is begun to count its rows, and never finished.
    pub fn begin(&self, missing: Missing, data: &Data, clock: WallClock) -> ImportSession {
        let order = ImportOrder {
            layout: self.detection.layout,
            mapping: self.mapping.clone(),
            styles: self.styles.clone(),
            missing,
        };
        ImportSession::new(&order, data, &mut IdSource::new(0, 0), clock)
    }

    /// Takes note of what the rows of the first `bytes` bytes came to.
    ///
    /// # Errors
    /// When the file ends within a quote.
    pub fn count(&mut self, mut session: ImportSession, data: &Data, bytes: u64) -> Result<(), Stop> {
        if bytes >= self.file_bytes {
            session.end(data)?;
        }
        let result = session.so_far();
        (self.n_rows, self.n_refused) = (result.n_rows, result.n_refused);
        (self.n_updated, self.n_unchanged) = (result.n_updated, result.n_unchanged);
        self.refused = result.refused.into_iter().take(SHOWN).collect();
        self.counted_bytes = bytes;
        Ok(())
    }
}

/// Looks at the file that came with the work, and counts what its rows would become.
#[cfg(target_arch = "wasm32")]
pub async fn run(
    job: &crate::worker::work::job::Job,
    order: &PreviewImport,
) -> Result<crate::worker::work::Worked, Refusal> {
    let head = job.read(0, crate::exchange::csv::detect::HEAD_BYTES as u64).await?;
    let mut preview =
        job.with_keeper(|keeper| preview(&keeper.data, order, &head, job.file_bytes()))?.map_err(Refusal::Table)?;
    if preview.missing.is_empty() {
        let clock = job.server.moment().clock;
        let mut session = job.with_keeper(|keeper| preview.begin(order.missing, &keeper.data, clock))?;
        let bytes = job.file_bytes().min(COUNTED_BYTES);
        super::import::feed(job, &mut session, bytes).await?;
        job.with_keeper(|keeper| preview.count(session, &keeper.data, bytes))?.map_err(Refusal::Table)?;
    }
    Ok(crate::worker::work::Worked::Previewed(Box::new(preview)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::csv::decode::{BinaryFormat, Encoding};
    use crate::exchange::csv::detect::Separator;
    use crate::model::date::Date;

    fn look(bytes: &[u8]) -> Result<Preview, Stop> {
        look_beside(&Data::new(Date::MIN), bytes)
    }

    fn look_beside(data: &Data, bytes: &[u8]) -> Result<Preview, Stop> {
        let mut preview = preview(data, &PreviewImport::default(), bytes, bytes.len() as u64)?;
        if preview.missing.is_empty() {
            let mut session = preview.begin(Missing::Refuse, data, WallClock::UTC);
            session.feed(data, bytes)?;
            preview.count(session, data, bytes.len() as u64)?;
        }
        Ok(preview)
    }

    #[test]
    fn what_an_import_would_come_to_is_what_it_comes_to() {
        let mut data = Data::new(Date::MIN);
        let mut ids = IdSource::new(1, 1);
        let files: [&[u8]; 3] = [
            b"name,email,city\nAda,a@x.it,Roma\nBea,b@x.it,Bari\n",
            b"name,email,city\nAda,a@x.it,Pisa\nBea,b@x.it,Bari\nCleo,c@x.it,Lodi\nDora,d@x,Enna\nCleo,C@x.it,Lodi",
            b"order id,email,date,sku,qty,unit price\n1,a@x.it,2026-01-02,V1,1,1.00\n",
        ];
        let expected = [(2, 0, 0, 0), (5, 2, 1, 1), (1, 0, 0, 1)];
        for (file, expected) in files.into_iter().zip(expected) {
            let preview = look_beside(&data, file).unwrap();
            let counted = (preview.n_rows, preview.n_updated, preview.n_unchanged, preview.n_refused);
            assert_eq!(counted, expected);
            let mut session = preview.begin(Missing::Refuse, &data, WallClock::UTC);
            session.feed(&data, file).unwrap();
            let (plan, result) = session.finish(&mut data, &mut ids).unwrap();
            data.apply(&plan.ranges, &plan.changes, crate::changes::clock::Stamp::ZERO);
            assert_eq!((result.n_rows, result.n_updated, result.n_unchanged, result.n_refused), counted);
        }
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
        let huge = preview(&Data::new(Date::MIN), &PreviewImport::default(), b"name\n", 1 << 30).map(|it| it.n_rows);
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
