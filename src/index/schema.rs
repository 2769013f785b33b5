//! How passages lie in tantivy: two fields of surface terms, one tantivy document a passage, one segment in memory.
//!
//! Terms are cut by [`tokens`] before they come here. It must not know what they mean.

use std::fmt::Write as _;

use tantivy::directory::{OwnedBytes, RamDirectory};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{
    IndexBuilder, IndexSettings, SegmentReader, SingleSegmentIndexWriter, TantivyDocument,
};

use crate::index::openings::{Openings, OpeningsWriter};
use crate::words::lexeme::spelling;
use crate::words::tokens;

/// Words and numbers.
pub(crate) const PLAIN: &str = "w";
/// Words joined by hyphens, and suspended ones.
pub(crate) const JOINED: &str = "j";
/// What short beginnings mean, united: in an index of many letters only.
pub(crate) const BEGUN: &str = "p";
/// The papers cited, by their ids: in an index of many letters only.
pub(crate) const CITED: &str = "c";
/// The name under which [`Lines`] is registered.
pub(crate) const LINES: &str = "lines";

/// Takes passages in order and becomes a segment.
pub(crate) struct Passages {
    writer: SingleSegmentIndexWriter,
    fields: [Field; 2],
    openings: OpeningsWriter,
}

impl Passages {
    /// An empty index for a text of about so many bytes.
    pub(crate) fn new(bytes: usize) -> tantivy::Result<Self> {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(LINES)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions)
            .set_fieldnorms(false);
        let options = TextOptions::default().set_indexing_options(indexing);
        let mut schema = Schema::builder();
        let fields = [PLAIN, JOINED].map(|name| schema.add_text_field(name, options.clone()));
        let tokenizers = TokenizerManager::new();
        tokenizers.register(LINES, Lines::default());
        let settings = IndexSettings {
            // Nothing is stored: a thread for compressing it would only cost its start.
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        let index = IndexBuilder::new()
            .schema(schema.build())
            .settings(settings)
            .tokenizers(tokenizers);
        // tantivy sizes its hash table by the budget; a letter must not wait for the table of a library.
        let budget = bytes.clamp(100_000, 15_000_000);
        let writer = index.single_segment_index_writer(RamDirectory::create(), budget)?;
        Ok(Self {
            writer,
            fields,
            openings: OpeningsWriter::default(),
        })
    }

    /// Adds the next passage.
    pub(crate) fn push(&mut self, text: &str) -> tantivy::Result<()> {
        let mut lines = [String::new(), String::new()];
        tokens::for_each(text, |token| {
            let lines = &mut lines[usize::from(token.joined)];
            // Positions and terms hold no white space, so that a line is one token. Writing to a string cannot fail.
            let _ = writeln!(lines, "{} {}", token.position, token.term);
            if !token.joined {
                self.openings.word(&token.term, &spelling(&token.term).0);
            }
        });
        self.openings.end();
        let mut document = TantivyDocument::new();
        for (field, lines) in self.fields.iter().zip(&lines) {
            document.add_text(*field, lines);
        }
        self.writer.add_document(document)
    }

    /// The segment, ready to be read, and how its words open; no segment when there was no passage.
    pub(crate) fn finish(self) -> tantivy::Result<(Option<SegmentReader>, Openings)> {
        let mut packed = Vec::with_capacity(self.openings.len());
        self.openings.write(&mut packed)?;
        let openings = Openings::open(OwnedBytes::new(packed));
        let openings = openings.expect("what was packed a moment ago can be read");
        let index = self.writer.finalize()?;
        let segment = index.searchable_segments()?.into_iter().next();
        let segment = segment.map(|segment| SegmentReader::open(&segment));
        Ok((segment.transpose()?, openings))
    }
}

/// Gives tantivy tokens that were cut before: lines of a position and a term. So a passage is cut once for both fields.
#[derive(Clone, Default)]
pub(crate) struct Lines {
    token: Token,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = LineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LineStream<'a> {
        self.token.reset();
        LineStream {
            lines: text.lines(),
            token: &mut self.token,
        }
    }
}

/// The lines still to come.
pub(crate) struct LineStream<'a> {
    lines: std::str::Lines<'a>,
    token: &'a mut Token,
}

impl TokenStream for LineStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((position, term)) = self.lines.next().and_then(|line| line.split_once(' ')) else {
            return false;
        };
        self.token.position = position.parse().unwrap_or_default();
        self.token.text.clear();
        self.token.text.push_str(term);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
