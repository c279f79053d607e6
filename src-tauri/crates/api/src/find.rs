//! Finding in the text that is shown: the search's own analysis, told in the window's units.

use crate::wire::{FindRequest, Stretch};
use drillbook_search::{self as search, Language, Request};

/// Bytes of a text that are read.
const LONGEST_TEXT: usize = 2_000_000;

/// Where the query stands in the text, in reading order.
pub(crate) fn find(request: &FindRequest) -> Vec<Stretch> {
    let text = &request.text[..request.text.floor_char_boundary(LONGEST_TEXT)];
    let query: String = request.query.chars().take(Request::LONGEST).collect();
    let language = if request.language == "id" {
        Language::Id
    } else {
        Language::En
    };
    let mut at = (0, 0);
    // The stretches come in order, so that the text is counted once.
    let mut units = |byte: usize| {
        let between = text.get(at.0..byte).unwrap_or_default();
        at = (byte, at.1 + between.encode_utf16().count());
        u32::try_from(at.1).unwrap_or(u32::MAX)
    };
    let found = search::find(text, &query, language).into_iter();
    found
        .map(|span| Stretch {
            start: units(span.start),
            end: units(span.end),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_the_window_counts() {
        let request = FindRequest {
            text: "😀 é disk\n数据 disk".to_owned(),
            query: "disk".to_owned(),
            language: "en".to_owned(),
        };
        let found: Vec<_> = find(&request).iter().map(|s| (s.start, s.end)).collect();
        assert_eq!(found, [(5, 9), (13, 17)]);
    }
}
