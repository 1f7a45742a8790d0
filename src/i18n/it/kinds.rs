//! The names of the kinds in Italian, with their articles and their gender.

use crate::i18n::{Gender, KindWords};
use crate::model::kind::Kind;

/// The names of a kind.
pub(in crate::i18n) fn kind(kind: Kind) -> KindWords {
    match kind {
        Kind::Customer => masculine("cliente", "clienti", "il cliente", "i clienti"),
        Kind::Tag => feminine("etichetta", "etichette", "l'etichetta", "le etichette"),
        Kind::CustomField => masculine("campo", "campi", "il campo", "i campi"),
        Kind::Member => {
            feminine("persona del gruppo", "persone del gruppo", "la persona del gruppo", "le persone del gruppo")
        }
        Kind::ContactLink => masculine("referente", "referenti", "il referente", "i referenti"),
        Kind::Skill => feminine("competenza", "competenze", "la competenza", "le competenze"),
        Kind::Workspace => masculine("archivio", "archivi", "l'archivio", "gli archivi"),
        Kind::SavedView => feminine("vista salvata", "viste salvate", "la vista salvata", "le viste salvate"),
        Kind::File => masculine("documento", "documenti", "il documento", "i documenti"),
        Kind::Product => masculine("prodotto", "prodotti", "il prodotto", "i prodotti"),
        Kind::ProductOption => {
            feminine("opzione di prodotto", "opzioni di prodotto", "l'opzione di prodotto", "le opzioni di prodotto")
        }
        Kind::Order => masculine("ordine", "ordini", "l'ordine", "gli ordini"),
        Kind::OrderLine => feminine("riga d'ordine", "righe d'ordine", "la riga d'ordine", "le righe d'ordine"),
        Kind::LoyaltyCard => feminine("tessera fedeltà", "tessere fedeltà", "la tessera fedeltà", "le tessere fedeltà"),
        Kind::LoyaltyEntry => {
            masculine("movimento di punti", "movimenti di punti", "il movimento di punti", "i movimenti di punti")
        }
        Kind::Interaction => feminine("interazione", "interazioni", "l'interazione", "le interazioni"),
        Kind::Task => feminine("attività", "attività", "l'attività", "le attività"),
        Kind::Visit => feminine("visita", "visite", "la visita", "le visite"),
        Kind::TouchPoint => {
            masculine("punto di contatto", "punti di contatto", "il punto di contatto", "i punti di contatto")
        }
        Kind::Pipeline => feminine("pipeline", "pipeline", "la pipeline", "le pipeline"),
        Kind::Stage => feminine("fase", "fasi", "la fase", "le fasi"),
        Kind::Deal => feminine("trattativa", "trattative", "la trattativa", "le trattative"),
        Kind::Goal => masculine("obiettivo", "obiettivi", "l'obiettivo", "gli obiettivi"),
        Kind::Ticket => feminine("richiesta", "richieste", "la richiesta", "le richieste"),
        Kind::Article => masculine("articolo", "articoli", "l'articolo", "gli articoli"),
        Kind::Insight => feminine("scoperta", "scoperte", "la scoperta", "le scoperte"),
        Kind::Survey => feminine("indagine", "indagini", "l'indagine", "le indagini"),
        Kind::SurveyVersion => feminine(
            "versione dell'indagine",
            "versioni dell'indagine",
            "la versione dell'indagine",
            "le versioni dell'indagine",
        ),
        Kind::Response => feminine("risposta", "risposte", "la risposta", "le risposte"),
        Kind::Campaign => feminine("campagna", "campagne", "la campagna", "le campagne"),
        Kind::MessageTemplate => masculine(
            "modello di messaggio",
            "modelli di messaggio",
            "il modello di messaggio",
            "i modelli di messaggio",
        ),
        Kind::Consent => masculine("consenso", "consensi", "il consenso", "i consensi"),
        Kind::Form => masculine("modulo", "moduli", "il modulo", "i moduli"),
        Kind::Segment => masculine("segmento", "segmenti", "il segmento", "i segmenti"),
        Kind::ValueProposition => {
            feminine("proposta di valore", "proposte di valore", "la proposta di valore", "le proposte di valore")
        }
        Kind::ActionPlan => masculine("piano d'azione", "piani d'azione", "il piano d'azione", "i piani d'azione"),
        Kind::Action => feminine("azione", "azioni", "l'azione", "le azioni"),
        Kind::Workflow => feminine("automazione", "automazioni", "l'automazione", "le automazioni"),
        Kind::WorkflowRun => feminine("esecuzione", "esecuzioni", "l'esecuzione", "le esecuzioni"),
    }
}

const fn masculine(one: &'static str, many: &'static str, the_one: &'static str, the_many: &'static str) -> KindWords {
    KindWords { one, many, the_one, the_many, gender: Gender::Masculine }
}

const fn feminine(one: &'static str, many: &'static str, the_one: &'static str, the_many: &'static str) -> KindWords {
    KindWords { one, many, the_one, the_many, gender: Gender::Feminine }
}
