//! The index as of one commit, with what ranking needs of it at hand: which sections belong together, and how long they
//! are.

use std::sync::{Arc, OnceLock};

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::SegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{
    DocId, DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED, TantivyDocument, Term,
};

use crate::entry::Language;
use crate::labels::Labels;
use crate::schema::{Fields, NAMED, RETIRED};
use crate::vocabulary::Vocabulary;

/// Kinds of documents that tell what to do.
const PROCEDURES: [&str; 3] = ["runbook", "sop", "checklist"];

/// An index as of one commit.
pub(crate) struct Snapshot {
    pub(crate) searcher: Searcher,
    pub(crate) fields: Fields,
    pub(crate) segments: Vec<Segment>,
    documents: usize,
    sections: usize,
    named: u64,
}

/// A segment of it.
pub(crate) struct Segment {
    pub(crate) reader: SegmentReader,
    /// The fields that words are looked for in, in the order of [`Searched::ALL`].
    pub(crate) searched: Vec<SearchedField>,
    /// The group (document of the library) that each tantivy document belongs to, counted in this segment.
    pub(crate) group: Vec<u32>,
    /// The head of each group. Its sections follow it, up to the next head.
    pub(crate) heads: Vec<DocId>,
    /// How many tokens the text of each group has.
    pub(crate) lengths: Vec<u32>,
    /// Whether each group tells what to do, by the kind of its document.
    pub(crate) is_procedure: Vec<bool>,
    /// Whether each group's document is no longer in force.
    pub(crate) is_retired: Vec<bool>,
    /// The language of each group's prose.
    pub(crate) language: Vec<Language>,
    /// How many texts there are.
    pub(crate) texts: InLanguage,
    /// How many of its titles and headings are identifiers.
    named: u64,
    kept: Kept,
    /// Whether tantivy's documents are as many as this segment says, and begin with a head.
    sound: bool,
}

/// How many texts there are in the languages that are told apart.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct InLanguage {
    english: u32,
    indonesian: u32,
}

impl InLanguage {
    /// Counts a text.
    pub(crate) fn hear(&mut self, language: Language) {
        match language {
            Language::En => self.english += 1,
            Language::Id => self.indonesian += 1,
            Language::Other => {}
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.english += other.english;
        self.indonesian += other.indonesian;
    }

    /// How many are in this language.
    pub(crate) fn count(self, language: Language) -> u32 {
        match language {
            Language::En => self.english,
            Language::Id => self.indonesian,
            Language::Other => 0,
        }
    }
}

/// What is read of a segment when it is first asked for, and is the same in every commit that has the segment.
#[derive(Clone, Default)]
struct Kept {
    /// The words of its names and headings.
    vocabulary: Arc<OnceLock<Vocabulary>>,
    labels: Arc<OnceLock<Labels>>,
}

/// The fields that words are looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Searched {
    Name,
    Alert,
    Label,
    Heading,
    Above,
    Text,
}

impl Searched {
    pub(crate) const ALL: [Self; 6] = [
        Self::Name,
        Self::Alert,
        Self::Label,
        Self::Heading,
        Self::Above,
        Self::Text,
    ];

    /// Whether heads have it, so that it is about all sections.
    pub(crate) fn is_of_head(self) -> bool {
        matches!(self, Self::Name | Self::Alert | Self::Label)
    }

    fn field(self, fields: &Fields) -> Field {
        match self {
            Self::Name => fields.name,
            Self::Alert => fields.alert,
            Self::Label => fields.label,
            Self::Heading => fields.heading,
            Self::Above => fields.above,
            Self::Text => fields.text,
        }
    }
}

/// One searched field of one segment.
pub(crate) struct SearchedField {
    pub(crate) which: Searched,
    pub(crate) index: Arc<InvertedIndexReader>,
    pub(crate) norms: FieldNormReader,
}

impl SearchedField {
    /// The documents with this term, with how often.
    pub(crate) fn postings(&self, term: &str) -> Option<SegmentPostings> {
        let info = logged(self.index.terms().get(term))??;
        logged(
            self.index
                .read_postings_from_terminfo(&info, IndexRecordOption::WithFreqs),
        )
    }

