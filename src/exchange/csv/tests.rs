//! Files as programs write them and as they come damaged, read from end to end.

use proptest::prelude::*;

use super::decode::{BinaryFormat, Encoding, Evidence};
use super::detect::{Detection, HeaderRow, LineEnds, Part, Separator, Wishes, detect};
use super::header::{ImportField, Mapping, Target, likely_target, map_header};
use super::problem::{ProblemKind, Stop, Weight};
use super::read::{Budget, Counts, Reader};
use super::source::{Source, source_of};
use super::{columns, styles::Footing};
use crate::model::number_text::{DateOrder, NumberStyle};

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("../../../tests/fixtures/csv/", $name)).as_slice()
    };
}

type Rows = Vec<(u64, Vec<String>, Option<ProblemKind>)>;

fn detected(bytes: &[u8]) -> Result<Detection, Stop> {
    detect(bytes, Part::Whole, &Wishes::default(), &Budget::default())
}

/// All rows of a file that comes in pieces of these sizes, over and over.
fn read_in_pieces(
    bytes: &[u8],
    layout: super::detect::Layout,
    sizes: &[usize],
    budget: Budget,
) -> (Rows, Result<Counts, Stop>) {
    let mut reader = Reader::new(layout, budget);
    let mut rows = Vec::new();
    let mut take_out = |reader: &mut Reader| -> Result<(), Stop> {
        while let Some(row) = reader.next_row()? {
            rows.push((row.line(), row.cells().map(str::to_owned).collect(), row.problem()));
        }
        Ok(())
    };
    let mut read = || {
        let mut rest = bytes;
        for &size in sizes.iter().cycle() {
            let (piece, behind) = rest.split_at(size.clamp(1, rest.len().max(1)).min(rest.len()));
            reader.feed(piece)?;
            take_out(&mut reader)?;
            rest = behind;
            if rest.is_empty() {
                break;
            }
        }
        reader.end();
        take_out(&mut reader)?;
        Ok(reader.counts())
    };
    let end = read();
    (rows, end)
}

fn read(bytes: &[u8]) -> (Rows, Result<Counts, Stop>) {
    read_in_pieces(bytes, detected(bytes).unwrap().layout, &[2 << 20], Budget::default())
}

/// The cells of one row by the field they are mapped to.
fn mapped(bytes: &[u8], target: Target, row: usize) -> Vec<(ImportField, String)> {
    let detection = detected(bytes).unwrap();
    let mapping = map_header(target, &detection.names);
    let (rows, _) = read(bytes);
    let cells = rows[row].1.iter().zip(&mapping.columns);
    cells.filter_map(|(cell, field)| Some(((*field)?, cell.clone()))).filter(|it| !it.1.is_empty()).collect()
}

#[test]
fn files_are_recognised_with_their_encoding_separator_and_header() {
    use Encoding::{Iso8859_15, MacRoman, Utf8, Utf16LittleEndian, Windows1252};
    use Evidence::{Guess, Mark, Pattern, Plain};
    use Separator::{Comma, Semicolon, Tab};
    for (bytes, encoding, evidence, separator, header_line, n_columns, source) in [
        (fixture!("google_contacts_2024.csv"), Utf8, Pattern, Comma, 1, 36, Source::GoogleContacts),
        (fixture!("google_contacts_2019.csv"), Utf8, Plain, Comma, 1, 46, Source::GoogleContactsOld),
        (fixture!("excel_italiano.csv"), Windows1252, Guess, Semicolon, 1, 20, Source::Unknown),
        (fixture!("excel_italiano_testo_unicode.txt"), Utf16LittleEndian, Mark, Tab, 1, 20, Source::Unknown),
        (fixture!("excel_italiano_utf8.csv"), Utf8, Mark, Semicolon, 2, 20, Source::Unknown),
        (fixture!("latin9.csv"), Iso8859_15, Guess, Semicolon, 1, 3, Source::Unknown),
        (fixture!("mac_roman.csv"), MacRoman, Guess, Semicolon, 1, 3, Source::Unknown),
        (fixture!("linkedin.csv"), Utf8, Mark, Comma, 4, 7, Source::LinkedIn),
        (fixture!("outlook_italiano.csv"), Windows1252, Guess, Comma, 1, 23, Source::OutlookItalian),
        (fixture!("shopify_orders.csv"), Utf8, Plain, Comma, 1, 20, Source::ShopifyOrders),
    ] {
        let it = detected(bytes).unwrap();
        let found = (it.layout.encoding, it.evidence, it.layout.separator, it.layout.header, it.layout.n_columns);
        assert_eq!(
            found,
            (encoding, evidence, separator, HeaderRow::At { line: header_line }, n_columns),
            "{:?}",
            it.names
        );
        assert_eq!(source_of(&it.names), source);
    }
}

