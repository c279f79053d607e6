//! What is asked while somebody types: what is wrong with the text, and how it would look. Nothing of it is kept.

use super::{Answer, LARGEST, fix, units};
use crate::App;
use crate::check::Asked;
use crate::document::{findings, rendered};
use crate::scenario::Typed;
use crate::session::Session;
use crate::wire::{
    EditAskRequest, EditChecked, EditFinding, EditPreview, OutlineEntry, Snippet, ViewMode,
};
use drillbook_runbook::render::Source;
use drillbook_runbook::{Document, parse, plain};
use drillbook_text::{Diagnostic, Utf16Index};

impl App {
    /// What is wrong with a text, by the profile and the exceptions of the library.
    pub fn edit_check(&self, request: &EditAskRequest) -> Answer<EditChecked> {
        let session = self.written_in(&request.document)?;
        if let Some(typed) = Typed::of(&session, &request.document, &request.text) {
            return Ok(typed.checked(&session));
        }
        let (id, text) = (&request.document, &request.text);
        let document = parse(id, text);
        let mut found = findings(&session, id, text, &document);
        found.retain(Asked::of(&session, None).reports(id));
        found.sort_by_key(|found| found.span.map(|span| (span.start, span.end)));
        let index = Utf16Index::new(text);
        let asked = Subject {
            session: &session,
            id,
            text,
            document: &document,
            index: &index,
        };
        let findings = found.iter().map(|found| finding(&asked, found)).collect();
        Ok(EditChecked { findings })
    }

    /// A text as the reader would show it.
    pub fn edit_preview(&self, request: &EditAskRequest) -> Answer<EditPreview> {
        let session = self.editable(&request.document)?;
        let (id, text) = (&request.document, &request.text);
        let document = parse(id, text);
        let (page, mode) = if text.len() > LARGEST {
            (plain(text), ViewMode::Plain)
        } else {
            let links = session.links();
            let source = Source {
                placed: true,
                ..Source::new(id, text, &document, &links)
            };
            (rendered(&session, source), ViewMode::Rendered)
        };
        Ok(EditPreview {
            title: document.title,
            html: page.html,
            snippets: page.snippets.into_iter().map(Snippet::from).collect(),
            outline: page.outline.into_iter().map(OutlineEntry::from).collect(),
            mode,
        })
    }
}

/// A text that is asked about.
pub(super) struct Subject<'a> {
    pub(super) session: &'a Session,
    pub(super) id: &'a str,
    pub(super) text: &'a str,
    pub(super) document: &'a Document,
    pub(super) index: &'a Utf16Index<'a>,
}

fn finding(asked: &Subject<'_>, found: &Diagnostic) -> EditFinding {
    let (sentence, hint) = asked.session.messages().diagnostic(found);
    let (from, to) = found.span.map_or((0, 0), |span| units(asked.index, span));
    EditFinding {
        code: found.code.as_str().to_owned(),
        severity: found.severity.into(),
        from,
        to,
        whole: found.span.is_none(),
        sentence,
        hint,
        fixes: fix::fixes(asked, found),
    }
}