    /// How many documents have this term, deleted ones included.
    pub(crate) fn frequency(&self, term: &str) -> u32 {
        logged(self.index.terms().get(term))
            .flatten()
            .map_or(0, |info| info.doc_freq)
    }
}

/// What was read, or nothing and a line in the log: a search answers from what it can read.
pub(crate) fn logged<T, E: std::fmt::Display>(read: Result<T, E>) -> Option<T> {
    read.inspect_err(|error| tracing::warn!(%error, "the search index cannot be read"))
        .ok()
}

impl Snapshot {
    /// The index that `searcher` sees. What was read of segments that are in `before` too is kept.
    pub(crate) fn of(
        searcher: Searcher,
        fields: Fields,
        before: Option<&Self>,
    ) -> tantivy::Result<Self> {
        let known = |reader: &SegmentReader| {
            let mut segments = before.into_iter().flat_map(|before| &before.segments);
            let same = segments.find(|known| known.reader.segment_id() == reader.segment_id());
            same.map(|known| known.kept.clone())
        };
        let segments = searcher
            .segment_readers()
            .iter()
            .map(|reader| Segment::of(reader, &fields, known(reader).unwrap_or_default()))
            .collect::<Result<Vec<_>, _>>()?;
        let alive: usize = segments
            .iter()
            .map(|segment| segment.reader.num_docs() as usize)
            .sum();
        let documents = segments
            .iter()
            .map(|segment| {
                segment
                    .heads
                    .iter()
                    .filter(|head| !segment.reader.is_deleted(**head))
                    .count()
            })
            .sum();
        let named = segments.iter().map(|segment| segment.named).sum();
        Ok(Self {
            searcher,
            fields,
            segments,
            documents,
            sections: alive.saturating_sub(documents),
            named,
        })
    }

    /// How many documents of the library there are.
    pub(crate) fn document_count(&self) -> usize {
        self.documents
    }

    /// How many sections there are.
    pub(crate) fn section_count(&self) -> usize {
        self.sections
    }

    /// How many titles and headings of the library are identifiers.
    pub(crate) fn named(&self) -> u64 {
        self.named
    }

    /// Whether the segments are what the lists say they are.
    pub(crate) fn is_sound(&self) -> bool {
        self.segments.iter().all(|segment| segment.sound)
    }

    /// How many tantivy documents have this term.
    pub(crate) fn count(&self, term: &Term) -> usize {
        self.segments
            .iter()
            .filter_map(|segment| logged(segment.count(term)))
            .sum()
    }

    /// What is stored of a document.
    pub(crate) fn stored(&self, segment: usize, doc: DocId) -> Option<TantivyDocument> {
        let segment = u32::try_from(segment).ok()?;
        logged(self.searcher.doc(tantivy::DocAddress::new(segment, doc)))
    }

    /// The mean number of tokens of a field, over the documents that can have it.
    pub(crate) fn mean_length(&self, field: Searched) -> f32 {
        let tokens: u64 = self
            .segments
            .iter()
            .map(|s| s.searched[field as usize].index.total_num_tokens())
            .sum();
        let heads: usize = self.segments.iter().map(|s| s.heads.len()).sum();
        let all: usize = self.segments.iter().map(|s| s.group.len()).sum();
        let bearers = if field.is_of_head() {
            heads
        } else {
            all - heads
        };
        ratio(tokens, bearers as u64).max(1.0)
    }

    /// The mean number of tokens of a whole document's text.
    pub(crate) fn mean_document_length(&self) -> f32 {
        let tokens: u64 = self
            .segments
            .iter()
            .flat_map(|s| &s.lengths)
            .map(|length| u64::from(*length))
            .sum();
        let heads: usize = self.segments.iter().map(|s| s.heads.len()).sum();
        ratio(tokens, heads as u64).max(1.0)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a mean for ranking needs no more than six digits"
)]
fn ratio(a: u64, b: u64) -> f32 {
    a as f32 / b.max(1) as f32
}

