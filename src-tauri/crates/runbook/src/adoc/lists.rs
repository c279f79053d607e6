//! How `AsciiDoc`'s flat items are nested: by the length and kind of their markers.

use crate::BlockKind;
use crate::build::Builder;
use drillbook_text::Span;

/// The lists that are open while blocks go by.
#[derive(Default)]
pub(super) struct Lists {
    /// Marker and last number of each open list, the outermost first. Each holds one open item.
    open: Vec<(String, u32)>,
}

impl Lists {
    /// An item begins: in the open list of the same marker, else in a new one inside the innermost item.
    pub(super) fn item(
        &mut self,
        builder: &mut Builder<'_>,
        marker: &str,
        ordered: bool,
        span: Span,
    ) {
        let written: Option<u32> = marker.trim_end_matches('.').parse().ok();
        let kind = if written.is_some() { "1." } else { marker };
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == kind) {
            self.close(builder, at + 1);
            builder.blocks().close();
        } else {
            builder.open_block(BlockKind::List { ordered }, span);
            self.open.push((kind.to_owned(), 0));
        }
        let number = self.open.last_mut().map(|(_, number)| {
            *number = written.unwrap_or(number.saturating_add(1));
            *number
        });
        let number = number.filter(|_| ordered);
        builder.open_block(BlockKind::Item { number, task: None }, span);
    }

    /// A block that is no item begins at `start`: without a `+` above it, it ends the lists.
    pub(super) fn before(&mut self, builder: &mut Builder<'_>, body: &str, start: usize) {
        let above = body.get(..start).unwrap_or_default();
        let attached = above
            .rsplit('\n')
            .take(8)
            .map(str::trim_end)
            .find(|line| !(line.is_empty() || line.starts_with(['[', '.']) || *line == "--"))
            .is_some_and(|line| line == "+");
        if !attached {
            self.close_all(builder);
        }
    }

    pub(super) fn close_all(&mut self, builder: &mut Builder<'_>) {
        self.close(builder, 0);
    }

    /// Closes the lists from `depth` on, each with its open item.
    fn close(&mut self, builder: &mut Builder<'_>, depth: usize) {
        while self.open.len() > depth {
            self.open.pop();
            builder.blocks().close();
            builder.blocks().close();
        }
    }
}
