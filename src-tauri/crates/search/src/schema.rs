//! What a document looks like in tantivy.
//!
//! A document of the library is a run of tantivy documents, written in one batch and so in one segment, which merges
//! keep in order: first the *head*, with what belongs to the whole (names, labels, filters), then its sections. The
//! fast field `line` tells them apart: 0 for the head, else the section's line (at least 1).

use drillbook_text::fold::fold;
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing,
    TextOptions, Value,
};

use crate::analysis::is_name;
use crate::analysis::tokenizer::{NAMES, WORDS, in_language};
use crate::entry::{DocumentEntry, SectionEntry};

/// Changes whenever the same document would be written in another way; part of the fingerprint.
pub(crate) const VERSION: u32 = 5;

/// The field with the title, which is also read column by column.
pub(crate) const STORED_TITLE: &str = "stored_title";

/// The field with how many of a document's title and headings are an alert's name or could be.
pub(crate) const NAMED: &str = "named";
/// What [`Fields::standing`] says of a document that is no longer in force.
pub(crate) const RETIRED: &str = "retired";

/// The fields by name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// The document's path: what replacing and removing go by.
    pub(crate) path: Field,
    /// 0 for a head, else the section's line.
    pub(crate) line: Field,
    /// Head: how many of its title and headings are identifiers.
    pub(crate) named: Field,
    /// Head: title, aliases and file name.
    pub(crate) name: Field,
    /// Head: the alerts that it answers.
    pub(crate) alert: Field,
    /// Head: folders, tags, service.
    pub(crate) label: Field,
    /// Section: its heading.
    pub(crate) heading: Field,
    /// Section: the headings above it, without the title.
    pub(crate) above: Field,
    /// Section: its prose and its code.
    pub(crate) text: Field,
    /// Head: the values of the filters.
    pub(crate) tag: Field,
    pub(crate) service: Field,
    pub(crate) owner: Field,
    pub(crate) kind: Field,
    pub(crate) status: Field,
    pub(crate) language: Field,
    /// Head: [`RETIRED`], where the document is no longer in force.
    pub(crate) standing: Field,
    /// What hits show; not indexed.
    pub(crate) stored: Stored,
}

/// Fields that are only stored. Their texts are indexed in others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stored {
    pub(crate) title: Field,
    pub(crate) alias: Field,
    pub(crate) alert: Field,
    pub(crate) label: Field,
    pub(crate) slug: Field,
    pub(crate) heading: Field,
    pub(crate) above: Field,
    pub(crate) prose: Field,
    pub(crate) code: Field,
}

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = |tokenizer: &str| {
        let record = IndexRecordOption::WithFreqsAndPositions;
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(record),
        )
    };
    let fields = Fields {
        path: builder.add_text_field("path", STRING | STORED),
        line: builder.add_u64_field("line", FAST | STORED | INDEXED),
        named: builder.add_u64_field(NAMED, FAST),
        name: builder.add_text_field("name", text(NAMES)),
        alert: builder.add_text_field("alert", text(NAMES)),
        label: builder.add_text_field("label", text(WORDS)),
        heading: builder.add_text_field("heading", text(NAMES)),
        above: builder.add_text_field("headings_above", text(WORDS)),
        text: builder.add_text_field("text", text(WORDS)),
        tag: builder.add_text_field("tag", STRING),
        service: builder.add_text_field("service", STRING),
        owner: builder.add_text_field("owner", STRING),
        kind: builder.add_text_field("kind", STRING),
        status: builder.add_text_field("status", STRING),
        language: builder.add_text_field("language", STRING),
        standing: builder.add_text_field("standing", STRING),
        stored: Stored {
            title: builder.add_text_field(STORED_TITLE, TextOptions::from(FAST | STORED)),
            alias: builder.add_text_field("stored_alias", STORED),
            alert: builder.add_text_field("stored_alert", STORED),
            label: builder.add_text_field("stored_label", STORED),
            slug: builder.add_text_field("slug", STORED),
            heading: builder.add_text_field("stored_heading", STORED),
            above: builder.add_text_field("above", STORED),
            prose: builder.add_text_field("prose", STORED),
            code: builder.add_text_field("code", STORED),
        },
    };
    (builder.build(), fields)
}

impl Fields {
    /// The run of tantivy documents for `entry`: the head, then the sections.
    pub(crate) fn documents(&self, entry: &DocumentEntry) -> Vec<TantivyDocument> {
        let mut run = vec![self.head(entry)];
        run.extend(
            entry
                .sections
                .iter()
                .map(|section| self.section(entry, section)),
        );
        run
    }

