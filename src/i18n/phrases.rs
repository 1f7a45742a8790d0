//! The phrases of the page that carry no value, one line each with both languages side by side.
//!
//! Fields, choices and kinds stand in a folder for each language, because their lists follow the model. A phrase is
//! written once and read by whoever translates it: beside its twin it stays in step, and neither can be missing.
//! A button that asks for more before it acts ends in "…".

use super::Language;

macro_rules! phrases {
    ($($(#[$doc:meta])* $phrase:ident $italian:literal $english:literal,)*) => {
        /// A phrase of the page.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Phrase { $( #[doc = $english] $phrase, )* }

        impl Phrase {
            /// All, in the order of their declaration.
            pub const ALL: &'static [Self] = &[ $( Self::$phrase, )* ];

            /// Its words.
            pub const fn text(self, language: Language) -> &'static str {
                let (italian, english) = match self { $( Self::$phrase => ($italian, $english), )* };
                match language {
                    Language::Italian => italian,
                    Language::English => english,
                }
            }
        }
    };
}

phrases! {
    // Navigation and names of pages.
    Today "Oggi" "Today",
    Dashboard "Cruscotto" "Dashboard",
    Customers "Clienti" "Customers",
    NewCustomer "Nuovo cliente" "New customer",
    Leads "Contatti potenziali" "Leads",
    Products "Prodotti" "Products",
    Orders "Ordini" "Orders",
    Tasks "Attività" "Tasks",
    Deals "Trattative" "Deals",
    PipelinePage "Pipeline" "Pipeline",
    Forecast "Previsione" "Forecast",
    Tickets "Richieste" "Tickets",
    Campaigns "Campagne" "Campaigns",
    Surveys "Indagini" "Surveys",
    Segments "Segmenti" "Segments",
    Analysis "Analisi" "Analysis",
    ActionPlans "Piani d'azione" "Action plans",
    Workflows "Automazioni" "Workflows",
    Team "Gruppo di lavoro" "Team",
    KnowledgeBase "Base di conoscenza" "Knowledge base",
    LoyaltyProgramme "Programma fedeltà" "Loyalty programme",
    CalendarPage "Calendario" "Calendar",
    Import "Importa" "Import",
    Export "Esporta" "Export",
    ImportAndExport "Importa ed esporta" "Import and export",
    Storage "Archivio dati" "Storage",
    Bin "Cestino" "Bin",
    Settings "Impostazioni" "Settings",
    Demo "Demo" "Demo",
    HelpPage "Aiuto" "Help",
    GroupWork "Lavoro" "Work",
    GroupAnalyse "Analisi" "Analyse",
    GroupData "Dati" "Data",
    Navigation "Menu principale" "Main navigation",
    SkipToContent "Vai al contenuto" "Skip to content",
    MorePages "Altro" "More",
    OpenMenu "Apri il menu" "Open the menu",
    CloseMenu "Chiudi il menu" "Close the menu",
    NotFoundTitle "Questa pagina non esiste" "This page does not exist",
    NotFoundText "L'indirizzo non porta a nessuna pagina. Forse è stato copiato solo in parte." "The address leads to no page. Perhaps only part of it was copied.",
    RecordNotFoundTitle "Non trovo questo dato" "This record cannot be found",
    RecordNotFoundText "Forse è stato creato su un altro dispositivo e non è ancora arrivato qui." "It may have been made on another device and not have arrived here yet.",
    BackToToday "Torna a Oggi" "Back to Today",

    // The three doors of the first start.
    FirmName "Nome dell'azienda" "Name of the firm",
    Currency "Valuta" "Currency",
    WelcomeTitle "Benvenuto in Rapporto" "Welcome to Rapporto",
    WelcomeText "I tuoi clienti, le vendite e le attività in un posto solo. I dati restano in questo browser: nessun server li vede." "Your customers, sales and tasks in one place. The data stays in this browser: no server sees it.",
    DoorDemo "Prova la demo" "Try the demo",
    DoorDemoText "Una ditta inventata con clienti, ordini e trattative, per guardarti intorno. I tuoi dati non vengono toccati." "An invented firm with customers, orders and deals, to look around in. Your own data is not touched.",
    DoorImport "Importa i miei dati" "Import my data",
    DoorImportText "Da un file CSV di Excel, di Google Contatti o di un altro programma." "From a CSV file out of Excel, Google Contacts or another program.",
    DoorEmpty "Parti da vuoto" "Start empty",
    DoorEmptyText "Aggiungi il primo cliente a mano." "Add the first customer by hand.",
    DoorRestore "Apri un file di esportazione" "Open an export file",
    DoorRestoreText "Riprendi da dove eri rimasto, su questo o su un altro dispositivo." "Go on from where you were, on this or another device.",

    // Buttons.
    Save "Salva" "Save",
    Cancel "Annulla" "Cancel",
    Undo "Annulla" "Undo",
    Redo "Ripeti" "Redo",
    TakenBack "Annullato" "Undone",
    Redone "Ripetuto" "Redone",
    Close "Chiudi" "Close",
    Notices "Avvisi" "Notices",
    Back "Indietro" "Back",
    Next "Avanti" "Next",
    Done "Fatto" "Done",
    Ok "Va bene" "OK",
    Edit "Modifica" "Edit",
    Delete "Elimina" "Delete",
    DeleteForGood "Elimina per sempre…" "Delete for good…",
    Restore "Ripristina" "Restore",
    RestoreField "Torna a questo valore" "Go back to this value",
    Duplicate "Duplica" "Duplicate",
    Open "Apri" "Open",
    OpenInNewTab "Apri in un'altra scheda" "Open in another tab",
    Add "Aggiungi" "Add",
    AddMore "Aggiungi altro" "Add another",
    Remove "Togli" "Remove",
    Clear "Svuota" "Clear",
    Copy "Copia" "Copy",
    Copied "Copiato" "Copied",
    Print "Stampa" "Print",
    Retry "Riprova" "Try again",
    Reload "Ricarica la pagina" "Reload the page",
    Details "Dettagli" "Details",
    ShowMore "Mostra altro" "Show more",
    ShowLess "Mostra meno" "Show less",
    More "Altre azioni" "More actions",
    SelectAll "Seleziona tutto" "Select all",
    SelectNone "Deseleziona tutto" "Select none",
    SaveAndNew "Salva e aggiungi un altro" "Save and add another",
    CreateNew "Crea nuovo…" "Create new…",
    Merge "Unisci…" "Merge…",
    ChangeOwner "Cambia responsabile…" "Change owner…",
    AddTag "Aggiungi un'etichetta…" "Add a tag…",

    // Values and states.
    Yes "Sì" "Yes",
    No "No" "No",
    All "Tutti" "All",
    None "Nessuno" "None",
    Nothing "Niente" "Nothing",
    Empty "Vuoto" "Empty",
    NotSet "Non indicato" "Not set",
    Unknown "Non si sa" "Unknown",
    UnknownField "Campo sconosciuto" "Unknown field",
    UnknownChoice "Scelta sconosciuta" "Unknown choice",
    Optional "facoltativo" "optional",
    Required "obbligatorio" "required",
    Sensitive "dato sensibile" "sensitive",
    Automatic "compilato dal programma" "filled in by the program",
    Loading "Un momento" "One moment",
    Me "Io" "Me",
    Other "Altro" "Other",
    Total "Totale" "Total",
    Average "Media" "Average",
    Median "Mediana" "Median",
    Sum "Somma" "Sum",
    Count "Numero" "Count",
    AsOf "Al" "As of",

    // Saved or not.
    Saved "Salvato" "Saved",
    Saving "Sto salvando" "Saving",
    NotSaved "Non salvato" "Not saved",
    NotSavedText "L'ultima modifica non è ancora al sicuro. Non chiudere la scheda." "The last change is not safe yet. Do not close the tab.",
    Offline "Non in linea" "Offline",
    OfflineText "Puoi continuare a lavorare: tutto resta in questo browser." "You can go on working: everything stays in this browser.",
    Online "In linea" "Online",
    UpdateReady "È pronta una nuova versione" "A new version is ready",
    UpdateNow "Ricarica per usarla" "Reload to use it",

    // Lists.
    Search "Cerca" "Search",
    SearchEverything "Cerca clienti, ordini, comandi" "Search customers, orders, commands",
    GoTo "Vai a" "Go to",
    SearchInList "Cerca in questo elenco" "Search this list",
    NoHits "Nessun risultato" "Nothing found",
    NoHitsText "Prova con meno parole, o togli un filtro." "Try fewer words, or take off a filter.",
    Filter "Filtra" "Filter",
    AddCondition "Aggiungi una condizione…" "Add a condition…",
    ClearFilters "Togli i filtri" "Clear the filters",
    Sort "Ordina" "Sort",
    SortRising "Dal più piccolo" "Smallest first",
    SortFalling "Dal più grande" "Largest first",
    SortRisingText "Dalla A alla Z" "A to Z",
    SortFallingText "Dalla Z alla A" "Z to A",
    SortOldest "Dal più vecchio" "Oldest first",
    SortNewest "Dal più recente" "Newest first",
    SortNone "Senza ordine" "Unsorted",
    Columns "Colonne" "Columns",
    ChooseColumns "Scegli le colonne…" "Choose the columns…",
    HideColumn "Nascondi la colonna" "Hide the column",
    ResetColumns "Colonne iniziali" "Original columns",
    SavedViews "Viste salvate" "Saved views",
    SaveView "Salva la vista…" "Save the view…",
    ExportList "Esporta questo elenco…" "Export this list…",
    Density "Spaziatura" "Density",
    DensityCompact "Fitta" "Compact",
    DensityComfortable "Comoda" "Comfortable",
    RowsSelected "Righe selezionate" "Rows selected",
    ListTable "Elenco" "List",

    // What each empty page is for.
    CustomersEmptyTitle "Qui ci saranno i tuoi clienti" "Your customers will be here",
    CustomersEmptyText "Aggiungi il primo, o importali da un file." "Add the first one, or import them from a file.",
    ProductsEmptyTitle "Qui ci sarà quello che vendi" "What you sell will be here",
    ProductsEmptyText "Prezzi, costi e IVA si scrivono una volta e arrivano da soli negli ordini." "Prices, costs and VAT are written once and come into orders by themselves.",
    OrdersEmptyTitle "Qui ci saranno offerte e ordini" "Quotes and orders will be here",
    OrdersEmptyText "Dagli ordini vengono la spesa di ogni cliente, le classi e le previsioni." "From orders come each customer's spend, the classes and the forecasts.",
    TasksEmptyTitle "Niente da fare" "Nothing to do",
    TasksEmptyText "Quando prometti qualcosa a un cliente, scrivilo qui: ti verrà ricordato." "When you promise a customer something, write it here: you will be reminded.",
    DealsEmptyTitle "Nessuna trattativa aperta" "No open deals",
    DealsEmptyText "Una trattativa è una vendita che può arrivare, con il suo valore e la sua data." "A deal is a sale that may come, with its value and its date.",
    TimelineEmptyTitle "Nessun contatto finora" "No contact so far",
    TimelineEmptyText "Note, telefonate, visite e ordini compariranno qui, dal più recente." "Notes, calls, visits and orders will appear here, newest first.",
    BinEmptyTitle "Il cestino è vuoto" "The bin is empty",
    BinEmptyText "Ciò che elimini resta qui e si può ripristinare." "What you delete stays here and can be restored.",
    OrderLinesEmpty "Nessuna riga: aggiungi il primo prodotto." "No lines: add the first product.",
    HistoryEmpty "Nessuna modifica." "No changes.",

    // Customers and their profile.
    Facts "Dati" "Facts",
    ContactData "Recapiti" "Contact details",
    AddressData "Indirizzo" "Address",
    FiscalData "Dati fiscali" "Fiscal data",
    RelationshipData "Relazione" "Relationship",
    PersonalData "Persona" "Person",
    CustomFields "Campi tuoi" "Your own fields",
    OtherData "Altri dati" "Other data",
    MoreFields "Altri campi" "More fields",
    History "Cronologia delle modifiche" "History of changes",
    Timeline "Storia" "Timeline",
    People "Persone" "People",
    RelatedOrders "Ordini" "Orders",
    RelatedDeals "Trattative" "Deals",
    RelatedTickets "Richieste" "Tickets",
    RelatedFiles "Documenti" "Files",
    ClickToEdit "Premi per modificare" "Press to edit",
    CallNumber "Chiama" "Call",
    WriteEmail "Scrivi un'e-mail" "Write an email",
    OpenWebsite "Apri il sito" "Open the website",
    PossibleDuplicate "Potrebbe esserci già" "This may exist already",

    // The value strip.
    Value12Months "Spesa, 12 mesi" "Spend, 12 months",
    ValueAllTime "Spesa, da sempre" "Spend, all time",
    Margin12Months "Margine, 12 mesi" "Margin, 12 months",
    MarginAllTime "Margine, da sempre" "Margin, all time",
    NumberOfOrders "Ordini" "Orders",
    FirstOrder "Primo ordine" "First order",
    LastOrder "Ultimo ordine" "Last order",
    LastOneWas "L'ultimo" "The last",
    MeanInterval "Tra un ordine e l'altro" "Between orders",
    LastContact "Ultimo contatto" "Last contact",
    NextStep "Prossimo passo" "Next step",
    NoNextStep "Nessun passo" "No next step",
    OpenDeals "Trattative aperte" "Open deals",
    OpenDealsValue "Valore aperto" "Open value",
    OpenTickets "Richieste aperte" "Open tickets",
    LastNps "Ultimo NPS" "Last NPS",
    ShareOfWallet "Quota di spesa" "Share of wallet",
    EstimatedPotential "Potenziale stimato" "Estimated potential",
    Satisfaction "Soddisfazione" "Satisfaction",
    NotEnoughData "Dati ancora insufficienti" "Not enough data yet",

    // What happened, on the timeline.
    EventOrder "Ordine" "Order",
    EventDealOpened "Trattativa aperta" "Deal opened",
    EventDealWon "Trattativa vinta" "Deal won",
    EventDealLost "Trattativa persa" "Deal lost",
    EventDealClosed "Trattativa chiusa" "Deal closed",
    EventTicketOpened "Richiesta aperta" "Ticket opened",
    EventTicketSolved "Richiesta risolta" "Ticket solved",
    EventTaskDone "Attività fatta" "Task done",
    EventResponse "Risposta a un'indagine" "Survey answered",

    // The composer of the timeline.
    LogContact "Registra contatto" "Log a contact",
    ComposeNote "Nota" "Note",
    ComposeCall "Telefonata" "Call",
    ComposeMeeting "Incontro" "Meeting",
    ComposeVisit "Visita" "Visit",
    ComposeTask "Attività" "Task",
    NotePlaceholder "Che cosa vuoi ricordare?" "What do you want to remember?",
    CallPlaceholder "Che cosa vi siete detti?" "What did you talk about?",
    MeetingPlaceholder "Di che cosa avete parlato?" "What did you discuss?",
    VisitPlaceholder "Com'è andata la visita?" "How did the visit go?",
    TaskPlaceholder "Che cosa c'è da fare?" "What is to be done?",
    HowItWent "Com'è andata" "How it went",
    When "Quando" "When",
    ByWhen "Entro quando" "By when",
    Pin "Metti in evidenza" "Pin",
    Unpin "Togli dall'evidenza" "Unpin",
    ShowAutomatic "Mostra anche gli eventi automatici" "Show automatic events too",

    // Tasks.
    TasksToday "Oggi" "Today",
    TasksOverdue "In ritardo" "Overdue",
    TasksTomorrow "Domani" "Tomorrow",
    TasksWeek "Questa settimana" "This week",
    TasksLater "Più avanti" "Later",
    TasksNoDate "Senza data" "No date",
    TasksDone "Fatte" "Done",
    MarkDone "Segna come fatta" "Mark as done",
    MarkNotDone "Segna come da fare" "Mark as not done",
    Snooze "Rimanda…" "Snooze…",
    SnoozeTomorrow "A domani" "Until tomorrow",
    SnoozeNextWeek "Alla prossima settimana" "Until next week",
    TodayGreeting "La tua giornata" "Your day",
    AllDone "Per oggi hai finito." "You are done for today.",

    // Orders and their lines.
    AddLine "Aggiungi una riga" "Add a line",
    RemoveLine "Togli la riga" "Remove the line",
    Product "Prodotto" "Product",
    Quantity "Quantità" "Quantity",
    UnitPrice "Prezzo" "Price",
    Discount "Sconto" "Discount",
    Vat "IVA" "VAT",
    Cost "Costo" "Cost",
    LineTotal "Importo" "Amount",
    Net "Imponibile" "Net",
    Gross "Totale" "Total",
    Margin "Margine" "Margin",
    VatSummary "Riepilogo IVA" "VAT summary",
    NotATaxDocument "Questo documento non è una fattura e non ha valore fiscale." "This document is not an invoice and has no fiscal value.",

    // Import.
    ImportTitle "Importa da un file CSV" "Import from a CSV file",
    ImportWhat "Che cosa contiene il file?" "What is in the file?",
    ImportChooseFile "Scegli un file…" "Choose a file…",
    ImportDropFile "o trascinalo qui" "or drop it here",
    ImportStepFile "File" "File",
    ImportStepColumns "Colonne" "Columns",
    ImportStepPreview "Anteprima" "Preview",
    ImportStepResult "Risultato" "Result",
    ImportSeparator "Separatore" "Separator",
    ImportQuote "Virgolette" "Quotes",
    ImportEncoding "Codifica" "Encoding",
    ImportDates "Date" "Dates",
    ImportDecimals "Separatore dei decimali" "Decimal separator",
    DecimalComma "virgola (1.234,56)" "comma (1.234,56)",
    DecimalPoint "punto (1,234.56)" "point (1,234.56)",
    ImportHeader "La prima riga contiene i titoli" "The first row has the titles",
    ImportDetected "Riconosciuto dal file" "Detected from the file",
    ImportColumnInFile "Colonna del file" "Column in the file",
    ImportGoesTo "Va nel campo" "Goes to the field",
    ImportExample "Esempio" "Example",
    ImportSkipColumn "Non importare" "Do not import",
    ImportNewField "Crea un campo…" "Make a field…",
    ImportUpdateExisting "Aggiorna i clienti che ci sono già, riconosciuti dall'e-mail" "Update customers that exist already, known by their email",
    ImportStart "Importa" "Import",
    ImportRunning "Sto importando" "Importing",
    ImportCreated "Creati" "Created",
    ImportUpdated "Aggiornati" "Updated",
    ImportUnchanged "Già uguali" "Unchanged",
    ImportRefused "Righe rifiutate" "Refused rows",
    ImportRefusedReason "Motivo" "Reason",
    ImportLine "Riga" "Row",
    ImportSaveRefused "Salva le righe rifiutate…" "Save the refused rows…",
    ImportUndo "Annulla tutta l'importazione" "Undo the whole import",
    ImportAnother "Importa un altro file" "Import another file",
    ImportCancelled "Importazione fermata: non è stato cambiato niente." "Import stopped: nothing was changed.",

    // Export.
    ExportTitle "Esporta i tuoi dati" "Export your data",
    ExportEverything "Esporta tutto…" "Export everything…",
    ExportEverythingText "Un file con tutti i dati, da conservare o da aprire su un altro dispositivo." "One file with all data, to keep or to open on another device.",
    ExportPassphrase "Parola d'ordine" "Passphrase",
    ExportPassphraseText "Chi ha il file senza la parola d'ordine non può leggerlo. Se la perdi, nessuno può aprirlo." "Without the passphrase nobody can read the file. If you lose it, nobody can open it.",
    ExportRunning "Preparo il file" "Preparing the file",
    ExportDone "File pronto" "File ready",
    ExportReminderTitle "È ora di una copia" "Time for a copy",
    ExportSensitive "Includi i dati sensibili" "Include sensitive data",

    // Copies out and in.
    BackupPage "Copia di sicurezza" "Backup",
    BackupMake "Scarica una copia" "Download a copy",
    BackupMakeText "Un solo file con tutti i dati, da conservare fuori da questo browser. Contiene anche i dati sensibili attivati e non è cifrato." "One file with all the data, to keep outside this browser. It also holds the sensitive data that is turned on, and is not encrypted.",
    BackupTakeBack "Riprendi da una copia" "Take a copy back",
    BackupTakeBackText "Entra tutto o niente: prima il file viene letto e controllato per intero." "All of it or nothing: the file is first read and checked to its end.",
    BackupNeedsEmpty "Qui ci sono già dei dati: una copia entra solo in un archivio vuoto." "There is data here already: a copy only goes into an empty workspace.",
    BackupFile "File della copia" "The copy's file",
    BackupReading "Leggo la copia" "Reading the copy",
    BackupGoOn "Riprendi questi dati" "Take this data back",

    // The demo, before it is loaded.
    DemoLoad "Carica la demo" "Load the demo",

    // Storage panel.
    StorageTitle "Archivio dati" "Storage",
    StorageText "I dati stanno in questo browser, su questo dispositivo. Conserva una copia altrove." "The data is in this browser, on this device. Keep a copy elsewhere.",
    StoragePersistent "Il browser si è impegnato a non cancellarli" "The browser has agreed not to clear it",
    StorageNotPersistent "Il browser potrebbe cancellarli se manca spazio" "The browser may clear it when space runs out",
    StorageAskPersistent "Chiedi al browser di conservarli" "Ask the browser to keep it",
    StorageUsed "Spazio usato" "Used",
    StorageFree "Spazio libero" "Free",
    StorageRecords "Quanti dati" "Records",
    StorageLastSnapshot "Ultima copia interna" "Last snapshot",
    StorageLastExport "Ultima esportazione" "Last export",
    StorageNever "mai" "never",
    StorageCheck "Controlla i dati" "Check the data",
    StorageCheckGood "Controllo riuscito: è tutto a posto." "Check passed: everything is in order.",
    StorageCheckBad "Il controllo ha trovato un problema." "The check found a problem.",
    StoragePersistence "Promessa del browser" "The browser's promise",
    StorageEngine "Motore dei dati" "Data engine",
    StorageEngineReady "pronto" "ready",
    StorageEngineBusy "sta aprendo l'archivio" "opening the store",
    StorageEngineRelayed "in un'altra scheda" "in another tab",
    StorageEngineMemory "solo in memoria: niente viene conservato" "in memory only: nothing is kept",
    StorageEngineReadOnly "sola lettura" "reading only",
    StorageEngineStopped "fermo" "stopped",
    StorageUnknown "il browser non lo dice" "the browser does not say",
    StorageInBin "Nel cestino" "In the bin",
    StorageKind "Tipo" "Kind",
    StorageNumber "Quanti" "How many",
    StorageRestoreSnapshot "Torna alla copia interna…" "Go back to the snapshot…",
    StorageRestoreSnapshotText "Ciò che è stato fatto dopo la copia interna va perso. Scarica prima una copia." "What was done after the snapshot is lost. Download a copy first.",
    StorageDeleteAll "Cancella tutti i dati…" "Erase all data…",

    // Rescue screen.
    RescueTitle "I tuoi dati non si aprono" "Your data does not open",
    RescueText "Niente viene cancellato finché non lo decidi tu. Scegli da dove ripartire." "Nothing is erased until you decide so. Choose where to start again.",
    RescueLostTitle "Qui c'erano dei dati" "There was data here",
    RescueLostText "Questo browser ricorda un archivio che ora non c'è più. Forse i dati del sito sono stati cancellati." "This browser remembers a store that is gone. Perhaps the site's data was cleared.",
    RescueSnapshot "Riparti dalla copia interna" "Start from the snapshot",
    RescueFile "Riparti da un file di esportazione…" "Start from an export file…",
    RescueRaw "Salva i dati grezzi…" "Save the raw data…",
    RescueReport "Copia il rapporto" "Copy the report",
    RescueReportText "Il rapporto dice che cosa è successo e non contiene dati dei clienti." "The report says what happened and holds no customer data.",
    RescueEmpty "Parti da vuoto…" "Start empty…",
    RescueEmptySure "Sì, lascia da parte i dati e parti da vuoto" "Yes, put the data aside and start empty",
    RescueGoOn "Continua con quello che c'è" "Go on with what is there",
    RescueFailed "Non è riuscito. Prova un'altra strada: i dati sono dove erano." "That did not work. Try another way: the data is where it was.",
    RescueRetry "Prova ad aprire di nuovo" "Try to open again",

    // Faults of storage and of the engine.
    QuotaTitle "Spazio esaurito" "No space left",
    QuotaText "Il browser non ha più spazio: l'ultima modifica non è stata salvata. Libera spazio sul dispositivo ed esporta una copia." "The browser has no space left: the last change was not saved. Free space on the device and export a copy.",
    BlockedTitle "Il browser non lascia salvare" "The browser does not allow saving",
    BlockedText "Per questo sito i dati sono bloccati. Consentili nelle impostazioni del browser e ricarica la pagina." "Data is blocked for this site. Allow it in the browser's settings and reload the page.",
    PrivateTitle "Finestra privata" "Private window",
    PrivateText "Alla chiusura di questa finestra i dati spariscono. Per conservarli apri Rapporto in una finestra normale, o esporta una copia." "When this window closes the data is gone. To keep it, open Rapporto in a normal window, or export a copy.",
    OldTabTitle "Questa scheda è di una versione precedente" "This tab is of an older version",
    OldTabText "In un'altra scheda è già aperta una versione più nuova. Ricarica per continuare." "A newer version is already open in another tab. Reload to go on.",
    NewerDataTitle "Dati di una versione più nuova" "Data of a newer version",
    NewerDataText "Puoi leggere ed esportare, ma non modificare. Ricarica la pagina per avere la versione nuova." "You can read and export, but not edit. Reload the page to get the new version.",
    SecondTabTitle "Aperto anche in un'altra scheda" "Open in another tab too",
    SecondTabText "Le modifiche si vedono in tutte e due." "Changes show in both.",
    OpeningSlowTitle "L'archivio tarda ad aprirsi" "The store is slow to open",
    OpeningSlowText "Forse un'altra scheda lo tiene occupato. Chiudi le altre schede di Rapporto, poi riprova." "Another tab may be holding it. Close the other Rapporto tabs, then try again.",
    LocalStorageDenied "Le preferenze non si possono salvare: lingua e tema torneranno come all'inizio." "Preferences cannot be saved: language and theme will start over.",
    SafeModeTitle "Solo lettura." "Reading only.",
    SafeModeText "Il motore dei dati si è fermato più volte: puoi leggere ed esportare. Ricarica la pagina per riprovare." "The data engine stopped several times: you can read and export. Reload the page to try again.",
    DamagedPageTitle "Una parte dei dati è danneggiata" "Part of the data is damaged",
    DamagedPageText "Il resto si apre. La parte danneggiata è conservata e, dove possibile, ricostruita." "The rest opens. The damaged part is kept and, where possible, rebuilt.",
    EngineRestartingTitle "Un momento: riavvio il motore dei dati" "One moment: restarting the data engine",
    EngineRestartedText "Di nuovo pronto. Non si è perso niente." "Ready again. Nothing was lost.",
    EngineFailedTitle "Il motore dei dati si è fermato" "The data engine has stopped",
    EngineFailedText "Ciò che era salvato è al sicuro. Ricarica la pagina; se succede ancora, copia il rapporto." "What was saved is safe. Reload the page; if it happens again, copy the report.",
    SomethingWrongTitle "Qualcosa non ha funzionato" "Something went wrong",
    SomethingWrongText "Riprova. Se succede ancora, copia il rapporto." "Try again. If it happens again, copy the report.",
    UnsupportedBrowser "Questo browser è troppo vecchio per Rapporto. Serve una versione recente di Chrome, Edge, Firefox o Safari." "This browser is too old for Rapporto. A recent Chrome, Edge, Firefox or Safari is needed.",

    // Files that cannot be opened.
    FileEmpty "Il file è vuoto." "The file is empty.",
    FileTruncated "Il file è incompleto: la copia si è interrotta. Non è stato cambiato niente." "The file is incomplete: copying it was cut short. Nothing was changed.",
    FileAltered "Il file è stato alterato dopo l'esportazione. Non è stato cambiato niente." "The file was altered after it was exported. Nothing was changed.",
    FileNewer "Il file viene da una versione più nuova di Rapporto. Ricarica la pagina e riprova." "The file comes from a newer version of Rapporto. Reload the page and try again.",
    FileNotOurs "Il file non è un'esportazione di Rapporto." "The file is not an export of Rapporto.",
    FileTooLarge "Il file è troppo grande per questo browser." "The file is too large for this browser.",
    FileWrongPassphrase "La parola d'ordine non apre questo file." "The passphrase does not open this file.",
    FileUnreadable "Il browser non riesce a leggere il file. Forse è stato spostato o è aperto in un altro programma." "The browser cannot read the file. It may have been moved, or be open in another program.",

    // Demo bar.
    DemoBar "Stai provando la demo: i dati sono inventati e i tuoi non vengono toccati." "You are trying the demo: the data is invented and your own is not touched.",
    DemoLeave "Esci dalla demo" "Leave the demo",
    DemoSize "Quanti clienti" "How many customers",
    DemoReset "Ricomincia la demo" "Start the demo again",
    DemoPreparing "Preparo la demo" "Preparing the demo",

    // Settings and preferences.
    LanguageAndTheme "Lingua e tema" "Language and theme",
    LanguageSetting "Lingua" "Language",
    ThemeSetting "Tema" "Theme",
    ThemeLight "Chiaro" "Light",
    ThemeDark "Scuro" "Dark",
    ThemeSystem "Come il dispositivo" "Same as the device",
    WorkspaceSettings "La tua azienda" "Your firm",
    SensitiveSettings "Dati sensibili" "Sensitive data",
    SensitiveSettingsText "Religione e salute non esistono finché non li attivi e scrivi perché ti servono." "Religion and health do not exist until you turn them on and write why you need them.",
    KeyboardKeys "Tasti rapidi" "Keyboard keys",
    CommandPalette "Comandi" "Commands",
    Privacy "Riservatezza" "Privacy",
    PrivacyText "Nessun dato lascia questo browser, se non lo esporti tu." "No data leaves this browser unless you export it.",
    About "Informazioni su Rapporto" "About Rapporto",

    // Charts and figures.
    ChartAsTable "Mostra come tabella" "Show as a table",
    ChartAsPicture "Mostra come grafico" "Show as a chart",
    OpenRecords "Apri i dati" "Open the records",
    Period "Periodo" "Period",
    CompareWith "Rispetto a" "Compared with",
    PreviousPeriod "periodo precedente" "previous period",
    PreviousYear "un anno prima" "a year before",
    Last30Days "Ultimi 30 giorni" "Last 30 days",
    Last90Days "Ultimi 90 giorni" "Last 90 days",
    Last12Months "Ultimi 12 mesi" "Last 12 months",
    AllTime "Da sempre" "All time",
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What may never stand in a phrase of ours.
    const SHUNNED: &[&str] = &["!", "...", "  ", " ,", "cannot be undone", "non può essere annullat"];

    #[test]
    fn phrases_are_calm_and_trimmed() {
        for phrase in Phrase::ALL {
            for language in Language::ALL {
                let text = phrase.text(*language);
                assert!(!text.is_empty() && text.trim() == text, "{phrase:?} {language:?}");
                for shunned in SHUNNED {
                    assert!(!text.contains(shunned), "{phrase:?} {language:?}: {shunned}");
                }
            }
        }
    }

    #[test]
    fn both_languages_agree_on_what_asks_for_more_and_what_ends_a_sentence() {
        for phrase in Phrase::ALL {
            for mark in ['…', '.', '?', ':'] {
                let ends = |language| phrase.text(language).ends_with(mark);
                assert_eq!(ends(Language::Italian), ends(Language::English), "{phrase:?}");
            }
        }
    }
}
