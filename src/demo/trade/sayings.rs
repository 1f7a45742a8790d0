//! What is said and written in the demo trade, in both languages.

use super::{Phrase, phrases};

phrases! {
    /// A firm is content.
    pub(super) FIRM_GOOD = [
        "Molto contenti dell'ultima consegna, vogliono allargare la carta dei vini." => "Very happy with the last delivery, they want to widen the wine list.",
        "Il Valpolicella gira bene: riordino previsto a fine mese." => "The Valpolicella sells well: reorder expected at the end of the month.",
        "Assaggiati tre formaggi nuovi, ne prendono due in prova." => "Tasted three new cheeses, they take two on trial.",
        "Ci ha consigliati a un collega di un altro locale." => "Recommended us to a colleague with another place.",
        "Chiede i calici della linea Laguna per la sala grande." => "Asks for the Laguna glasses for the large room.",
        "Soddisfatto del listino, conferma la fornitura per la stagione." => "Happy with the price list, confirms supply for the season.",
    ];
    /// A firm, neither good nor bad.
    pub(super) FIRM_NEUTRAL = [
        "Inviato il listino aggiornato." => "Sent the updated price list.",
        "Il titolare era fuori, richiamare in settimana." => "The owner was out, call back this week.",
        "Chiesti i tempi di consegna per agosto." => "Asked about delivery times in August.",
        "Vuole una campionatura di spumanti prima di decidere." => "Wants samples of sparkling wine before deciding.",
        "Aggiornati i dati per la fatturazione." => "Updated the billing details.",
        "Chiuso per ferie fino a lunedì." => "Closed for holidays until Monday.",
    ];
    /// A firm is not content.
    pub(super) FIRM_BAD = [
        "Due bottiglie rotte nel cartone, chiede la nota di credito." => "Two broken bottles in the box, asks for a credit note.",
        "Prezzi più alti del concorrente sull'olio." => "Prices above the competitor's on oil.",
        "Fattura con un importo sbagliato, da correggere." => "Invoice with a wrong amount, to be corrected.",
        "Il prosciutto dell'ultima volta non era come il solito." => "The last ham was not as usual.",
        "Non vuole più il minimo d'ordine." => "No longer accepts the minimum order.",
    ];
    /// A private customer is content.
    pub(super) PERSON_GOOD = [
        "Ha apprezzato il cesto di Natale, ne vuole altri due." => "Liked the Christmas hamper, wants two more.",
        "Viene alla degustazione con quattro amici." => "Comes to the tasting with four friends.",
        "Gli è piaciuto molto il Soave, ne prende una cassa." => "Liked the Soave a lot, takes a case.",
        "Ringrazia per il consiglio sull'abbinamento." => "Says thanks for the pairing advice.",
    ];
    /// A private customer, neither good nor bad.
    pub(super) PERSON_NEUTRAL = [
        "Chiede gli orari del negozio." => "Asks for the shop's opening hours.",
        "Vuole sapere quando arriva il panettone artigianale." => "Wants to know when the artisan panettone arrives.",
        "Informazioni sulla spedizione all'estero." => "Information on shipping abroad.",
        "Cambio di indirizzo per le consegne." => "Change of delivery address.",
    ];
    /// A private customer is not content.
    pub(super) PERSON_BAD = [
        "Un calice è arrivato scheggiato." => "One glass arrived chipped.",
        "La confezione regalo non era quella scelta." => "The gift box was not the one chosen.",
        "Ha aspettato il corriere tutto il giorno." => "Waited for the courier all day.",
    ];
    /// A customer of the churn wave, shortly before the end.
    pub(super) CHURN = [
        "Dopo l'aumento del listino sta guardando altri fornitori." => "After the price increase he is looking at other suppliers.",
        "Un grossista nuovo gli fa il dieci per cento in meno." => "A new wholesaler offers him ten per cent less.",
        "Risponde che per ora non ha bisogno di nulla." => "Answers that for now he needs nothing.",
        "Trova il nuovo minimo d'ordine troppo alto." => "Finds the new minimum order too high.",
    ];
    /// Someone in the badly served province.
    pub(super) WEAK_SERVICE = [
        "Terza consegna in ritardo, il corriere non avvisa." => "Third late delivery, the courier gives no notice.",
        "Merce lasciata fuori sotto la pioggia." => "Goods left outside in the rain.",
        "Mancavano due cartoni e nessuno ha richiamato." => "Two boxes were missing and nobody called back.",
        "Aspetta una risposta da due settimane." => "Has been waiting for an answer for two weeks.",
    ];
    /// A deal moves on.
    pub(super) DEAL_MOVES = [
        "Rivista l'offerta insieme, aspetta la conferma del socio." => "Went through the offer together, waits for the partner's word.",
        "Campioni consegnati, richiamo fissato." => "Samples delivered, follow-up call set.",
        "Chiede il pagamento a sessanta giorni." => "Asks for payment in sixty days.",
        "Visita in cantina fatta, molto interessati." => "Cellar visit done, very interested.",
        "Inviata la seconda versione dell'offerta." => "Sent the second version of the offer.",
    ];
    /// The last word on a deal that then was forgotten.
    pub(super) DEAL_LAST_WORD = [
        "Inviata l'offerta, in attesa di risposta." => "Sent the offer, waiting for an answer.",
        "Ne riparla quando torna il titolare." => "Will talk again when the owner is back.",
        "Preso tempo, da richiamare." => "Took time, to be called back.",
    ];
    /// What firms negotiate.
    pub(super) FIRM_DEALS = [
        "Nuova carta dei vini" => "New wine list", "Fornitura annuale di olio" => "Yearly supply of oil",
        "Calici per la sala" => "Glasses for the dining room", "Cesti natalizi" => "Christmas hampers",
        "Salumi e formaggi per l'aperitivo" => "Cured meats and cheeses for the bar", "Apertura nuovo locale" => "Opening of a new place",
        "Banchetti di primavera" => "Spring banquets", "Spumanti per l'estate" => "Sparkling wines for the summer",
    ];
    /// What private customers negotiate.
    pub(super) PERSON_DEALS = [
        "Vini per il matrimonio" => "Wines for the wedding", "Servizio da tavola" => "Dinner service",
        "Regali aziendali" => "Company gifts", "Festa di laurea" => "Graduation party",
    ];
    /// Why deals were lost.
    pub(super) LOSSES = [
        "Prezzo" => "Price", "Concorrente" => "Competitor", "Tempi di consegna" => "Delivery time", "Nessuna risposta" => "No answer",
    ];
    /// Why deals were won.
    pub(super) WINS = ["Qualità" => "Quality", "Relazione" => "Relationship", "Assortimento" => "Range"];
    /// What there is to do.
    pub(super) TASKS = [
        "Richiamare per la conferma" => "Call back for the confirmation", "Inviare il listino" => "Send the price list",
        "Portare i campioni" => "Bring the samples", "Preparare l'offerta" => "Prepare the offer",
        "Fissare la degustazione" => "Arrange the tasting", "Sollecitare il pagamento" => "Remind of the payment",
        "Controllare la consegna" => "Check the delivery", "Preparare la visita" => "Prepare the visit",
    ];
    /// Tickets of the badly served province.
    pub(super) WEAK_TICKETS = [
        "Consegna in ritardo" => "Late delivery", "Cartoni mancanti" => "Missing boxes", "Nessuno risponde al telefono" => "Nobody answers the phone",
        "Merce danneggiata dal corriere" => "Goods damaged by the courier",
    ];
    /// Tickets elsewhere.
    pub(super) TICKETS = [
        "Bottiglia rotta" => "Broken bottle", "Fattura da correggere" => "Invoice to be corrected", "Prodotto sbagliato" => "Wrong product",
        "Richiesta di reso" => "Request for a return", "Copia della fattura" => "Copy of the invoice",
    ];
    /// What solved a ticket.
    pub(super) SOLUTIONS = [
        "Rispedito il giorno dopo." => "Sent again the next day.", "Emessa nota di credito." => "Credit note issued.",
        "Corretto e inviato di nuovo." => "Corrected and sent again.",
    ];
    /// What those say who would not recommend the trade, where service is weak.
    pub(super) WEAK_COMMENTS = [
        "Consegne sempre in ritardo." => "Deliveries are always late.", "Non risponde mai nessuno." => "Nobody ever answers.",
        "Prodotti buoni, servizio pessimo." => "Good products, very poor service.", "Il corriere rovina la merce." => "The courier ruins the goods.",
    ];
    /// What those say who would not recommend the trade.
    pub(super) BAD_COMMENTS = [
        "Prezzi troppo alti." => "Prices are too high.", "Poca scelta di vini naturali." => "Few natural wines.",
        "Minimo d'ordine troppo alto." => "The minimum order is too high.",
    ];
    /// What those say who would recommend the trade.
    pub(super) GOOD_COMMENTS = [
        "Consigli preziosi sugli abbinamenti." => "Precious advice on pairings.", "Formaggi eccellenti." => "Excellent cheeses.",
        "Sempre disponibili e gentili." => "Always helpful and kind.", "Ottimo rapporto tra qualità e prezzo." => "Very good value.",
    ];
    /// Where customers come from.
    pub(super) SOURCES = [
        "Fiera" => "Trade fair", "Passaparola" => "Word of mouth", "Sito" => "Web site", "Agente" => "Agent", "Negozio" => "Shop",
        "Social" => "Social",
    ];
    /// What business firms are in: restaurants, hotels, shops.
    pub(super) INDUSTRIES = ["Ristorazione" => "Restaurants", "Ospitalità" => "Hospitality", "Commercio" => "Retail"];
    /// Where an order was taken.
    pub(super) SALES_CHANNELS = ["Agente" => "Agent", "Telefono" => "Phone", "Negozio" => "Shop", "Sito" => "Web site"];
    /// Tags, in the order of the workload's.
    pub(super) TAGS = [
        "VIP" => "VIP", "Newsletter" => "Newsletter", "Carta dei vini" => "Wine list", "Degustazioni" => "Tastings", "Fiera" => "Trade fair",
        "Passaparola" => "Word of mouth", "Sito" => "Web site", "Negozio" => "Shop", "Stagionale" => "Seasonal", "Banchetti" => "Banquets",
        "Regali" => "Gifts", "Bio" => "Organic", "Promozioni" => "Promotions", "Cesti di Natale" => "Christmas hampers",
        "Feste" => "Holidays", "Fedeltà" => "Loyalty", "Da richiamare" => "Call back", "Nuovo" => "New", "Senza glutine" => "Gluten free",
        "Paga in ritardo" => "Pays late",
    ];
    /// The stages of a deal, in order.
    pub(super) STAGES = [
        "Contatto" => "Contact", "Qualificata" => "Qualified", "Offerta" => "Proposal", "Negoziazione" => "Negotiation", "Vinta" => "Won",
        "Persa" => "Lost",
    ];
    /// Roles in the team.
    pub(super) ROLES = ["Titolare" => "Owner", "Agente" => "Sales agent", "Negozio" => "Shop", "Assistenza" => "Customer care"];
}

/// The way a deal goes.
pub(super) const PIPELINE: Phrase = Phrase::new("Vendite", "Sales");
/// What customers are asked.
pub(super) const SURVEY: Phrase = Phrase::new("Ci consiglierebbe?", "Would you recommend us?");

/// The team: made-up names.
pub(super) const MEMBERS: [&str; 4] = ["Marta Zanella", "Davide Bressan", "Irene Furlan", "Paolo Scarpa"];