    fn head(&self, entry: &DocumentEntry) -> TantivyDocument {
        let mut head = TantivyDocument::new();
        head.add_text(self.path, &entry.path);
        head.add_u64(self.line, 0);
        head.add_u64(self.named, named(entry));
        let file = file_name(&entry.path);
        let names = [&entry.title, &file].into_iter().chain(&entry.aliases);
        add_all(
            &mut head,
            self.name,
            names.map(|name| in_language(name, entry.language)),
        );
        add_all(&mut head, self.alert, &entry.alerts);
        add_all(
            &mut head,
            self.label,
            folders(&entry.path).chain(labels(entry)),
        );
        head.add_text(self.stored.title, &entry.title);
        add_all(&mut head, self.stored.alias, &entry.aliases);
        add_all(&mut head, self.stored.alert, &entry.alerts);
        add_all(&mut head, self.stored.label, labels(entry));
        let kind = Some(&entry.kind).filter(|kind| !kind.is_empty());
        add_all(&mut head, self.tag, entry.tags.iter().map(|tag| fold(tag)));
        add_all(&mut head, self.service, entry.service.as_deref().map(fold));
        add_all(&mut head, self.owner, entry.owner.as_deref().map(fold));
        add_all(&mut head, self.kind, kind.map(|kind| fold(kind)));
        add_all(&mut head, self.status, entry.status.as_deref().map(fold));
        add_all(&mut head, self.language, entry.language.code());
        add_all(&mut head, self.standing, entry.retired.then_some(RETIRED));
        head
    }

    fn section(&self, entry: &DocumentEntry, section: &SectionEntry) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.path, &entry.path);
        document.add_u64(self.line, u64::from(section.line.max(1)));
        // The title is in the head already. Said again by the first heading it is no more than a word of the text, or
        // that section would outdo the one that the query is about.
        let is_title = section.heading == entry.title;
        let field = if is_title { self.text } else { self.heading };
        document.add_text(field, in_language(&section.heading, entry.language));
        // The headings between title and section say what the section is about.
        let between = section
            .heading_path
            .iter()
            .filter(|above| **above != entry.title);
        for (field, texts) in [
            (self.above, between.collect()),
            (self.text, vec![&section.prose, &section.code]),
        ] {
            let texts = texts
                .into_iter()
                .map(|text| in_language(text, entry.language));
            add_all(&mut document, field, texts);
        }
        document.add_text(self.stored.slug, &section.slug);
        document.add_text(self.stored.heading, &section.heading);
        add_all(&mut document, self.stored.above, &section.heading_path);
        document.add_text(self.stored.prose, &section.prose);
        document.add_text(self.stored.code, &section.code);
        document
    }
}

/// How many of a document's title and headings are nothing but a name as alerts have it.
fn named(entry: &DocumentEntry) -> u64 {
    let headings = entry.sections.iter().map(|section| &section.heading);
    let others = headings.filter(|heading| **heading != entry.title);
    let names = std::iter::once(&entry.title).chain(others);
    names.map(|name| u64::from(is_name(name.trim()))).sum()
}

fn add_all<T: AsRef<str>>(
    document: &mut TantivyDocument,
    field: Field,
    texts: impl IntoIterator<Item = T>,
) {
    for text in texts {
        document.add_text(field, text.as_ref());
    }
}

/// What a document is filed under: its tags and its service.
fn labels(entry: &DocumentEntry) -> impl Iterator<Item = &str> {
    entry
        .tags
        .iter()
        .map(String::as_str)
        .chain(entry.service.as_deref())
}

/// The first text stored in `field`, or nothing.
pub(crate) fn stored(document: &TantivyDocument, field: Field) -> String {
    document
        .get_first(field)
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// Every text stored in `field`.
pub(crate) fn all_stored(document: &TantivyDocument, field: Field) -> Vec<String> {
    document
        .get_all(field)
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect()
}

/// The line of a section; 1 for a head, which stands for a document without sections.
pub(crate) fn line(document: &TantivyDocument, field: Field) -> u32 {
    let line = document
        .get_first(field)
        .and_then(|value| value.as_u64())
        .unwrap_or(1);
    u32::try_from(line).unwrap_or(u32::MAX).max(1)
}

/// The file's name without its extensions; for `README` and `index`, which name nothing, the folder's.
pub(crate) fn file_name(path: &str) -> String {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let name = file
        .split('.')
        .find(|part| !part.is_empty())
        .unwrap_or(file);
    let says_nothing = ["readme", "index", "_index"].contains(&name.to_ascii_lowercase().as_str());
    let folder = folders.rsplit('/').next().unwrap_or_default();
    if says_nothing && !folder.is_empty() {
        folder.to_owned()
    } else {
        name.to_owned()
    }
}

fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.rsplit_once('/')
        .map_or("", |(folders, _)| folders)
        .split('/')
        .filter(|folder| !folder.is_empty())
}
