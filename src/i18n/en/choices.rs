//! The labels of the choices in English, in the order of their declaration.

choice_words! {
    Customer customer::CustomerField::Form {
        person "Person",
        company "Company",
    }
    Customer customer::CustomerField::Lifecycle {
        lead "Lead",
        prospect "Prospect",
        customer "Customer",
        lost "Lost",
    }
    Customer customer::CustomerField::Class, Visit visit::VisitField::Class, Goal goal::GoalField::Class, ActionPlan action_plan::ActionPlanField::Class {
        a "A",
        b "B",
        c "C",
    }
    Customer customer::CustomerField::Channel {
        email "Email",
        sms "SMS",
        phone "Phone",
        whatsapp "WhatsApp",
        none "None",
    }
    Customer customer::CustomerField::Sex, ValueProposition value_proposition::ValuePropositionField::Sexes {
        female "Female",
        male "Male",
        other "Other",
    }
    Customer customer::CustomerField::Language, Article article::ArticleField::Language, SurveyVersion survey_version::SurveyVersionField::Language, MessageTemplate message_template::MessageTemplateField::Language, Form form::FormField::Language {
        italian "Italian",
        english "English",
    }
    Customer customer::CustomerField::Strategy, Segment segment::SegmentField::Strategy, ActionPlan action_plan::ActionPlanField::Strategy {
        self_service "Self-service",
        assisted "Assisted",
        dedicated "Dedicated",
        community "Community",
        co_creation "Co-creation",
    }
    Customer customer::CustomerField::LeadStatus {
        new "New",
        working "Working",
        nurturing "Nurturing",
        converted "Converted",
        discarded "Discarded",
    }
    Customer customer::CustomerField::RefusedChannels {
        email "Email",
        sms "SMS",
        phone "Phone",
        whatsapp "WhatsApp",
        visit "Visit",
        webinar "Webinar",
        post "Post",
    }
    Tag tag::TagField::Colour, Segment segment::SegmentField::Colour {
        grey "Grey",
        green "Green",
        blue "Blue",
        orange "Orange",
        yellow "Yellow",
        violet "Violet",
        red "Red",
    }
    CustomField custom_field::CustomFieldField::Type {
        text "Text",
        number "Number",
        money "Money",
        percent "Percent",
        date "Date",
        choice "Choice",
        choices "Several choices",
        flag "Yes or no",
        reference "Another record",
        rating "Rating from 1 to 5",
        link "Web link",
    }
    ContactLink contact_link::ContactLinkField::Influence {
        decides "Decides",
        advises "Advises",
        uses "Uses it",
        buys "Buys",
        filters "Filters contacts",
    }
    Workspace workspace::WorkspaceField::FirstWeekday, Workspace workspace::WorkspaceField::Workdays {
        monday "Monday",
        tuesday "Tuesday",
        wednesday "Wednesday",
        thursday "Thursday",
        friday "Friday",
        saturday "Saturday",
        sunday "Sunday",
    }
    Workspace workspace::WorkspaceField::SensitiveUses {
        scoring "Scores",
        segments "Segments",
        exports "Exports",
    }
    SavedView saved_view::SavedViewField::Layout {
        table "Table",
        board "Board",
        calendar "Calendar",
        chart "Chart",
    }
    Order order::OrderField::Status {
        quote "Quote",
        ordered "Ordered",
        delivered "Delivered",
        invoiced "Invoiced",
        paid "Paid",
        cancelled "Cancelled",
    }
    LoyaltyCard loyalty_card::LoyaltyCardField::Status {
        active "Active",
        suspended "Suspended",
        closed "Closed",
    }
    LoyaltyCard loyalty_card::LoyaltyCardField::Tier {
        base "Base",
        silver "Silver",
        gold "Gold",
        platinum "Platinum",
    }
    LoyaltyEntry loyalty_entry::LoyaltyEntryField::Type {
        earned "Earned",
        spent "Spent",
        expired "Expired",
        gift "Gift",
        correction "Correction",
    }
    Interaction interaction::InteractionField::Type {
        note "Note",
        call "Call",
        meeting "Meeting",
        visit "Visit",
        email "Email",
        message "Message",
        chat "Chat",
        automatic "Automatic",
    }
    Interaction interaction::InteractionField::Channel, TouchPoint touch_point::TouchPointField::Channel, Ticket ticket::TicketField::Channel, Campaign campaign::CampaignField::Channel, MessageTemplate message_template::MessageTemplateField::Channel, Survey survey::SurveyField::Channel, Action action::ActionField::Channel, ActionPlan action_plan::ActionPlanField::Channels, Consent consent::ConsentField::Channels {
        email "Email",
        phone "Phone",
        whatsapp "WhatsApp",
        sms "SMS",
        visit "Visit",
        chat "Chat",
        web "Website",
        social "Social media",
        shop "Shop",
        event "Event",
    }
    Interaction interaction::InteractionField::Direction {
        outgoing "Outgoing",
        incoming "Incoming",
    }
    Interaction interaction::InteractionField::Sentiment {
        bad "Badly",
        neutral "So-so",
        good "Well",
    }
    Interaction interaction::InteractionField::Phase, TouchPoint touch_point::TouchPointField::Phase {
        discovery "Discovery",
        choice "Choice",
        purchase "Purchase",
        use "Use",
        support "Support",
        renewal "Renewal",
    }
    Task task::TaskField::Type {
        task "To do",
        call "Call",
        meeting "Meeting",
        visit "Visit",
        email "Email",
    }
    Task task::TaskField::Priority, Action action::ActionField::Priority {
        low "Low",
        normal "Normal",
        high "High",
    }
    Task task::TaskField::Recurrence {
        daily "Every day",
        weekly "Every week",
        monthly "Every month",
        yearly "Every year",
    }
    Visit visit::VisitField::Channel {
        shop "Shop",
        web "Website",
        event "Event",
        phone "Phone",
        social "Social media",
        other "Other",
    }
    Stage stage::StageField::Outcome {
        open "Open",
        won "Won",
        lost "Lost",
    }
    Deal deal::DealField::Forecast {
        weighted "Weighted",
        best_case "Best case",
        commit "Commit",
        left_out "Left out",
    }
    Goal goal::GoalField::Measure {
        revenue "Revenue",
        margin "Margin",
        orders "Orders",
        customers "Customers",
        new_customers "New customers",
        retention "Retention",
        conversion "Conversion",
        nps "NPS",
        csat "CSAT",
        answer_time "Answer time",
        cost_of_sales "Cost of sales",
        campaign_return "Campaign return",
        own "Own measure",
    }
    Ticket ticket::TicketField::Status {
        open "Open",
        waiting "Waiting",
        solved "Solved",
        closed "Closed",
    }
    Ticket ticket::TicketField::Priority {
        low "Low",
        normal "Normal",
        high "High",
        urgent "Urgent",
    }
    Article article::ArticleField::Status {
        draft "Draft",
        published "Published",
        withdrawn "Withdrawn",
    }
    Insight insight::InsightField::About {
        products "Products",
        customers "Customers",
        needs "Needs",
        channels "Channels",
        markets "Markets",
        competitors "Competitors",
        service "Service",
        people "People",
    }
    Insight insight::InsightField::Origin {
        noted "Noted",
        computed "Computed",
        survey "Survey",
        ticket "Ticket",
        conversation "Conversation",
        brainstorming "Brainstorming",
    }
    Insight insight::InsightField::Status {
        fresh "New",
        confirmed "Confirmed",
        acted_on "Acted on",
        rejected "Rejected",
    }
    Survey survey::SurveyField::Type {
        nps "NPS",
        csat "CSAT",
        ces "CES",
        importance "Importance and satisfaction",
        needs "Needs",
        employees "Employees",
        own "Own questions",
    }
    Survey survey::SurveyField::Status {
        draft "Draft",
        open "Open",
        closed "Closed",
    }
    Form form::FormField::Status {
        draft "Draft",
        open "Open",
        closed "Closed",
    }
    Survey survey::SurveyField::Trigger {
        by_hand "By hand",
        after_order "After an order",
        after_ticket "After a ticket",
        after_visit "After a visit",
        periodic "At intervals",
    }
    Campaign campaign::CampaignField::Type {
        promotion "Promotion",
        newsletter "Newsletter",
        event "Event",
        launch "Launch",
        re_engagement "Re-engagement",
        referral "Referral",
        survey "Survey",
    }
    Campaign campaign::CampaignField::Status {
        planned "Planned",
        running "Running",
        paused "Paused",
        ended "Ended",
        cancelled "Cancelled",
    }
    MessageTemplate message_template::MessageTemplateField::Use {
        message "Message",
        letter "Letter",
        offer "Offer",
        invitation "Invitation",
        thanks "Thanks",
    }
    Consent consent::ConsentField::Purpose {
        commercial "Marketing messages",
        newsletter "Newsletter",
        profiling "Profiling",
        surveys "Surveys",
        third_parties "Third parties",
        sensitive_data "Sensitive data",
    }
    Consent consent::ConsentField::State {
        given "Given",
        withdrawn "Withdrawn",
    }
    Consent consent::ConsentField::Method {
        form "Form",
        paper "Paper",
        voice "By voice",
        email "Email",
        contract "Contract",
        import "Import",
    }
    Segment segment::SegmentField::Origin {
        own "Made by you",
        cluster "Cluster",
        class "Class",
        need "Need",
    }
    ValueProposition value_proposition::ValuePropositionField::Status {
        draft "Draft",
        in_use "In use",
        withdrawn "Withdrawn",
    }
    ActionPlan action_plan::ActionPlanField::Status {
        draft "Draft",
        running "Running",
        ended "Ended",
        cancelled "Cancelled",
    }
    Action action::ActionField::Lever {
        product "Product",
        price "Price",
        service "Service",
        communication "Communication",
        people "People",
        process "Process",
        loyalty "Loyalty",
    }
    Action action::ActionField::Aim {
        keep "Keep what is good",
        mend "Mend what lacks",
        try_out "Try something new",
    }
    Action action::ActionField::Department {
        marketing "Marketing",
        sales "Sales",
        service "Service",
        management "Management",
    }
    Action action::ActionField::Status {
        idea "Idea",
        chosen "Chosen",
        started "Started",
        done "Done",
        dropped "Dropped",
    }
    Workflow workflow::WorkflowField::Trigger {
        created "A record is created",
        changed "A field changes",
        stage_changed "A deal changes stage",
        date_reached "A date is reached",
        quiet_since "No contact for a while",
        order_made "An order is made",
        ticket_opened "A ticket is opened",
        response_given "A survey is answered",
        segment_entered "A customer enters a segment",
        segment_left "A customer leaves a segment",
    }
    WorkflowRun workflow_run::WorkflowRunField::Outcome {
        done "Done",
        not_matching "Condition not met",
        failed "Failed",
        dry_run "Dry run",
    }
}
