//! The top of a page: its name, what narrows it, its actions.

use leptos::html::H1;
use leptos::prelude::*;

/// The page's one `h1` with tags beside it and buttons at the end. The heading takes the focus when the page changes,
/// so that a screen reader speaks it and the keyboard starts there.
#[component]
pub fn PageHeader(
    /// The name of the page or the record.
    #[prop(into)]
    title: Signal<String>,
    /// Stands before the title, such as an avatar.
    #[prop(into, optional)]
    lead: ViewFn,
    /// Stands after the title, such as tags.
    #[prop(into, optional)]
    tags: ViewFn,
    /// The heading's element, for the frame that moves the focus to it.
    #[prop(optional)]
    heading: NodeRef<H1>,
    /// The actions; the main one last.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-header">
            <div class="name">
                {lead.run()}
                <h1 tabindex="-1" node_ref=heading>
                    {title}
                </h1>
                {tags.run()}
            </div>
            <div class="actions">{children.map(|children| children())}</div>
        </header>
    }
}
