//! Where the demo trade's customers are: mostly in the Veneto, with streets that every town has.

/// A town.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) city: &'static str,
    pub(super) postal_code: &'static str,
    pub(super) province: &'static str,
    pub(super) region: &'static str,
    pub(super) country: &'static str,
    /// Share of customers, in thousandths.
    pub(super) weight: u32,
}

const fn place(
    city: &'static str,
    postal_code: &'static str,
    province: &'static str,
    region: &'static str,
    country: &'static str,
    weight: u32,
) -> Place {
    Place { city, postal_code, province, region, country, weight }
}

/// The towns; their weights sum to 1,000.
#[rustfmt::skip]
pub(super) const PLACES: [Place; 40] = [
    place("Padova", "35121", "PD", "Veneto", "IT", 84), place("Abano Terme", "35031", "PD", "Veneto", "IT", 26),
    place("Este", "35042", "PD", "Veneto", "IT", 18), place("Cittadella", "35013", "PD", "Veneto", "IT", 18),
    place("Verona", "37121", "VR", "Veneto", "IT", 70), place("Bardolino", "37011", "VR", "Veneto", "IT", 24),
    place("Villafranca di Verona", "37069", "VR", "Veneto", "IT", 16),
    place("Vicenza", "36100", "VI", "Veneto", "IT", 56), place("Bassano del Grappa", "36061", "VI", "Veneto", "IT", 30),
    place("Schio", "36015", "VI", "Veneto", "IT", 18),
    place("Treviso", "31100", "TV", "Veneto", "IT", 58), place("Conegliano", "31015", "TV", "Veneto", "IT", 28),
    place("Castelfranco Veneto", "31033", "TV", "Veneto", "IT", 24), place("Asolo", "31011", "TV", "Veneto", "IT", 12),
    place("Venezia", "30121", "VE", "Veneto", "IT", 52), place("Mestre", "30172", "VE", "Veneto", "IT", 34),
    place("Jesolo", "30016", "VE", "Veneto", "IT", 26), place("Chioggia", "30015", "VE", "Veneto", "IT", 16),
    place("Rovigo", "45100", "RO", "Veneto", "IT", 18),
    place("Belluno", "32100", "BL", "Veneto", "IT", 14), place("Cortina d'Ampezzo", "32043", "BL", "Veneto", "IT", 14),
    place("Udine", "33100", "UD", "Friuli-Venezia Giulia", "IT", 28),
    place("Pordenone", "33170", "PN", "Friuli-Venezia Giulia", "IT", 24),
    place("Trieste", "34121", "TS", "Friuli-Venezia Giulia", "IT", 18),
    place("Trento", "38122", "TN", "Trentino-Alto Adige", "IT", 28),
    place("Bolzano", "39100", "BZ", "Trentino-Alto Adige", "IT", 20),
    place("Milano", "20121", "MI", "Lombardia", "IT", 44), place("Brescia", "25121", "BS", "Lombardia", "IT", 26),
    place("Bergamo", "24121", "BG", "Lombardia", "IT", 16), place("Mantova", "46100", "MN", "Lombardia", "IT", 16),
    place("Bologna", "40121", "BO", "Emilia-Romagna", "IT", 30), place("Ferrara", "44121", "FE", "Emilia-Romagna", "IT", 16),
    place("Modena", "41121", "MO", "Emilia-Romagna", "IT", 12),
    place("Torino", "10121", "TO", "Piemonte", "IT", 12), place("Firenze", "50122", "FI", "Toscana", "IT", 12),
    place("Roma", "00184", "RM", "Lazio", "IT", 14),
    place("München", "80331", "", "", "DE", 12), place("Salzburg", "5020", "", "", "AT", 8),
    place("Innsbruck", "6020", "", "", "AT", 6), place("Wien", "1010", "", "", "AT", 2),
];

/// Streets that nearly every town has.
pub(super) const STREETS: [&str; 20] = [
    "Via Roma",
    "Via Garibaldi",
    "Via Mazzini",
    "Via Cavour",
    "Via Dante",
    "Via Verdi",
    "Via San Marco",
    "Via Piave",
    "Via Monte Grappa",
    "Via della Stazione",
    "Via dei Mille",
    "Via Vittoria",
    "Via delle Rose",
    "Via Castello",
    "Via del Mercato",
    "Piazza della Libertà",
    "Piazza del Duomo",
    "Corso Italia",
    "Viale Europa",
    "Borgo Vecchio",
];

/// Streets of the towns abroad, all of them German-speaking.
pub(super) const STREETS_ABROAD: [&str; 6] =
    ["Hauptstraße", "Bahnhofstraße", "Gartenstraße", "Schulstraße", "Marktplatz", "Lindenweg"];

/// Family names of the Veneto, beside those of the workload.
#[rustfmt::skip]
pub(super) const FAMILY_NAMES: [&str; 40] = [
    "Baldan", "Bassan", "Benetti", "Bergamin", "Bettin", "Boscolo", "Bressan", "Brunello", "Callegari", "Carraro", "Cavallin",
    "Crivellaro", "Dal Corso", "Dalla Costa", "De Marchi", "Fabris", "Favaro", "Ferrarese", "Furlan", "Gobbo", "Lazzarin", "Lorenzon",
    "Marangon", "Marchioro", "Masiero", "Meneghetti", "Michielon", "Nalin", "Pavan", "Pegoraro", "Piovesan", "Rigon", "Sartore",
    "Scarpa", "Stefani", "Toffolo", "Trevisan", "Visentin", "Zambon", "Zanetti",
];

/// What an eating or drinking house calls itself, with its trade: 0 restaurants, 1 hotels, 2 shops.
pub(super) const HOUSES: [(&str, u8); 12] = [
    ("Trattoria", 0),
    ("Osteria", 0),
    ("Ristorante", 0),
    ("Pizzeria", 0),
    ("Bistrot", 0),
    ("Locanda", 1),
    ("Hotel", 1),
    ("Agriturismo", 1),
    ("Enoteca", 2),
    ("Gastronomia", 2),
    ("Salumeria", 2),
    ("Catering", 0),
];

/// Names of houses.
pub(super) const SIGNS: [&str; 16] = [
    "al Ponte",
    "al Molino",
    "alla Posta",
    "alla Vigna",
    "ai Portici",
    "al Pozzo",
    "alle Querce",
    "all'Angelo",
    "al Canton",
    "alla Torre",
    "alle Rive",
    "al Gelso",
    "ai Tigli",
    "alla Loggia",
    "al Cason",
    "alle Grazie",
];