impl Segment {
    fn of(reader: &SegmentReader, fields: &Fields, kept: Kept) -> tantivy::Result<Self> {
        let searched = Searched::ALL
            .into_iter()
            .map(|which| {
                let field = which.field(fields);
                let norms = reader.get_fieldnorms_reader(field)?;
                Ok(SearchedField {
                    which,
                    index: reader.inverted_index(field)?,
                    norms,
                })
            })
            .collect::<tantivy::Result<Vec<_>>>()?;
        let lines = reader.fast_fields().u64("line")?;
        let named = reader.fast_fields().u64(NAMED)?;
        let text = &searched[Searched::Text as usize].norms;
        let max = reader.max_doc();
        let mut sound = lines.num_docs() == max && text.num_docs() == max;
        let (mut group, mut heads, mut lengths) =
            (Vec::with_capacity(max as usize), Vec::new(), Vec::new());
        for doc in 0..if sound { max } else { 0 } {
            let is_head = lines.first(doc) == Some(0);
            sound &= is_head || doc > 0;
            if is_head || doc == 0 {
                heads.push(doc);
                lengths.push(0);
            }
            if let Some(length) = lengths.last_mut() {
                *length += text.fieldnorm(doc);
            }
            group.push(u32::try_from(heads.len() - 1).unwrap_or(u32::MAX));
        }
        let kinds = PROCEDURES.map(|kind| Term::from_field_text(fields.kind, kind));
        let is_procedure = those_with(reader, &kinds, &group, heads.len())?;
        let retired = [Term::from_field_text(fields.standing, RETIRED)];
        let is_retired = those_with(reader, &retired, &group, heads.len())?;
        let language = languages(reader, fields, &group, heads.len())?;
        let mut texts = InLanguage::default();
        for group in &group {
            texts.hear(language[*group as usize]);
        }
        let alive = heads.iter().filter(|head| !reader.is_deleted(**head));
        let named = alive.filter_map(|head| named.first(*head)).sum();
        Ok(Self {
            reader: reader.clone(),
            searched,
            group,
            heads,
            lengths,
            is_procedure,
            is_retired,
            language,
            texts,
            named,
            kept,
            sound,
        })
    }

    /// The words of its names and headings.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        let read = || Vocabulary::of(&self.searched);
        self.kept.vocabulary.get_or_init(read)
    }

    /// What its documents are filed under.
    pub(crate) fn labels(&self, fields: &Fields) -> &Labels {
        self.kept.labels.get_or_init(|| Labels::of(self, fields))
    }

    /// The tantivy documents of a group: its head and its sections.
    pub(crate) fn run(&self, group: u32) -> std::ops::Range<DocId> {
        let group = group as usize;
        self.heads[group]
            ..self
                .heads
                .get(group + 1)
                .copied()
                .unwrap_or(self.reader.max_doc())
    }

    fn count(&self, term: &Term) -> tantivy::Result<usize> {
        let Some(mut postings) = self
            .reader
            .inverted_index(term.field())?
            .read_postings(term, IndexRecordOption::Basic)?
        else {
            return Ok(0);
        };
        let mut count = 0;
        let mut doc = postings.doc();
        while doc != TERMINATED {
            count += usize::from(!self.reader.is_deleted(doc));
            doc = postings.advance();
        }
        Ok(count)
    }
}

/// Which groups have one of the terms.
fn those_with(
    reader: &SegmentReader,
    terms: &[Term],
    group: &[u32],
    groups: usize,
) -> tantivy::Result<Vec<bool>> {
    let mut found = vec![false; groups];
    for term in terms {
        each_group(reader, term, group, |group| found[group] = true)?;
    }
    Ok(found)
}

/// The language of each group.
fn languages(
    reader: &SegmentReader,
    fields: &Fields,
    group: &[u32],
    groups: usize,
) -> tantivy::Result<Vec<Language>> {
    let mut found = vec![Language::Other; groups];
    for language in [Language::En, Language::Id] {
        let term = Term::from_field_text(fields.language, language.code().unwrap_or_default());
        each_group(reader, &term, group, |group| found[group] = language)?;
    }
    Ok(found)
}

/// Calls `sink` with the group of every document that has a term; `group` tells them.
fn each_group(
    reader: &SegmentReader,
    term: &Term,
    group: &[u32],
    mut sink: impl FnMut(usize),
) -> tantivy::Result<()> {
    let index = reader.inverted_index(term.field())?;
    let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic)? else {
        return Ok(());
    };
    let mut doc = postings.doc();
    while doc != TERMINATED {
        if let Some(group) = group.get(doc as usize) {
            sink(*group as usize);
        }
        doc = postings.advance();
    }
    Ok(())
}
