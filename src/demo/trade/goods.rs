//! What the demo trade sells: families of goods, each with eight kinds from cheap to dear and eight makers, all made up.

use super::Phrase;

/// A family of goods.
#[derive(Debug, Clone, Copy)]
pub(super) struct Family {
    /// Name of the category.
    pub(super) name: Phrase,
    /// VAT in hundredths of a percent.
    pub(super) vat_hundredths: i32,
    /// What a piece is.
    pub(super) unit: Phrase,
    /// Least and greatest price in cents.
    pub(super) price_minor: [i32; 2],
    /// Kinds of goods, from cheap to dear.
    pub(super) kinds: [&'static str; 8],
    /// Who makes them.
    pub(super) makers: &'static [&'static str; 8],
}

/// Place of the sparkling wines.
pub(super) const SPARKLING: u8 = 2;
/// Place of the glasses.
pub(super) const GLASSES: u8 = 10;
/// Place of the flûtes among the glasses.
pub(super) const FLUTES: u8 = 5;

const BOTTLE: Phrase = Phrase::new("bottiglia", "bottle");
const KILOGRAM: Phrase = Phrase::new("kg", "kg");
const PACK: Phrase = Phrase::new("confezione", "pack");
const PIECE: Phrase = Phrase::new("pezzo", "piece");
const SET: Phrase = Phrase::new("set da 6", "set of 6");

#[rustfmt::skip]
const WINERIES: [&str; 8] = [
    "Ca' Morosina", "Corte Ghebo", "Le Pergolette", "Monte Falasco", "Borgo Salghero", "Tenuta Brolonero", "Podere Zefirino",
    "Cantina Rialbo",
];
#[rustfmt::skip]
const LARDERS: [&str; 8] = [
    "Malga Scurola", "Fattoria Brentina", "La Madia Vecia", "Mulino Scodolin", "Casera Doladi", "Orto di Barena", "Dispensa Nalin",
    "Bottega Ghebo",
];
#[rustfmt::skip]
const LINES: [&str; 8] = [
    "linea Laguna", "linea Asolo", "linea Rialto", "linea Brenta", "linea Euganea", "linea Dolomia", "linea Giudecca",
    "linea Palladio",
];

/// The families, in the order of the workload's categories.
#[rustfmt::skip]
pub(super) const FAMILIES: [Family; 12] = [
    Family {
        name: Phrase::new("Vini rossi", "Red wines"), vat_hundredths: 2200, unit: BOTTLE, price_minor: [500, 4200],
        kinds: ["Merlot Colli Euganei", "Cabernet Franc", "Bardolino", "Refosco", "Valpolicella Classico", "Raboso del Piave",
            "Ripasso Superiore", "Amarone"],
        makers: &WINERIES,
    },
    Family {
        name: Phrase::new("Vini bianchi", "White wines"), vat_hundredths: 2200, unit: BOTTLE, price_minor: [500, 2400],
        kinds: ["Garganega", "Pinot Grigio", "Custoza", "Soave Classico", "Friulano", "Lugana", "Manzoni Bianco", "Sauvignon Riserva"],
        makers: &WINERIES,
    },
    Family {
        name: Phrase::new("Spumanti", "Sparkling wines"), vat_hundredths: 2200, unit: BOTTLE, price_minor: [650, 3200],
        kinds: ["Prosecco Treviso", "Prosecco Rosé", "Prosecco col fondo", "Valdobbiadene Extra Dry", "Valdobbiadene Brut",
            "Valdobbiadene Rive", "Cartizze", "Metodo Classico"],
        makers: &WINERIES,
    },
    Family {
        name: Phrase::new("Grappe e liquori", "Grappas and liqueurs"), vat_hundredths: 2200, unit: BOTTLE, price_minor: [900, 3800],
        kinds: ["Liquore al limone", "Amaro alle erbe", "Liquore al caffè", "Grappa bianca", "Grappa di Moscato", "Distillato di pere",
            "Grappa barricata", "Grappa riserva"],
        makers: &WINERIES,
    },
    Family {
        name: Phrase::new("Oli extravergini", "Olive oils"), vat_hundredths: 400, unit: BOTTLE, price_minor: [450, 3400],
        kinds: ["Olio extravergine 0,25 l", "Olio novello 0,25 l", "Olio extravergine 0,5 l", "Olio biologico 0,5 l",
            "Olio extravergine 0,75 l", "Olio di Grignano 0,5 l", "Olio del Garda 0,75 l", "Olio extravergine 3 l"],
        makers: &WINERIES,
    },
    Family {
        name: Phrase::new("Salumi", "Cured meats"), vat_hundredths: 1000, unit: KILOGRAM, price_minor: [900, 3400],
        kinds: ["Salame veneto", "Pancetta arrotolata", "Lardo alle erbe", "Sopressa", "Sopressa con aglio", "Ossocollo", "Speck",
            "Prosciutto crudo dolce"],
        makers: &LARDERS,
    },
    Family {
        name: Phrase::new("Formaggi", "Cheeses"), vat_hundredths: 400, unit: KILOGRAM, price_minor: [800, 2600],
        kinds: ["Ricotta affumicata", "Casatella", "Caciotta di malga", "Asiago fresco", "Montasio", "Morlacco", "Monte Veronese",
            "Asiago stravecchio"],
        makers: &LARDERS,
    },
    Family {
        name: Phrase::new("Pasta e riso", "Pasta and rice"), vat_hundredths: 400, unit: PACK, price_minor: [180, 650],
        kinds: ["Farina per polenta", "Polenta bianca", "Spaghetti trafilati", "Bigoli", "Fettuccine", "Riso Vialone Nano",
            "Riso Carnaroli", "Tagliatelle all'uovo"],
        makers: &LARDERS,
    },
    Family {
        name: Phrase::new("Conserve", "Preserves"), vat_hundredths: 1000, unit: PACK, price_minor: [250, 1200],
        kinds: ["Passata di pomodoro", "Fagioli in umido", "Giardiniera", "Radicchio sott'olio", "Carciofini", "Mostarda vicentina",
            "Sarde in saor", "Baccalà mantecato"],
        makers: &LARDERS,
    },
    Family {
        name: Phrase::new("Dolci", "Sweets"), vat_hundredths: 1000, unit: PACK, price_minor: [300, 2600],
        kinds: ["Zaleti", "Bussolai", "Baicoli", "Pevarini", "Biscotti al vino", "Mandorlato", "Pandoro", "Panettone artigianale"],
        makers: &LARDERS,
    },
    Family {
        name: Phrase::new("Calici e bicchieri", "Glasses"), vat_hundredths: 2200, unit: SET, price_minor: [900, 5800],
        kinds: ["Bicchiere da acqua", "Bicchiere da osteria", "Tumbler", "Calice da bianco", "Calice da rosso", "Flûte", "Balloon",
            "Calice soffiato"],
        makers: &LINES,
    },
    Family {
        name: Phrase::new("Tavola e servizio", "Tableware"), vat_hundredths: 2200, unit: PIECE, price_minor: [450, 9000],
        kinds: ["Sottopiatto", "Cavatappi", "Tagliere in faggio", "Alzata per dolci", "Secchiello per il ghiaccio", "Tovaglia di lino",
            "Set di posate", "Servizio di piatti"],
        makers: &LINES,
    },
];
