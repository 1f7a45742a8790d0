//! What is said of the store: how much of it is read, and what a check of it found.

use super::format::{count, with_percent_sign};
use super::{Language, Plural};

/// How much of the data is read: `Leggo i dati… 40 %`.
pub fn data_read(language: Language, of_hundred: u8) -> String {
    let share = with_percent_sign(language, &of_hundred.to_string());
    match language {
        Language::Italian => format!("Leggo i dati… {share}"),
        Language::English => format!("Reading the data… {share}"),
    }
}

/// Figures, links and search do not agree with the records, and what to do.
pub fn figures_differ(language: Language, n: u64) -> String {
    let number = count(language, n);
    match (language, Plural::of(n)) {
        (Language::Italian, Plural::One) => {
            "1 cifra o voce di ricerca non concorda con i dati. I dati ci sono: ricalcola cifre e ricerca.".to_owned()
        }
        (Language::Italian, Plural::Many) => format!(
            "{number} cifre o voci di ricerca non concordano con i dati. I dati ci sono: ricalcola cifre e ricerca."
        ),
        (Language::English, Plural::One) => {
            "1 figure or search entry does not agree with the data. The data is there: count figures and search anew."
                .to_owned()
        }
        (Language::English, Plural::Many) => format!(
            "{number} figures or search entries do not agree with the data. The data is there: count figures and search anew."
        ),
    }
}

/// What is kept does not agree with itself, and what to do.
pub fn data_differ(language: Language, n: u64) -> String {
    let number = count(language, n);
    match (language, Plural::of(n)) {
        (Language::Italian, plural) => {
            let places = if plural == Plural::One { "punto" } else { "punti" };
            format!(
                "Dati e cronologia non concordano in {number} {places}. Scarica subito una copia, poi torna alla copia interna o riprendi una tua copia precedente."
            )
        }
        (Language::English, plural) => {
            let places = if plural == Plural::One { "place" } else { "places" };
            format!(
                "Data and journal do not agree in {number} {places}. Download a copy now, then go back to the snapshot or restore an earlier copy of yours."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_the_store_agrees_in_number() {
        assert_eq!(data_read(Language::Italian, 40), "Leggo i dati… 40\u{a0}%");
        assert_eq!(data_read(Language::English, 40), "Reading the data… 40%");
        for (language, one, many) in [
            (
                Language::Italian,
                "1 cifra o voce di ricerca non concorda",
                "1.200 cifre o voci di ricerca non concordano",
            ),
            (Language::English, "1 figure or search entry does not", "1,200 figures or search entries do not"),
        ] {
            assert!(figures_differ(language, 1).starts_with(one));
            assert!(figures_differ(language, 1_200).starts_with(many));
        }
        for (language, one, many) in [
            (Language::Italian, "non concordano in 1 punto.", "non concordano in 2 punti."),
            (Language::English, "do not agree in 1 place.", "do not agree in 2 places."),
        ] {
            assert!(data_differ(language, 1).contains(one));
            assert!(data_differ(language, 2).contains(many));
        }
    }
}