#[test]
fn a_google_export_gives_its_people() {
    use ImportField::*;
    let expected = [
        (FirstName, "Niccolò"),
        (LastName, "D'Amico"),
        (CompanyName, "Officine Bellàrte S.r.l."),
        (JobTitle, "Responsabile acquisti"),
        (BirthDate, "1975-07-03"),
        (Notes, "Prima telefonata: «richiamare».\nPreferisce la mattina,\nmai il lunedì."),
        (Tags, "Clienti ::: Fiera Rimini ::: * myContacts"),
        (Email, "niccolo.damico@bellarte.example ::: acquisti@bellarte.example"),
        (Phone, "+39 333 010 2030"),
        (OtherPhones, "0541 010203 ::: 0541 010204"),
        (Address, "Via dei Tigli, 12"),
        (City, "Rimini"),
        (Region, "RN"),
        (PostalCode, "47921"),
        (Country, "Italia"),
        (Website, "https://bellarte.example"),
    ];
    let found = mapped(fixture!("google_contacts_2024.csv"), Target::Customers, 0);
    assert_eq!(found, expected.map(|(field, cell)| (field, cell.to_owned())));
    let lines: Vec<u64> = read(fixture!("google_contacts_2024.csv")).0.iter().map(|row| row.0).collect();
    assert_eq!(lines, [2, 7, 8]);
    assert_eq!(
        mapped(fixture!("google_contacts_2019.csv"), Target::Customers, 1)[0],
        (FullName, "Ugo Neri".to_owned())
    );
}

#[test]
fn an_italian_excel_file_is_the_same_in_each_encoding() {
    let (rows, _) = read(fixture!("excel_italiano.csv"));
    assert_eq!(rows[0].1[1..5], ["Caffè Perù di Nicolò Sarà", "Nicolò", "Sarà", "31/01/1968"]);
    assert_eq!(rows[0].1[19], "Paga sempre in ritardo… però è simpatico");
    let cells = |bytes| read(bytes).0.into_iter().map(|row| row.1).collect::<Vec<_>>();
    let expected = cells(fixture!("excel_italiano.csv"));
    assert_eq!(cells(fixture!("excel_italiano_testo_unicode.txt")), expected);
    assert_eq!(cells(fixture!("excel_italiano_utf8.csv")), expected);
    for bytes in [fixture!("latin9.csv"), fixture!("mac_roman.csv")] {
        assert_eq!(cells(bytes), [["Niccolò", "Forlì", "€ 12,50"], ["Désirée", "Cefalù", "€ 8,00"]]);
    }
}

#[test]
fn an_italian_excel_file_is_mapped_and_its_styles_are_seen() {
    use ImportField::*;
    let it = detected(fixture!("excel_italiano.csv")).unwrap();
    let mapping = map_header(Target::Customers, &it.names);
    let expected = [
        ExternalId,
        CompanyName,
        FirstName,
        LastName,
        BirthDate,
        Email,
        Phone,
        Mobile,
        Address,
        PostalCode,
        City,
        Province,
        PartitaIva,
        CodiceFiscale,
        SdiCode,
        CertifiedEmail,
        Consent,
        Since,
    ];
    assert_eq!(mapping.columns[..18], expected.map(Some));
    assert_eq!(mapping.columns[18..], [None, Some(Notes)]);
    assert_eq!((it.styles[4].dates, it.styles[4].dates_footing), (DateOrder::DayMonthYear, Footing::Seen));
    assert_eq!((it.styles[18].numbers, it.styles[18].numbers_footing), (NumberStyle::ITALIAN, Footing::Seen));
    let spent = it.styles[18].money("12.345,60").unwrap().map(crate::model::money::Money::minor);
    assert_eq!(spent, Some(1_234_560));
}

#[test]
fn preambles_and_blank_rows_are_skipped() {
    let (rows, end) = read(fixture!("linkedin.csv"));
    let connected: Vec<_> = rows.iter().map(|row| (row.0, row.1[4].as_str(), row.1[6].as_str())).collect();
    assert_eq!(connected, [(5, "Tessuti Como, S.p.A.", "12 Mar 2024"), (7, "Leone Vini", "07 Feb 2022")]);
    assert_eq!(end.map(|it| it.n_blank_rows), Ok(1));
}

