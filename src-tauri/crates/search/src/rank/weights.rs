//! The weights of ranking, each with what it is for.
//!
//! They were fitted on judged queries of runbook repositories, by changing one at a time, and hold on repositories that
//! were left out while fitting. None is about a certain query, word or repository.

/// By field, in the order of [`crate::snapshot::Searched::ALL`]: name, alert, label, heading, above, text.
type ByField = [f32; 6];

/// What a word weighs in a section, by where it stands. A section is about its heading, about the headings that it
/// stands under, and about what its document is called.
pub(crate) const IN_SECTION: ByField = [4.0, 4.0, 0.0, 1.92, 4.8, 0.8];
/// What a word weighs in a document: its names say what it is about.
pub(crate) const IN_DOCUMENT: ByField = [3.6, 3.6, 1.25, 0.45, 0.0, 1.6];
/// How much the length of a field counts (BM25's b). A title with nothing but the query's words is the better match; yet
/// no document may lose by naming the ten alerts that it answers, and a short text is hardly better than a long one.
pub(crate) const LENGTH: ByField = [1.0, 0.0, 0.0, 0.18, 0.3, 0.6];
/// How much the length of a whole document counts.
pub(crate) const DOCUMENT_LENGTH: f32 = 0.5;
/// Where a count saturates in a section (BM25's k1). High, because the weights of fields are part of the count.
pub(crate) const SATURATION: f32 = 5.0;
/// Where it does in a document.
pub(crate) const DOCUMENT_SATURATION: f32 = 3.6;
/// The share of its document's score that a section gets: the words of an alert's description are rarely all in one
/// section.
pub(crate) const DOCUMENT_SHARE: f32 = 0.384;
/// What the query as a whole title counts for, beside the rarest word.
pub(crate) const FULL: f32 = 2.0;
/// What an identifier counts for beside its words, which count as well.
pub(crate) const WHOLE: f32 = 0.48;
/// What two neighbouring words of the query count for where the library writes them as one.
pub(crate) const JOINED: f32 = 0.5;
/// What the two halves of a word count for that is written apart in the library.
pub(crate) const HALF: f32 = 0.84;

/// What a word counts for that only holds a sentence together. In a small library such words are rare, and the sentence
/// of somebody who describes a symptom is made of them.
pub(crate) const FUNCTION_WORD: f32 = 0.25;
/// What the score of a document counts for that tells what to do and does not only describe.
pub(crate) const PROCEDURE: f32 = 1.2;
/// What the score of a document counts for that is no longer in force: it is found, behind what took its place.
pub(crate) const RETIRED: f32 = 0.6;
/// What the score of a document counts for that is in another language than the query: of two that say the same, the one
/// that is read without translating goes first.
pub(crate) const OTHER_LANGUAGE: f32 = 0.75;
/// So many times more often a word stands in the texts of its own language than in those of another.
pub(crate) const OF_ONE_LANGUAGE: f32 = 5.0;

/// What a stem weighs beside the word itself.
pub(crate) const STEM: f32 = 0.525;
/// What a word weighs that only begins with the last word typed.
pub(crate) const BEGINNING: f32 = 0.9;
/// What a word weighs that is one or two edits away, where the word itself is nowhere.
pub(crate) const SLIPS: [f32; 2] = [0.9, 0.4];
/// What a word of a name or heading weighs that has all trigrams of the query's word.
pub(crate) const SIMILAR: f32 = 0.5;
/// What one weighs that is itself a part of the query's word, for a part as long as the word.
pub(crate) const PART: f32 = 0.25;
/// The share of trigrams from which on words are similar.
pub(crate) const LEAST_SIMILAR: f32 = 0.64;
/// What another word weighs beside the word itself.
pub(crate) const SYNONYM: f32 = 0.35;
/// What the words together weigh that stand for a phrase of the query: a phrase says more surely what is meant than a word.
pub(crate) const PHRASE: f32 = 0.5;
/// What another word weighs where the library does not have the word itself, which is then most often of another language.
pub(crate) const TRANSLATION: f32 = 0.7;
