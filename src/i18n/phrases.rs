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
    Customers "Clienti" "Customers",
    Recent "Aperti di recente" "Recently opened",
    Commands "Comandi" "Commands",
    ScopePeople "persone" "people",
    ScopeCompanies "aziende" "companies",
    ScopeOrders "ordini" "orders",
    ScopeTasks "attività" "tasks",
    ScopeCommands "comandi" "commands",
    KeySearchAndCommands "Cerca e comandi" "Search and commands",
    NewCustomer "Nuovo cliente" "New customer",
    Products "Prodotti" "Products",
    Orders "Ordini" "Orders",
    Tasks "Attività" "Tasks",
    Import "Importa" "Import",
    Storage "Archivio dati" "Storage",
    Bin "Cestino" "Bin",
    Settings "Impostazioni" "Settings",
    GroupWork "Lavoro" "Work",
    GroupAnalyse "Analisi" "Analyse",
    GroupData "Dati" "Data",
    Navigation "Menu principale" "Main navigation",
    SkipToContent "Vai al contenuto" "Skip to content",
    MorePages "Altro" "More",
    CloseMenu "Chiudi il menu" "Close the menu",
    NotFoundTitle "Questa pagina non esiste" "This page does not exist",
    NotFoundText "L'indirizzo non porta a nessuna pagina. Forse è stato copiato solo in parte." "The address leads to no page. Perhaps only part of it was copied.",
    RecordNotFoundTitle "Non trovo questo dato" "This record cannot be found",
    RecordNotFoundText "Forse è stato creato su un altro dispositivo e non è ancora arrivato qui." "It may have been made on another device and not have arrived here yet.",

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
    Cancel "Lascia perdere" "Cancel",
    Stop "Interrompi" "Stop",
    Undo "Annulla" "Undo",
    Redo "Ripeti" "Redo",
    TakenBack "Annullato" "Undone",
    Redone "Ripetuto" "Redone",
    Close "Chiudi" "Close",
    Notices "Avvisi" "Notices",
    Edit "Modifica" "Edit",
    Delete "Elimina" "Delete",
    DeleteKey "Canc" "Del",
    Restore "Ripristina" "Restore",
    RestoreField "Torna a questo valore" "Go back to this value",
    Add "Aggiungi" "Add",
    Remove "Togli" "Remove",
    Clear "Svuota" "Clear",
    Copied "Copiato" "Copied",
    NotFetchedTitle "Questa pagina non si è potuta scaricare" "This page could not be fetched",
    NotFetchedAdvice "Controlla la connessione e riprova. I tuoi dati sono al loro posto." "Check the connection and try again. Your data is where it was.",
    Retry "Riprova" "Try again",
    Details "Dettagli" "Details",
    ShowMore "Mostra altro" "Show more",
    More "Altre azioni" "More actions",

    // A newer version of the program, and a tab that stands in its way.
    UpdateReady "È pronta una nuova versione" "A new version is ready",
    UpdateText "Ripartono tutte le schede; i dati restano." "All tabs start over; your data stays.",
    UpdateNotNow "Prima salva o chiudi ciò che stai scrivendo, anche nelle altre schede." "First save or close what you are writing, in the other tabs too.",
    Update "Aggiorna" "Update",
    Later "Più tardi" "Later",
    OtherTabTitle "Un'altra scheda ha i dati e non risponde" "Another tab has the data and does not answer",
    OtherTabText "Forse è di un'altra versione: ricaricala o chiudila." "It may be of another version: reload it or close it.",

    // Values and states.
    Yes "Sì" "Yes",
    No "No" "No",
    All "Tutti" "All",
    Empty "Vuoto" "Empty",
    NotSet "Non indicato" "Not set",
    Unknown "Non si sa" "Unknown",
    UnknownField "Campo sconosciuto" "Unknown field",
    UnknownChoice "Scelta sconosciuta" "Unknown choice",
    Loading "Un momento" "One moment",
    Total "Totale" "Total",

    // Saved or not.
    Saved "Salvato" "Saved",
    Saving "Sto salvando" "Saving",
    NotSaved "Non salvato" "Not saved",
    InMemoryOnly "Solo in memoria" "In memory only",
    ReadingOnly "Sola lettura" "Reading only",
    NotOpened "Dati non aperti" "Data not open",
    Offline "Non in linea" "Offline",
    OfflineText "Puoi continuare a lavorare: tutto resta in questo browser." "You can go on working: everything stays in this browser.",

    // Lists.
    Search "Cerca" "Search",
    SearchEverything "Cerca clienti, prodotti, ordini, pagine" "Search customers, products, orders, pages",
    GoTo "Vai a" "Go to",
    SearchInList "Cerca in questo elenco" "Search this list",
    NoHits "Nessun risultato" "Nothing found",
    NoHitsText "Prova con meno parole, o togli un filtro." "Try fewer words, or take off a filter.",
    ClearFilters "Togli i filtri" "Clear the filters",

    // What each empty page is for.
    CustomersEmptyText "Aggiungi il primo, o importali da un file." "Add the first one, or import them from a file.",
    ProductsEmptyText "Prezzi, costi e IVA si scrivono una volta e arrivano da soli negli ordini." "Prices, costs and VAT are written once and come into orders by themselves.",
    OrdersEmptyText "Dagli ordini vengono la spesa di ogni cliente, le classi e le previsioni." "From orders come each customer's spend, the classes and the forecasts.",
    TasksEmptyText "Quando prometti qualcosa a un cliente, scrivilo qui: quel giorno sarà tra le attività di oggi." "When you promise a customer something, write it here: on that day it is among today's tasks.",
    TimelineEmptyText "Note, telefonate, visite e ordini compariranno qui, dal più recente." "Notes, calls, visits and orders will appear here, newest first.",
    BinEmptyText "Ciò che elimini resta qui e si può ripristinare." "What you delete stays here and can be restored.",
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
    RelatedOrders "Ordini" "Orders",
    CallNumber "Chiama" "Call",
    WriteEmail "Scrivi un'e-mail" "Write an email",

    // The value strip.
    Value12Months "Spesa, 12 mesi" "Spend, 12 months",
    NumberOfOrders "Ordini" "Orders",
    LastOrder "Ultimo ordine" "Last order",
    LastOneWas "L'ultimo" "The last",
    MeanInterval "Tra un ordine e l'altro" "Between orders",
    LastContact "Ultimo contatto" "Last contact",
    OpenDeals "Trattative aperte" "Open deals",
    LastNps "Ultimo NPS" "Last NPS",
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

    // Tasks.
    TasksToday "Oggi" "Today",
    TasksOverdue "In ritardo" "Overdue",
    TasksWeek "Questa settimana" "This week",
    TasksLater "Più avanti" "Later",
    TasksNoDate "Senza data" "No date",
    TasksDone "Fatte" "Done",
    MarkDone "Segna come fatta" "Mark as done",
    PutOffDay "Rimanda di un giorno" "Put off by a day",
    PutOffWeek "Rimanda di una settimana" "Put off by a week",
    ForWhom "Per chi" "For whom",

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
    OrderOne "Ordine" "Order",
    OrderLines "Righe dell'ordine" "Order lines",
    Unnumbered "senza numero" "unnumbered",
    LineText "Descrizione" "Description",
    Totals "Totali" "Totals",
    ToPay "Totale ordine" "Order total",
    AmountTooLarge "Importo troppo grande: controlla quantità e prezzi." "The amount is too large: check quantities and prices.",
    NotSavedYet "Non ancora salvato" "Not saved yet",
    LeaveUnsavedTitle "Salvare l'ordine?" "Save the order?",
    LeaveUnsavedText "Ci sono modifiche che non sono ancora salvate." "There are changes that are not saved yet.",
    KeepWriting "Continua a scrivere" "Keep writing",
    DoNotSave "Non salvare" "Do not save",
    DraftKept "L'ordine non è salvato: la bozza è qui finché la scheda resta aperta." "The order is not saved: the draft stays here while this tab is open.",
    BackToOrder "Torna all'ordine" "Back to the order",

    // Products.
    PriceData "Prezzo e IVA" "Price and VAT",

    // Bin and journal.
    Journal "Registro" "Journal",
    JournalEmptyText "Qui resta scritto tutto ciò che viene fatto, e si può annullare anche molto dopo." "Everything that is done stays written here, and can be taken back even much later.",
    RecordName "Nome" "Name",
    RecordKind "Tipo" "Kind",
    Unnamed "Senza nome" "Unnamed",
    InBinSince "Nel cestino da" "In the bin since",
    WhatWasDone "Che cosa" "What",
    HowManyChanges "Modifiche" "Changes",
    TakeBack "Annulla questa" "Take this back",
    TakenBackState "Annullata" "Taken back",
    KeptText "Sono più recenti di ciò che hai annullato, e sono rimaste com'erano:" "They are newer than what you took back, and were left as they were:",

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
    ImportEncoding "Codifica" "Encoding",
    ImportDates "Date" "Dates",
    ImportDecimals "Separatore dei decimali" "Decimal separator",
    DecimalComma "virgola (1.234,56)" "comma (1.234,56)",
    DecimalPoint "punto (1,234.56)" "point (1,234.56)",
    ImportHeader "La prima riga contiene i titoli" "The first row has the titles",
    ImportDetected "Riconosciuto dal file" "Detected from the file",
    ImportGoesTo "Va nel campo" "Goes to the field",
    ImportSkipColumn "Non importare" "Do not import",
    ImportStart "Importa" "Import",
    ImportRunning "Sto importando" "Importing",
    ImportCreated "Creati" "Created",
    ImportUpdated "Aggiornati" "Updated",
    ImportUnchanged "Già uguali" "Unchanged",
    ImportRefused "Righe rifiutate" "Refused rows",
    ImportRepaired "Byte in un'altra codifica, letti come si poteva" "Bytes in another encoding, read as well as could be",
    ImportRefusedReason "Motivo" "Reason",
    ImportSaveRefused "Salva le righe rifiutate…" "Save the refused rows…",
    ImportUndo "Annulla tutta l'importazione" "Undo the whole import",
    ImportAnother "Importa un altro file" "Import another file",
    ImportPaste "oppure incolla qui le righe" "or paste the rows here",
    ImportPasteGo "Usa queste righe" "Use these rows",
    ImportPastedName "righe incollate" "pasted rows",
    ImportLooking "Guardo il file" "Looking at the file",
    ImportNoRows "Il file ha solo i titoli delle colonne: non c'è niente da importare." "The file has only the names of its columns: there is nothing to import.",
    ImportStillMissing "Per importare manca una colonna che dica:" "One column is still needed that says:",
    ImportOr "oppure" "or",
    ImportMakeMissing "Crea i clienti e i prodotti che il file nomina e che non ci sono ancora" "Make the customers and products that the file names and that are not there yet",
    ImportCheckLetters "Le lettere accentate si leggono bene? Se no, scegli un'altra codifica." "Are the accented letters right? If not, choose another encoding.",
    ImportWouldBecome "Se importi adesso, le righe diventano:" "If you import now, the rows become:",
    ImportWouldMake "Nuovi" "New",
    ImportWouldUpdate "Aggiornano ciò che c'è già" "Update what is there already",
    ImportCountedPart "Sono contate le prime righe: il file è molto grande." "The first rows are counted: the file is very large.",
    ImportWouldRefuse "Righe che non si possono prendere, tra le prime:" "Rows that cannot be taken, among the first ones:",
    ImportNothingNew "Niente da cambiare: era già tutto qui." "Nothing to change: it was all here already.",
    ImportAlready "Il motore dei dati si è fermato dopo aver scritto: l'importazione è fatta. Il registro dice che cosa è cambiato, e da lì si annulla." "The data engine stopped after it had written: the import is done. The journal says what changed, and takes it back.",

    // Export.
    ExportRunning "Preparo il file" "Preparing the file",

    // Copies out and in.
    BackupPage "Copia di sicurezza" "Backup",
    BackupMake "Scarica una copia" "Download a copy",
    BackupMakeText "Un solo file con tutti i dati, da conservare fuori da questo browser. Non è cifrato." "One file with all the data, to keep outside this browser. It is not encrypted.",
    BackupSensitiveIn "Con i dati sensibili attivi: nelle impostazioni lo permetti." "With the sensitive fields that are on: the settings allow it.",
    BackupSensitiveOut "Senza i dati sensibili attivi: nelle impostazioni non lo permetti, e da questa copia non tornerebbero." "Without the sensitive fields that are on: the settings do not allow it, and this copy would not bring them back.",
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
    StorageNotPersistent "Il browser potrebbe cancellarli se manca spazio; in una finestra privata spariscono quando la chiudi" "The browser may clear it when space runs out; in a private window it is gone once you close it",
    StorageAskPersistent "Chiedi al browser di conservarli" "Ask the browser to keep it",
    StorageUsed "Spazio usato" "Used",
    StorageFree "Spazio libero" "Free",
    StorageRecords "Quanti dati" "Records",
    StorageLastSnapshot "Ultima copia interna" "Last snapshot",
    StorageLastExport "Ultima esportazione" "Last export",
    StorageNever "mai" "never",
    StoragePersistence "Promessa del browser" "The browser's promise",
    StorageEngine "Motore dei dati" "Data engine",
    StorageEngineReady "pronto" "ready",
    StorageEngineBusy "sta aprendo l'archivio" "opening the store",
    StorageEngineRelayed "in un'altra scheda: le modifiche si vedono in tutte" "in another tab: changes show in all of them",
    StorageEngineMemory "solo in memoria: niente viene conservato" "in memory only: nothing is kept",
    StorageEngineReadOnly "sola lettura" "reading only",
    StorageEngineStopped "fermo" "stopped",
    StorageUnknown "il browser non lo dice" "the browser does not say",
    DataCheck "Controllo dei dati" "Check of the data",
    DataCheckText "Il controllo guarda se dati, cifre, ricerca e cronologia concordano, e non cambia niente. Ricalcolare rifà cifre e ricerca dai dati." "The check looks whether data, figures, search and journal agree, and changes nothing. Counting anew makes figures and search again from the data.",
    CheckData "Controlla i dati" "Check the data",
    CountAnew "Ricalcola cifre e ricerca" "Count figures and search anew",
    CheckingData "Controllo i dati" "Checking the data",
    CountingAnew "Ricalcolo cifre e ricerca" "Counting figures and search anew",
    DataIsRight "Tutto torna: dati, cifre, ricerca e cronologia concordano." "All is right: data, figures, search and journal agree.",
    StorageInBin "Nel cestino" "In the bin",
    StorageKind "Tipo" "Kind",
    StorageNumber "Quanti" "How many",
    StorageRestoreSnapshot "Torna alla copia interna…" "Go back to the snapshot…",
    StorageRestoreSnapshotText "Ciò che è stato fatto dopo la copia interna va perso. Scarica prima una copia." "What was done after the snapshot is lost. Download a copy first.",

    // Rescue screen.
    RescueTitle "I tuoi dati non si aprono" "Your data does not open",
    RescueText "Niente viene cancellato finché non lo decidi tu. Scegli da dove ripartire." "Nothing is erased until you decide so. Choose where to start again.",
    RescueLostTitle "Qui c'erano dei dati" "There was data here",
    RescueLostText "Questo browser ricorda un archivio che ora non c'è più. Forse i dati del sito sono stati cancellati." "This browser remembers a store that is gone. Perhaps the site's data was cleared.",
    RescueSnapshot "Riparti dalla copia interna" "Start from the snapshot",
    RescueFile "Riparti da un file di esportazione…" "Start from an export file…",
    RescueRaw "Salva i dati grezzi…" "Save the raw data…",
    RescueReport "Copia il rapporto" "Copy the report",
    RescueEmpty "Parti da vuoto…" "Start empty…",
    RescueEmptySure "Sì, lascia da parte i dati e parti da vuoto" "Yes, put the data aside and start empty",
    RescueGoOn "Continua con quello che c'è" "Go on with what is there",
    RescueFailed "Non è riuscito. Prova un'altra strada: i dati sono dove erano." "That did not work. Try another way: the data is where it was.",
    NothingLost "Non si è perso niente." "Nothing was lost.",
    RescueRetry "Prova ad aprire di nuovo" "Try to open again",

    // Faults of storage and of the engine.
    QuotaTitle "Spazio esaurito." "No space left.",
    QuotaText "Il browser non ha più spazio: l'ultima modifica non è stata salvata. Libera spazio sul dispositivo ed esporta una copia." "The browser has no space left: the last change was not saved. Free space on the device and export a copy.",
    BlockedTitle "Il browser non lascia salvare" "The browser does not allow saving",
    BlockedText "Per questo sito i dati sono bloccati. Consentili nelle impostazioni del browser e ricarica la pagina." "Data is blocked for this site. Allow it in the browser's settings and reload the page.",
    OldTabText "In un'altra scheda è già aperta una versione più nuova. Ricarica per continuare." "A newer version is already open in another tab. Reload to go on.",
    HeldByOldTab "Li tiene aperti un'altra scheda, con una versione precedente di Rapporto. Chiudila: qui si apriranno da soli." "Another tab with an older version of Rapporto holds it open. Close it: here it will open by itself.",
    NewerDataText "Li ha scritti una versione più nuova di Rapporto, e questa non li tocca. Ricarica la pagina per avere la versione nuova." "A newer version of Rapporto wrote it, and this one leaves it alone. Reload the page to get the new version.",
    OpeningSlowText "Forse un'altra scheda lo tiene occupato. Chiudi le altre schede di Rapporto, poi riprova." "Another tab may be holding it. Close the other Rapporto tabs, then try again.",
    LocalStorageDenied "Le preferenze non si possono salvare: lingua e tema torneranno come all'inizio." "Preferences cannot be saved: language and theme will start over.",
    SafeModeTitle "Solo lettura." "Reading only.",
    SafeModeText "Il motore dei dati si è fermato più volte: puoi leggere ed esportare. Ricarica la pagina per riprovare." "The data engine stopped several times: you can read and export. Reload the page to try again.",
    DamagedPageTitle "Una parte dei dati è danneggiata" "Part of the data is damaged",
    DamagedPageText "Il resto si apre. La parte danneggiata è conservata e, dove possibile, ricostruita." "The rest opens. The damaged part is kept and, where possible, rebuilt.",
    EngineRestartingTitle "Un momento: riavvio il motore dei dati" "One moment: restarting the data engine",
    SomethingWrongTitle "Qualcosa non ha funzionato" "Something went wrong",
    SomethingWrongText "Riprova. Se succede ancora, copia il rapporto." "Try again. If it happens again, copy the report.",

    // Files that cannot be opened.
    FileEmpty "Il file è vuoto." "The file is empty.",

    // Demo bar.
    DemoBar "Stai provando la demo: i dati sono inventati e i tuoi non vengono toccati." "You are trying the demo: the data is invented and your own is not touched.",
    DemoLeave "Esci dalla demo" "Leave the demo",
    DemoSize "Quanti clienti" "How many customers",
    DemoReset "Ricomincia la demo" "Start the demo again",
    DemoResetText "I dati inventati si fanno di nuovo, con le date di oggi. Ciò che hai cambiato nella demo va perso." "The invented data is made again, with dates as of today. What you changed in the demo is lost.",
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
    SensitiveWhy "Perché ti serve?" "Why do you need it?",
    SensitiveFor "I dati sensibili attivi possono entrare in:" "Sensitive fields that are on may go into:",
    SensitiveIsOn "Dato sensibile attivato" "Sensitive field turned on",
    SensitiveIsOff "Dato sensibile disattivato, i suoi valori tolti" "Sensitive field turned off, its values taken out",
    TurnOn "Attiva…" "Turn on…",
    TurnedOn "Attivo" "On",
    TurnOffAndEmpty "Disattiva e svuota" "Turn off and empty",
    Change "Cambia…" "Change…",
    NewField "Nuovo campo" "New field",
    CustomFieldsText "Stanno ovunque accanto agli altri: moduli, schede, elenchi, importazione, copie. Tolto un campo, i suoi valori restano e tornano se lo ripristini dal cestino." "They stand beside the others everywhere: forms, pages, lists, import, copies. When a field is removed its values stay, and are back once you restore it from the bin.",
    OneALine "Una per riga" "One a line",
    KeySaveOrder "Salva l'ordine" "Save the order",
    KeyNextTask "Attività successiva" "Next task",
    KeyPreviousTask "Attività precedente" "Previous task",
    KeyDeleteTask "Elimina l'attività" "Delete the task",
    KeyboardKeys "Tasti rapidi" "Keyboard keys",
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
