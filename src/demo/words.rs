//! The word lists and weights of the workload, in the order in which its draws count on.

/// A town with its province, region and country, and its share of customers in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct City {
    /// The town's name.
    pub name: &'static str,
    /// The province's code; empty where there is none.
    pub province: &'static str,
    /// The region's name; empty outside Italy.
    pub region: &'static str,
    /// Two-letter country code.
    pub country: &'static str,
    /// Share of customers, in thousandths.
    pub weight: u32,
}

/// First names.
#[rustfmt::skip]
pub const FIRST_NAMES: [&str; 64] = [
    "Andrea", "Alessandro", "Anna", "Antonio", "Barbara", "Beatrice", "Bruno", "Camilla", "Carla", "Carlo", "Chiara",
    "Claudia", "Cristina", "Daniele", "Davide", "Elena", "Elisa", "Emanuele", "Enrico", "Fabio", "Federica",
    "Federico", "Francesca", "Francesco", "Gabriele", "Giacomo", "Giorgia", "Giovanna", "Giovanni", "Giulia",
    "Giuseppe", "Ilaria", "Irene", "Laura", "Lorenzo", "Luca", "Lucia", "Luigi", "Marco", "Maria", "Martina",
    "Massimo", "Matteo", "Michela", "Michele", "Monica", "Nicolò", "Paola", "Paolo", "Pietro", "Roberta", "Roberto",
    "Sara", "Serena", "Silvia", "Simone", "Stefania", "Stefano", "Tommaso", "Valentina", "Valeria", "Vincenzo",
    "Viola", "Noè",
];

/// Family names taken whole.
#[rustfmt::skip]
pub const FAMILY_NAMES: [&str; 90] = [
    "Amato", "Barbieri", "Basile", "Battaglia", "Bellini", "Benedetti", "Bernardi", "Bianchi", "Bianco", "Bruno",
    "Caputo", "Caruso", "Cattaneo", "Cocco", "Colombo", "Conte", "Conti", "Coppola", "Costa", "Costantini",
    "D'Angelo", "De Luca", "De Santis", "Esposito", "Fabbri", "Farina", "Ferrara", "Ferrari", "Ferraro", "Ferri",
    "Fiore", "Fontana", "Galli", "Gallo", "Gatti", "Gentile", "Giordano", "Giuliani", "Grassi", "Grasso", "Greco",
    "Guerra", "Leone", "Lombardi", "Lombardo", "Longo", "Mancini", "Marchetti", "Marini", "Marino", "Mariani",
    "Martinelli", "Martini", "Mazza", "Messina", "Milani", "Montanari", "Monti", "Morelli", "Moretti", "Negri",
    "Neri", "Orlando", "Pagano", "Palmieri", "Palumbo", "Parisi", "Pellegrini", "Pellegrino", "Ricci", "Rinaldi",
    "Riva", "Rizzi", "Rizzo", "Romano", "Rossetti", "Rossi", "Ruggiero", "Russo", "Sala", "Sanna", "Santoro",
    "Sartori", "Serra", "Silvestri", "Sorrentino", "Testa", "Valentini", "Villa", "Vitale",
];

/// First syllables of made-up names.
#[rustfmt::skip]
pub const FIRST_SYLLABLES: [&str; 24] = [
    "Al", "Bar", "Bel", "Cal", "Cor", "Dal", "Fal", "Fer", "Gan", "Gri", "Lan", "Mal", "Mon", "Nor", "Pal", "Per",
    "Ros", "Sal", "Tor", "Val", "Ven", "Zam", "Qua", "Bru",
];

/// Middle syllables of made-up names.
#[rustfmt::skip]
pub const MIDDLE_SYLLABLES: [&str; 20] = [
    "a", "ber", "chi", "de", "fi", "ga", "lo", "ma", "ne", "pi", "re", "so", "ti", "vo", "zi", "gu", "ste", "cca",
    "lle", "ro",
];

/// Last syllables of made-up names.
#[rustfmt::skip]
pub const LAST_SYLLABLES: [&str; 16] = [
    "ni", "tti", "lli", "gno", "ssi", "ri", "no", "ta", "li", "rdi", "zzo", "nti", "schi", "do", "vani", "ghi",
];

/// What follows a made-up name in a company.
#[rustfmt::skip]
pub const COMPANY_ENDINGS: [&str; 8] = [
    "Srl", "SpA", "Snc", "Sas", "Group", "Italia", "Service", "& Figli",
];

/// Domains of e-mail addresses.
#[rustfmt::skip]
pub const MAIL_DOMAINS: [&str; 12] = [
    "gmail.com", "libero.it", "outlook.it", "hotmail.it", "yahoo.it", "tiscali.it", "virgilio.it", "alice.it",
    "icloud.com", "pec.it", "fastwebnet.it", "proton.me",
];