#[test]
fn files_of_the_workload_and_of_shops_speak_for_their_target() {
    use ImportField::*;
    let workload = |table| crate::demo::csv_text::header(table).split(',').map(str::to_owned).collect::<Vec<_>>();
    let shop = detected(fixture!("shopify_orders.csv")).unwrap().names;
    for (names, target) in [
        (workload(crate::demo::workload::Table::Customers), Target::Customers),
        (workload(crate::demo::workload::Table::Products), Target::Products),
        (workload(crate::demo::workload::Table::Orders), Target::OrderLines),
        (shop.clone(), Target::OrderLines),
        (detected(fixture!("outlook_italiano.csv")).unwrap().names, Target::Customers),
        (vec!["Nome".to_owned()], Target::Customers),
        (vec!["Nome".to_owned(), "Prezzo".to_owned()], Target::Products),
    ] {
        assert_eq!(likely_target(&names, |_| 0), Some(target), "{names:?}");
    }
    for (target, table, expected) in [
        (
            Target::OrderLines,
            crate::demo::workload::Table::Orders,
            &[OrderNumber, CustomerId, OrderDate, LineNumber, ProductId, Quantity, UnitPrice, UnitCost][..],
        ),
        (Target::Products, crate::demo::workload::Table::Products, &[ProductId, ProductName, Category, Price, Cost]),
        (
            Target::Customers,
            crate::demo::workload::Table::Customers,
            &[
                ExternalId,
                FirstName,
                LastName,
                CompanyName,
                Email,
                Phone,
                City,
                Province,
                Region,
                Country,
                BirthDate,
                Channel,
                Tags,
                Since,
                Class,
                Consent,
            ],
        ),
    ] {
        let mapping = map_header(target, &workload(table));
        assert_eq!(mapping.columns, expected.iter().copied().map(Some).collect::<Vec<_>>());
        assert!(mapping.missing().is_empty());
    }
    let mapping = map_header(Target::OrderLines, &shop);
    let places = [OrderNumber, OrderDate, Quantity, ProductName, UnitPrice].map(|field| mapping.column_of(field));
    assert_eq!(places, [0, 10, 11, 12, 13].map(Some));
}

#[test]
fn names_of_columns_are_matched_in_both_languages() {
    use ImportField::*;
    for (names, expected) in [
        (&["Nome", "E-Mail"][..], &[Some(FullName), Some(Email)][..]),
        (&["Nome*", "COGNOME", "Città", "boh"], &[Some(FirstName), Some(LastName), Some(City), None]),
        (
            &["rag. soc.", "P. IVA", "C.F.", "Prov", "tel."],
            &[Some(CompanyName), Some(PartitaIva), Some(CodiceFiscale), Some(Province), Some(Phone)],
        ),
        (
            &["Persona - Nome", "Persona - Email - Lavoro", "Persona - Telefono - Cellulare"],
            &[Some(FullName), Some(Email), Some(Mobile)],
        ),
        (
            &["Home Phone", "Business Phone", "E-mail Address", "E-mail 2 Address"],
            &[Some(OtherPhones), Some(Phone), Some(Email), Some(OtherEmails)],
        ),
        (&["Mailing City", "City"], &[None, Some(City)]),
    ] {
        assert_eq!(map_header(Target::Customers, names).columns, expected, "{names:?}");
    }
}

