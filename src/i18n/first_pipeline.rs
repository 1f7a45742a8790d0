//! The pipeline that a new workspace begins with, in the user's language.

use super::Language;
use crate::commands::set_up_workspace::{StageDraft, StageOutcome};

/// Its name and its stages, with how likely a deal in each is won.
pub fn first_pipeline(language: Language) -> (String, Vec<StageDraft>) {
    const STAGES: [(&str, &str, i64, StageOutcome); 6] = [
        ("Contatto", "Contact", 1_000, StageOutcome::Open),
        ("Analisi", "Analysis", 2_500, StageOutcome::Open),
        ("Offerta", "Quote", 5_000, StageOutcome::Open),
        ("Negoziazione", "Negotiation", 7_500, StageOutcome::Open),
        ("Vinta", "Won", 10_000, StageOutcome::Won),
        ("Persa", "Lost", 0, StageOutcome::Lost),
    ];
    let choose = |italian: &str, english: &str| match language {
        Language::Italian => italian.to_owned(),
        Language::English => english.to_owned(),
    };
    let stage =
        |(italian, english, probability, outcome)| StageDraft { name: choose(italian, english), probability, outcome };
    (choose("Vendite", "Sales"), STAGES.map(stage).to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_pipeline_leads_to_won_and_lost_in_each_language() {
        for language in Language::ALL {
            let (name, stages) = first_pipeline(*language);
            assert!(!name.is_empty());
            assert!(stages.iter().any(|it| it.outcome == StageOutcome::Won && it.probability == 10_000));
            assert!(stages.iter().any(|it| it.outcome == StageOutcome::Lost && it.probability == 0));
        }
    }
}
