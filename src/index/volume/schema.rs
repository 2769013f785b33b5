//! What a volume keeps in tantivy, so that any program that reads tantivy finds letters and passages there.
//!
//! One tantivy document for each letter with its facts, followed by one for each of its passages with its words.

use tantivy::IndexSettings;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{RawTokenizer, TokenizerManager};

use crate::index::schema::{BEGUN, CITED, JOINED, LINES, Lines, PLAIN};

/// The fields of a volume.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    pub(crate) plain: Field,
    pub(crate) joined: Field,
    pub(crate) begun: Field,
    pub(crate) cited: Field,
    /// 0 text, 1 note, 2 heading, 3 the letter itself.
    pub(crate) part: Field,
    /// The letter's date as a number, 20201013.
    pub(crate) date: Field,
    /// Facts of the letter that are words.
    pub(crate) facts: [Field; FACTS.len()],
    /// A copy of the letter, where one is kept.
    pub(crate) copy: Field,
}

/// Facts of a letter that are words, by the names of their fields.
pub const FACTS: [&str; 6] = ["title", "sender", "dossier", "number", "kind", "format"];

impl Fields {
    pub(crate) fn new() -> Self {
        let words = |option| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(LINES)
                .set_index_option(option)
                .set_fieldnorms(false);
            TextOptions::default().set_indexing_options(indexing)
        };
        let mut schema = Schema::builder();
        let positions = words(IndexRecordOption::WithFreqsAndPositions);
        let counts = words(IndexRecordOption::WithFreqs);
        let plain = schema.add_text_field(PLAIN, positions.clone());
        let joined = schema.add_text_field(JOINED, positions);
        let begun = schema.add_text_field(BEGUN, counts.clone());
        let cited = schema.add_text_field(CITED, counts);
        let part = schema.add_u64_field("part", FAST);
        let date = schema.add_u64_field("date", INDEXED | FAST | STORED);
        let facts = FACTS.map(|name| schema.add_text_field(name, STRING | FAST | STORED));
        let copy = schema.add_bytes_field("copy", STORED);
        Self {
            schema: schema.build(),
            plain,
            joined,
            begun,
            cited,
            part,
            date,
            facts,
            copy,
        }
    }
}

/// The tokenizers that the schema names.
pub(crate) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::new();
    // Tantivy asks for a tokenizer called so for fields that have no words too.
    for name in ["default", "raw"] {
        tokenizers.register(name, RawTokenizer::default());
    }
    tokenizers.register(LINES, Lines::default());
    tokenizers
}

/// Settings of a volume's index.
pub(crate) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    }
}