#[test]
fn a_mapping_can_be_changed_and_kept() {
    use ImportField::*;
    let mut mapping = map_header(Target::Customers, &["Email", "Altro", "Tag"]);
    mapping.set(1, Some(Email));
    mapping.set(0, Some(Tags));
    mapping.set(9, Some(City));
    assert_eq!(mapping.columns, [Some(Tags), Some(Email), Some(Tags)]);
    assert_eq!(mapping.missing(), Vec::<&[ImportField]>::new());
    mapping.set(1, None);
    assert_eq!(mapping.missing(), Target::Customers.required());
    let kept = serde_json::to_string(&mapping).unwrap();
    assert_eq!(kept, r#"{"target":"customers","columns":["tags",null,"tags"]}"#);
    assert_eq!(serde_json::from_str::<Mapping>(&kept).unwrap(), mapping);
}

#[test]
fn what_is_no_table_is_refused_by_name() {
    let wide = vec!["c"; 5_000].join(",") + "\n" + &vec!["1"; 5_000].join(",");
    let binary = |looks_like| Stop::Binary { looks_like };
    for (bytes, why) in [
        (fixture!("empty.csv"), Stop::Empty),
        (fixture!("blank.csv"), Stop::Empty),
        (fixture!("binary.csv"), binary(BinaryFormat::Unknown)),
        (fixture!("workbook_named.csv"), binary(BinaryFormat::Zip)),
        (&[0; 4096], binary(BinaryFormat::Unknown)),
        (wide.as_bytes(), Stop::TooManyColumns { line: 1, limit: 2_000 }),
        (fixture!("unbalanced_quote.csv"), Stop::UnclosedQuote { line: 3 }),
    ] {
        assert_eq!(detected(bytes).map(|it| it.names), Err(why));
    }
    assert_eq!(Budget::default().check_file_size(1 << 30), Err(Stop::TooManyBytes { limit: 768 << 20 }));
}

#[test]
fn damage_is_reported_with_its_line_and_the_rest_is_read() {
    use ProblemKind::{EmbeddedNul, ExtraCells, MissingCells, TextAfterQuote};
    let ragged = [
        (2, Some(MissingCells { expected: 3, found: 2 })),
        (3, Some(ExtraCells { expected: 3, found: 4 })),
        (4, None),
        (7, None),
    ];
    for (bytes, expected) in [
        (fixture!("ragged.csv"), &ragged[..]),
        (fixture!("nul.csv"), &[(2, None), (3, Some(EmbeddedNul)), (4, None)]),
        (fixture!("text_after_quote.csv"), &[(2, Some(TextAfterQuote)), (3, None)]),
        (fixture!("mixed_line_ends.csv"), &[(2, None), (3, None), (4, None), (6, None)]),
        (fixture!("formulas.csv"), &[(2, None), (3, None)]),
        (fixture!("header_only.csv"), &[]),
    ] {
        let (rows, end) = read(bytes);
        assert_eq!(rows.iter().map(|row| (row.0, row.2)).collect::<Vec<_>>(), expected);
        assert_eq!(end.map(|it| it.n_rows), Ok(expected.len() as u64));
    }
    assert_eq!(read(fixture!("text_after_quote.csv")).0[0].1[1], "Bar Da Gino\" Srl\"");
    assert_eq!(EmbeddedNul.weight(), Weight::Refusal);
    let ends = detected(fixture!("mixed_line_ends.csv")).unwrap().line_ends;
    assert_eq!((ends, ends.are_mixed()), (LineEnds { n_unix: 2, n_windows: 2, n_old_mac: 1 }, true));
}

#[test]
fn names_are_made_unique() {
    let it = detected(fixture!("duplicate_headers.csv")).unwrap();
    assert_eq!(it.names, ["Email", "Nome", "Email (2)", "column_4", "Email (3)"]);
    assert_eq!(it.renamed, [2, 3, 4]);
}

#[test]
fn a_file_without_names_keeps_its_first_row() {
    let it = detected(b"Anna,anna@example.org\nBeppe,beppe@example.org\n").unwrap();
    assert_eq!(it.layout.header, HeaderRow::Missing { line: 1 });
    assert_eq!((it.names, it.samples.len()), (vec!["column_1".to_owned(), "column_2".to_owned()], 2));
}

#[test]
fn markup_formulas_and_odd_letters_stay_words() {
    let cell = |bytes, row: usize, column: usize| columns::clean(&read(bytes).0[row].1[column]).to_owned();
    assert_eq!(cell(fixture!("markup.csv"), 0, 0), "<script>alert(1)</script>");
    assert_eq!(cell(fixture!("markup.csv"), 0, 1), "<img src=x onerror=\"alert(1)\">");
    assert_eq!(cell(fixture!("formulas.csv"), 0, 2), "+39 02 010203");
    assert_eq!(cell(fixture!("formulas.csv"), 1, 2), "=1+1");
    assert_eq!(cell(fixture!("right_to_left.csv"), 0, 0), "\u{202e}issoR\u{202c}");
    assert_eq!(cell(fixture!("right_to_left.csv"), 1, 0), "שלום עולם");
}

#[test]
fn files_glued_from_two_encodings_are_mended_and_counted() {
    let (rows, end) = read(fixture!("glued_encodings.csv"));
    let cells: Vec<&[String]> = rows.iter().map(|row| row.1.as_slice()).collect();
    assert_eq!(cells, [["Niccolò", "Forlì"], ["Adà", "Cefalù"], ["Désirée", "Nardò"]]);
    assert_eq!(end.map(|it| it.n_repaired_bytes), Ok(3));
}

#[test]
fn values_out_of_range_are_refused_in_their_cell() {
    let it = detected(fixture!("dates_out_of_range.csv")).unwrap();
    let (rows, _) = read(fixture!("dates_out_of_range.csv"));
    let read: Vec<_> =
        rows.iter().map(|row| (it.styles[0].date(&row.1[0]).is_ok(), it.styles[1].money(&row.1[1]).is_ok())).collect();
    assert_eq!(read, [(false, true), (false, false), (true, true)]);
}

#[test]
fn budgets_stop_the_reading_in_the_same_place_however_it_is_fed() {
    let small = Budget { file_bytes: 4_000, rows: 3, columns: 4, cell_bytes: 20, row_bytes: 40 };
    let long = "x".repeat(21);
    for (text, why) in [
        (format!("a,b\n1,2\n{long},2\n"), Stop::CellTooLarge { line: 3, limit: 20 }),
        (format!("a,b\n1,2\n1,\"{long}\"\n"), Stop::UnclosedQuote { line: 3 }),
        ("a,b\n1,2\n\"1\n\n\",\"2\n".to_owned(), Stop::UnclosedQuote { line: 5 }),
        (format!("a,b\n1,2\n{0},{0},{0}\n", "y".repeat(19)), Stop::RowTooLarge { line: 3, limit: 40 }),
        ("a,b\n1,2\n1,2,3,4,5,6,7,8,9,10,11\n".to_owned(), Stop::TooManyColumns { line: 3, limit: 4 }),
        ("a,b\n1,2\n3,4\n5,6\n7,8\n".to_owned(), Stop::TooManyRows { limit: 3 }),
        ("a,b\n".repeat(2_000), Stop::TooManyBytes { limit: 4_000 }),
    ] {
        let wishes = Wishes { separator: Some(Separator::Comma), ..Wishes::default() };
        let layout = detect(b"a,b\n", Part::Start, &wishes, &small).unwrap().layout;
        let small = if matches!(why, Stop::TooManyBytes { .. }) { Budget { rows: 5_000, ..small } } else { small };
        for size in [1, 2, 3, 7, 1_000, 10_000] {
            assert_eq!(read_in_pieces(text.as_bytes(), layout, &[size], small).1, Err(why), "{text:.60} by {size}");
        }
    }
}

proptest! {
    #[test]
    fn any_split_gives_the_same_rows(
        text in "([a-cè€😀;,\"\r\n '=\u{0}]|\"\"|\r\n){0,120}",
        encoding in prop::sample::select(&Encoding::ALL[..]),
        sizes in prop::collection::vec(1..9_usize, 1..8),
        separator in prop::sample::select(&Separator::ALL[..]),
        noise in prop::collection::vec(any::<u8>(), 0..60),
        is_noise in any::<bool>(),
    ) {
        let bytes = match (is_noise, encoding) {
            (true, _) => noise,
            (false, Encoding::Utf16LittleEndian) => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            (false, Encoding::Utf16BigEndian) => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            (false, _) => text.clone().into_bytes(),
        };
        let header = HeaderRow::Missing { line: 1 };
        let layout = super::detect::Layout { encoding, separator, header, n_columns: 3 };
        let whole = read_in_pieces(&bytes, layout, &[bytes.len().max(1)], Budget::default());
        let split = read_in_pieces(&bytes, layout, &sizes, Budget::default());
        prop_assert_eq!(&split.0, &whole.0);
        prop_assert_eq!(split.1.is_ok(), whole.1.is_ok());
    }

    /// The reader of the `csv` crate gives the same cells, wherever both know what a row is.
    #[test]
    fn rows_are_those_of_the_csv_crate(rows in prop::collection::vec(prop::collection::vec("[a-c ,;\"\r\nè]{0,6}x", 1..5), 1..8)) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let layout = super::detect::Layout {
            encoding: Encoding::Utf8,
            separator: Separator::Comma,
            header: HeaderRow::Missing { line: 1 },
            n_columns: 1,
        };
        let mut reader = Reader::new(layout, Budget::default());
        reader.feed(&bytes).unwrap();
        reader.end();
        let mut found = Vec::new();
        while let Some(row) = reader.next_row().unwrap() {
            found.push(row.all_cells().map(str::to_owned).collect::<Vec<_>>());
        }
        prop_assert_eq!(found, rows);
    }

    #[test]
    fn no_bytes_make_the_detection_fail_otherwise_than_by_name(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        text in "([a-z0-9@./;,|\t\"]|\r\n|\n|=){0,200}",
    ) {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            if let Ok(it) = detected(bytes) {
                prop_assert_eq!(it.names.len(), it.layout.n_columns);
                prop_assert_eq!(it.styles.len(), it.layout.n_columns);
                prop_assert!(it.samples.iter().all(|row| row.cells.len() == it.layout.n_columns));
            }
        }
    }
}