/// Product categories.
#[rustfmt::skip]
pub const CATEGORIES: [&str; 12] = [
    "Abbigliamento", "Calzature", "Casa", "Cosmetica", "Elettronica", "Giardino", "Gioielli", "Libri", "Pelletteria",
    "Sport", "Vini", "Alimentari",
];

/// Customer tags.
#[rustfmt::skip]
pub const TAGS: [&str; 20] = [
    "vip", "newsletter", "b2b", "b2c", "fiera", "referral", "web", "negozio", "outlet", "reso", "gift", "app",
    "promo", "blackfriday", "natale", "loyalty", "dormiente", "nuovo", "export", "test",
];

/// Channels that a customer may prefer.
#[rustfmt::skip]
pub const PREFERRED_CHANNELS: [&str; 5] = [
    "email", "sms", "phone", "whatsapp", "none",
];

/// Channels of an interaction.
#[rustfmt::skip]
pub const INTERACTION_CHANNELS: [&str; 6] = [
    "email", "phone", "whatsapp", "sms", "visit", "chat",
];

/// Deal stages, in order.
#[rustfmt::skip]
pub const STAGES: [&str; 6] = [
    "lead", "qualified", "proposal", "negotiation", "won", "lost",
];

const fn city(
    name: &'static str,
    province: &'static str,
    region: &'static str,
    country: &'static str,
    weight: u32,
) -> City {
    City { name, province, region, country, weight }
}

/// Towns; their weights sum to 1,000.
#[rustfmt::skip]
pub const CITIES: [City; 41] = [
    city("Milano", "MI", "Lombardia", "IT", 110),
    city("Bergamo", "BG", "Lombardia", "IT", 28),
    city("Brescia", "BS", "Lombardia", "IT", 32),
    city("Como", "CO", "Lombardia", "IT", 15),
    city("Varese", "VA", "Lombardia", "IT", 15),
    city("Monza", "MB", "Lombardia", "IT", 20),
    city("Venezia", "VE", "Veneto", "IT", 22),
    city("Verona", "VR", "Veneto", "IT", 28),
    city("Padova", "PD", "Veneto", "IT", 24),
    city("Vicenza", "VI", "Veneto", "IT", 18),
    city("Treviso", "TV", "Veneto", "IT", 14),
    city("Torino", "TO", "Piemonte", "IT", 60),
    city("Novara", "NO", "Piemonte", "IT", 14),
    city("Cuneo", "CN", "Piemonte", "IT", 12),
    city("Genova", "GE", "Liguria", "IT", 30),
    city("Bologna", "BO", "Emilia-Romagna", "IT", 38),
    city("Modena", "MO", "Emilia-Romagna", "IT", 20),
    city("Parma", "PR", "Emilia-Romagna", "IT", 16),
    city("Rimini", "RN", "Emilia-Romagna", "IT", 12),
    city("Firenze", "FI", "Toscana", "IT", 40),
    city("Pisa", "PI", "Toscana", "IT", 14),
    city("Siena", "SI", "Toscana", "IT", 10),
    city("Roma", "RM", "Lazio", "IT", 110),
    city("Latina", "LT", "Lazio", "IT", 12),
    city("Perugia", "PG", "Umbria", "IT", 14),
    city("Ancona", "AN", "Marche", "IT", 14),
    city("Pescara", "PE", "Abruzzo", "IT", 12),
    city("Napoli", "NA", "Campania", "IT", 60),
    city("Salerno", "SA", "Campania", "IT", 18),
    city("Bari", "BA", "Puglia", "IT", 26),
    city("Lecce", "LE", "Puglia", "IT", 14),
    city("Catanzaro", "CZ", "Calabria", "IT", 10),
    city("Palermo", "PA", "Sicilia", "IT", 24),
    city("Catania", "CT", "Sicilia", "IT", 20),
    city("Cagliari", "CA", "Sardegna", "IT", 14),
    city("Trento", "TN", "Trentino-Alto Adige", "IT", 10),
    city("Udine", "UD", "Friuli-Venezia Giulia", "IT", 10),
    city("Lugano", "TI", "", "CH", 12),
    city("Paris", "", "", "FR", 10),
    city("München", "", "", "DE", 10),
    city("Barcelona", "", "", "ES", 8),
];

/// How many tags are drawn, one of eight.
pub const TAG_COUNTS: [u32; 8] = [0, 0, 1, 1, 1, 2, 2, 3];

/// Chance of a drawn order day to be kept, January to December, in percent.
pub const SEASON_PERCENT: [u32; 12] = [70, 65, 75, 80, 85, 80, 75, 50, 85, 90, 100, 100];

/// Cumulative chance of the survey answers 0 to 10, in percent.
pub const NPS_CUMULATIVE_PERCENT: [u32; 11] = [2, 3, 5, 8, 12, 20, 30, 48, 70, 86, 100];
