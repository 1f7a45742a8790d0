//! The labels of the choices in Italian, in the order of their declaration.

choice_words! {
    Customer customer::CustomerField::Form {
        person "Persona",
        company "Azienda",
    }
    Customer customer::CustomerField::Lifecycle {
        lead "Contatto potenziale",
        prospect "In trattativa",
        customer "Cliente",
        lost "Perso",
    }
    Customer customer::CustomerField::Class, Visit visit::VisitField::Class, Goal goal::GoalField::Class, ActionPlan action_plan::ActionPlanField::Class {
        a "A",
        b "B",
        c "C",
    }
    Customer customer::CustomerField::Channel {
        email "E-mail",
        sms "SMS",
        phone "Telefono",
        whatsapp "WhatsApp",
        none "Nessuno",
    }
    Customer customer::CustomerField::Sex, ValueProposition value_proposition::ValuePropositionField::Sexes {
        female "Femmina",
        male "Maschio",
        other "Altro",
    }
    Customer customer::CustomerField::Language, Article article::ArticleField::Language, SurveyVersion survey_version::SurveyVersionField::Language, MessageTemplate message_template::MessageTemplateField::Language, Form form::FormField::Language {
        italian "Italiano",
        english "Inglese",
    }
    Customer customer::CustomerField::Strategy, Segment segment::SegmentField::Strategy, ActionPlan action_plan::ActionPlanField::Strategy {
        self_service "In autonomia",
        assisted "Assistita",
        dedicated "Dedicata",
        community "Comunità",
        co_creation "Co-creazione",
    }
    Customer customer::CustomerField::LeadStatus {
        new "Nuovo",
        working "In lavorazione",
        nurturing "Da coltivare",
        converted "Convertito",
        discarded "Scartato",
    }
    Customer customer::CustomerField::RefusedChannels {
        email "E-mail",
        sms "SMS",
        phone "Telefono",
        whatsapp "WhatsApp",
        visit "Visita",
        webinar "Webinar",
        post "Posta",
    }
    Tag tag::TagField::Colour, Segment segment::SegmentField::Colour {
        grey "Grigio",
        green "Verde",
        blue "Blu",
        orange "Arancione",
        yellow "Giallo",
        violet "Viola",
        red "Rosso",
    }
    CustomField custom_field::CustomFieldField::Type {
        text "Testo",
        number "Numero",
        money "Importo",
        percent "Percentuale",
        date "Data",
        choice "Una scelta",
        choices "Più scelte",
        flag "Sì o no",
        reference "Collegamento a un altro dato",
        rating "Voto da 1 a 5",
        link "Indirizzo web",
    }
    ContactLink contact_link::ContactLinkField::Influence {
        decides "Decide",
        advises "Consiglia",
        uses "Usa il prodotto",
        buys "Compra",
        filters "Filtra i contatti",
    }
    Workspace workspace::WorkspaceField::FirstWeekday, Workspace workspace::WorkspaceField::Workdays {
        monday "Lunedì",
        tuesday "Martedì",
        wednesday "Mercoledì",
        thursday "Giovedì",
        friday "Venerdì",
        saturday "Sabato",
        sunday "Domenica",
    }
    Workspace workspace::WorkspaceField::SensitiveUses {
        scoring "Punteggi",
        segments "Segmenti",
        exports "Esportazioni",
    }
    SavedView saved_view::SavedViewField::Layout {
        table "Tabella",
        board "Bacheca",
        calendar "Calendario",
        chart "Grafico",
    }
    Order order::OrderField::Status {
        quote "Offerta",
        ordered "Ordinato",
        delivered "Consegnato",
        invoiced "Fatturato",
        paid "Pagato",
        cancelled "Annullato",
    }
    LoyaltyCard loyalty_card::LoyaltyCardField::Status {
        active "Attiva",
        suspended "Sospesa",
        closed "Chiusa",
    }
    LoyaltyCard loyalty_card::LoyaltyCardField::Tier {
        base "Base",
        silver "Argento",
        gold "Oro",
        platinum "Platino",
    }
    LoyaltyEntry loyalty_entry::LoyaltyEntryField::Type {
        earned "Guadagnati",
        spent "Spesi",
        expired "Scaduti",
        gift "In regalo",
        correction "Correzione",
    }
    Interaction interaction::InteractionField::Type {
        note "Nota",
        call "Telefonata",
        meeting "Incontro",
        visit "Visita",
        email "E-mail",
        message "Messaggio",
        chat "Chat",
        automatic "Automatica",
    }
    Interaction interaction::InteractionField::Channel, TouchPoint touch_point::TouchPointField::Channel, Ticket ticket::TicketField::Channel, Campaign campaign::CampaignField::Channel, MessageTemplate message_template::MessageTemplateField::Channel, Survey survey::SurveyField::Channel, Action action::ActionField::Channel, ActionPlan action_plan::ActionPlanField::Channels, Consent consent::ConsentField::Channels {
        email "E-mail",
        phone "Telefono",
        whatsapp "WhatsApp",
        sms "SMS",
        visit "Visita",
        chat "Chat",
        web "Sito web",
        social "Social",
        shop "Negozio",
        event "Evento",
    }
    Interaction interaction::InteractionField::Direction {
        outgoing "In uscita",
        incoming "In arrivo",
    }
    Interaction interaction::InteractionField::Sentiment {
        bad "Male",
        neutral "Così così",
        good "Bene",
    }
    Interaction interaction::InteractionField::Phase, TouchPoint touch_point::TouchPointField::Phase {
        discovery "Scoperta",
        choice "Scelta",
        purchase "Acquisto",
        use "Uso",
        support "Assistenza",
        renewal "Rinnovo",
    }
    Task task::TaskField::Type {
        task "Cosa da fare",
        call "Telefonata",
        meeting "Incontro",
        visit "Visita",
        email "E-mail",
    }
    Task task::TaskField::Priority, Action action::ActionField::Priority {
        low "Bassa",
        normal "Normale",
        high "Alta",
    }
    Task task::TaskField::Recurrence {
        daily "Ogni giorno",
        weekly "Ogni settimana",
        monthly "Ogni mese",
        yearly "Ogni anno",
    }
    Visit visit::VisitField::Channel {
        shop "Negozio",
        web "Sito web",
        event "Evento",
        phone "Telefono",
        social "Social",
        other "Altro",
    }
    Stage stage::StageField::Outcome {
        open "Aperta",
        won "Vinta",
        lost "Persa",
    }
    Deal deal::DealField::Forecast {
        weighted "Pesata",
        best_case "Caso migliore",
        commit "Sicura",
        left_out "Esclusa",
    }
    Goal goal::GoalField::Measure {
        revenue "Ricavi",
        margin "Margine",
        orders "Ordini",
        customers "Clienti",
        new_customers "Clienti nuovi",
        retention "Fedeltà",
        conversion "Conversione",
        nps "NPS",
        csat "CSAT",
        answer_time "Tempo di risposta",
        cost_of_sales "Costo delle vendite",
        campaign_return "Resa delle campagne",
        own "Misura propria",
    }
    Ticket ticket::TicketField::Status {
        open "Aperta",
        waiting "In attesa",
        solved "Risolta",
        closed "Chiusa",
    }
    Ticket ticket::TicketField::Priority {
        low "Bassa",
        normal "Normale",
        high "Alta",
        urgent "Urgente",
    }
    Article article::ArticleField::Status {
        draft "Bozza",
        published "Pubblicato",
        withdrawn "Ritirato",
    }
    Insight insight::InsightField::About {
        products "Prodotti",
        customers "Clienti",
        needs "Bisogni",
        channels "Canali",
        markets "Mercati",
        competitors "Concorrenti",
        service "Servizio",
        people "Persone",
    }
    Insight insight::InsightField::Origin {
        noted "Annotata",
        computed "Calcolata",
        survey "Indagine",
        ticket "Richiesta",
        conversation "Conversazione",
        brainstorming "Brainstorming",
    }
    Insight insight::InsightField::Status {
        fresh "Nuova",
        confirmed "Confermata",
        acted_on "Diventata azione",
        rejected "Respinta",
    }
    Survey survey::SurveyField::Type {
        nps "NPS",
        csat "CSAT",
        ces "CES",
        importance "Importanza e soddisfazione",
        needs "Bisogni",
        employees "Collaboratori",
        own "Domande proprie",
    }
    Survey survey::SurveyField::Status {
        draft "Bozza",
        open "Aperta",
        closed "Chiusa",
    }
    Form form::FormField::Status {
        draft "Bozza",
        open "Aperto",
        closed "Chiuso",
    }
    Survey survey::SurveyField::Trigger {
        by_hand "A mano",
        after_order "Dopo un ordine",
        after_ticket "Dopo una richiesta",
        after_visit "Dopo una visita",
        periodic "A intervalli",
    }
    Campaign campaign::CampaignField::Type {
        promotion "Promozione",
        newsletter "Newsletter",
        event "Evento",
        launch "Lancio",
        re_engagement "Riavvicinamento",
        referral "Passaparola",
        survey "Indagine",
    }
    Campaign campaign::CampaignField::Status {
        planned "Prevista",
        running "In corso",
        paused "Sospesa",
        ended "Conclusa",
        cancelled "Annullata",
    }
    MessageTemplate message_template::MessageTemplateField::Use {
        message "Messaggio",
        letter "Lettera",
        offer "Offerta",
        invitation "Invito",
        thanks "Ringraziamento",
    }
    Consent consent::ConsentField::Purpose {
        commercial "Comunicazioni commerciali",
        newsletter "Newsletter",
        profiling "Profilazione",
        surveys "Indagini",
        third_parties "Cessione a terzi",
        sensitive_data "Dati sensibili",
    }
    Consent consent::ConsentField::State {
        given "Dato",
        withdrawn "Ritirato",
    }
    Consent consent::ConsentField::Method {
        form "Modulo online",
        paper "Carta",
        voice "A voce",
        email "E-mail",
        contract "Contratto",
        import "Importazione",
    }
    Segment segment::SegmentField::Origin {
        own "Creato da te",
        cluster "Raggruppamento automatico",
        class "Classe",
        need "Bisogno",
    }
    ValueProposition value_proposition::ValuePropositionField::Status {
        draft "Bozza",
        in_use "In uso",
        withdrawn "Ritirata",
    }
    ActionPlan action_plan::ActionPlanField::Status {
        draft "Bozza",
        running "In corso",
        ended "Concluso",
        cancelled "Annullato",
    }
    Action action::ActionField::Lever {
        product "Prodotto",
        price "Prezzo",
        service "Servizio",
        communication "Comunicazione",
        people "Persone",
        process "Processo",
        loyalty "Fedeltà",
    }
    Action action::ActionField::Aim {
        keep "Mantenere ciò che va bene",
        mend "Migliorare ciò che manca",
        try_out "Provare qualcosa di nuovo",
    }
    Action action::ActionField::Department {
        marketing "Marketing",
        sales "Vendite",
        service "Assistenza",
        management "Direzione",
    }
    Action action::ActionField::Status {
        idea "Idea",
        chosen "Scelta",
        started "Avviata",
        done "Fatta",
        dropped "Abbandonata",
    }
    Workflow workflow::WorkflowField::Trigger {
        created "Un dato è creato",
        changed "Un campo cambia",
        stage_changed "Una trattativa cambia fase",
        date_reached "Arriva una data",
        quiet_since "Nessun contatto da un po'",
        order_made "Arriva un ordine",
        ticket_opened "Si apre una richiesta",
        response_given "Arriva una risposta a un'indagine",
        segment_entered "Un cliente entra in un segmento",
        segment_left "Un cliente esce da un segmento",
    }
    WorkflowRun workflow_run::WorkflowRunField::Outcome {
        done "Eseguita",
        not_matching "Condizione non soddisfatta",
        failed "Non riuscita",
        dry_run "Solo prova",
    }
}
