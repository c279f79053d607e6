//! What no longer fits on a page as elements: the rest of the document, shown as it is written, so that nothing of it is
//! lost to a reader. How much fits is the writer's to say.

use super::page::Page;
use crate::mask;
use drillbook_text::LineIndex;

/// Bytes of the rest that are shown.
const LARGEST: usize = 1024 * 1024;
/// Bytes of one block of it: a window lays out blocks by themselves.
const PIECE: usize = 8 * 1024;

impl Page<'_> {
    /// Ends the page with the text from `at` of the body on. An included document ends there, its includer goes on.
    pub(super) fn rest(&mut self, at: usize) {
        self.flush();
        let body = self.source.body();
        let rest = body.get(at..).unwrap_or_default();
        if self.is_included() || rest.trim().is_empty() {
            self.out.cut.short |= !rest.trim().is_empty();
            return;
        }
        self.context();
        self.out.close_all();
        let (mut shown, mut piece) = (0, 0);
        self.out.open("pre", &[("class", "plain")]);
        for line in rest.split_inclusive('\n') {
            let head = mask::head(line);
            self.out.cut.short |= shown + head.len() > LARGEST;
            if shown + head.len() > LARGEST {
                break;
            }
            if piece > PIECE {
                self.out.close();
                self.out.open("pre", &[("class", "plain")]);
                piece = 0;
            }
            shown += head.len();
            piece += head.len();
            self.out.text(head);
            if head.len() < line.len() {
                self.out.text("\n");
            }
        }
        self.out.close();
        let lines = LineIndex::new(self.source.text);
        let place = self.source.document.body_start + at;
        self.out.cut.as_text.get_or_insert(lines.line(place));
    }
}
