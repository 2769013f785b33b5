//! The distinct terms of a text, packed: the same bytes in memory and on disk, read in place.
//!
//! Numbers are little-endian `u32`. What a term needs for matching is worked out once, when it is packed; opening a lexicon
//! of a million terms reads its head only. It must not know what a typed word means (see [`vocabulary`](crate::index::vocabulary)).

use std::cmp::Ordering;
use std::ops::Range;

use memchr::memmem::Finder;
use tantivy::directory::OwnedBytes;
use tantivy::postings::TermInfo;

use crate::index::packed::{Damaged, number, partition, partition_near};
use crate::index::trigrams;
use crate::words::lexeme::Lexeme;

/// Index of a lexeme: plain ones first, then joined ones, each in the order of the term dictionary.
pub(crate) type LexemeId = u32;

/// Says what the bytes are, and how they lie: another arrangement has another number.
const MAGIC: u32 = 0x766e_0003;

/// The parts of the bytes, in their order.
#[derive(Clone, Copy)]
enum Part {
    /// The terms as written, one after the other, by index.
    Written,
    /// Where each of them ends.
    WrittenEnds,
    /// The folded spellings in order, each ended by a line feed.
    Spellings,
    /// Where each spelling begins.
    Starts,
    /// On which line of the spellings a lexeme stands.
    Lines,
    /// Of each lexeme how long its stem is, or where it stands among [`Part::Stems`] (see [`OF_ITS_OWN`] and [`JOINTED`]).
    StemOf,
    /// Stems that are not the beginning of their lexeme's spelling, each with its length (two bytes) before it.
    Stems,
    /// Every place at which a part begins within a spelling that has several: lexeme and byte. The first part's byte is 0.
    Joints,
    /// The same places (by index), by what stands there.
    ByJoint,
    /// Lexemes by their folded spelling (see [`WITH_JOINTS`]).
    ByFolded,
    /// Lexemes by their stem.
    ByStem,
    /// Lexemes by their stem read from its end: compounds with the same last part stand together.
    ByEnding,
    /// Words that share their end with a later one (`integriteits-`), by their folded spelling.
    Suspended,
    /// Which stretches of the spellings may have which letters inside (see [`trigrams`]).
    Trigrams,
    /// Of each lexeme where its postings lie: passages with it, first byte and length of postings, and of positions.
    Infos,
}

/// How many parts there are.
const PARTS: usize = Part::Infos as usize + 1;

/// Numbers before the first part: what it is, how many lexemes are plain, how many there are, and the parts' lengths.
const HEAD: usize = 3 + PARTS;

/// In [`Part::StemOf`]: the stem stands among the stems, rather than being the beginning of the spelling.
const OF_ITS_OWN: u32 = 1 << 31;

/// In [`Part::StemOf`]: the lexeme has joints.
const JOINTED: u32 = 1 << 30;

/// In [`Part::ByFolded`]: the lexeme has joints, which is told here too, where lexemes are read by their spelling.
const WITH_JOINTS: u32 = 1 << 31;

/// Numbers that tell where a lexeme's postings lie.
const INFO: usize = 5;

/// Every lexeme of a text.
#[derive(Clone)]
pub(crate) struct Lexicon {
    bytes: OwnedBytes,
    parts: [(usize, usize); PARTS],
    plain: usize,
    len: usize,
}

impl Lexicon {
    /// Reads packed bytes.
    pub(crate) fn open(bytes: OwnedBytes) -> Result<Self, Damaged> {
        let head = bytes.get(..HEAD * 4).ok_or(Damaged)?;
        let head: Vec<usize> = (0..HEAD).map(|at| number(head, at * 4) as usize).collect();
        let [magic, plain, len, ref lengths @ ..] = head[..] else {
            return Err(Damaged);
        };
        let mut parts = [(0, 0); PARTS];
        let mut at = HEAD * 4;
        for (part, &length) in parts.iter_mut().zip(lengths) {
            *part = (at, at + length);
            at += length;
        }
        let fits = |part: Part, each: usize| {
            let (start, end) = parts[part as usize];
            end - start == len * each * 4
        };
        let sound = magic == MAGIC as usize
            && at == bytes.len()
            && plain <= len
            && [
                Part::WrittenEnds,
                Part::Starts,
                Part::Lines,
                Part::StemOf,
                Part::ByFolded,
            ]
            .into_iter()
            .chain([Part::ByStem, Part::ByEnding])
            .all(|part| fits(part, 1))
            && fits(Part::Infos, INFO);
        sound.then_some(()).ok_or(Damaged)?;
        Ok(Self {
            bytes,
            parts,
            plain,
            len,
        })
    }

    /// How many lexemes there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// How many of them are plain.
    pub(crate) fn plain(&self) -> usize {
        self.plain
    }

    /// The term of a lexeme, as written.
    pub(crate) fn written(&self, id: LexemeId) -> &str {
        std::str::from_utf8(self.written_bytes(id)).unwrap_or_default()
    }

    fn written_bytes(&self, id: LexemeId) -> &[u8] {
        let start = match id {
            0 => 0,
            id => self.number(Part::WrittenEnds, id as usize - 1),
        };
        let end = self.number(Part::WrittenEnds, id as usize);
        let range = start as usize..end as usize;
        self.part(Part::Written).get(range).unwrap_or_default()
    }

    /// The folded spelling of a lexeme.
    pub(crate) fn folded(&self, id: LexemeId) -> &str {
        self.spelling(self.number(Part::Lines, id as usize) as usize)
    }

    /// A line of the spellings.
    pub(crate) fn spelling(&self, line: usize) -> &str {
        std::str::from_utf8(self.spelling_bytes(line)).unwrap_or_default()
    }

    /// The bytes of a line of the spellings: what is only compared need not be known to be text.
    fn spelling_bytes(&self, line: usize) -> &[u8] {
        let start = self.number(Part::Starts, line) as usize;
        let end = if line + 1 < self.len {
            self.number(Part::Starts, line + 1) as usize
        } else {
            self.part(Part::Spellings).len()
        };
        let range = start..end.saturating_sub(1);
        self.part(Part::Spellings).get(range).unwrap_or_default()
    }

    /// The stem of a lexeme with this folded spelling.
    pub(crate) fn stem<'l>(&'l self, id: LexemeId, folded: &'l str) -> &'l str {
        let stem = self.number(Part::StemOf, id as usize);
        let at = (stem & !(OF_ITS_OWN | JOINTED)) as usize;
        if stem & OF_ITS_OWN == 0 {
            return folded.get(..at).unwrap_or_default();
        }
        let length = self.part(Part::Stems).get(at..at + 2).unwrap_or(&[0, 0]);
        let length = usize::from(u16::from_le_bytes([length[0], length[1]]));
        self.text(Part::Stems, at + 2..at + 2 + length)
    }

    /// Whether a lexeme has several parts.
    pub(crate) fn is_jointed(&self, id: LexemeId) -> bool {
        self.number(Part::StemOf, id as usize) & JOINTED != 0
    }

    /// The bytes at which parts begin within a lexeme's spelling, but for the first; and where they were found, to look near there for the next.
    pub(crate) fn joints(&self, id: LexemeId, near: usize) -> (Vec<u16>, usize) {
        let before = |at: usize| self.joint(at).0 < id;
        let first = partition_near(near, self.joints_len(), before);
        let joints = (first..self.joints_len()).map(|at| self.joint(at));
        let joints = joints.take_while(|&(of, _)| of == id);
        let bytes = joints.map(|(_, byte)| byte as u16);
        (bytes.filter(|&byte| byte > 0).collect(), first)
    }

    fn joints_len(&self) -> usize {
        self.part(Part::Joints).len() / 8
    }

    /// A joint: its lexeme, and the byte of the spelling.
    fn joint(&self, at: usize) -> (LexemeId, u32) {
        (
            self.number(Part::Joints, 2 * at),
            self.number(Part::Joints, 2 * at + 1),
        )
    }

    /// The lexemes of several parts with one that begins so; some more than once.
    pub(crate) fn with_part(&self, folded: &str) -> impl Iterator<Item = LexemeId> + '_ {
        let behind = |at: usize| {
            let (id, byte) = self.joint(self.number(Part::ByJoint, at) as usize);
            let spelling = self.spelling_bytes(self.number(Part::Lines, id as usize) as usize);
            (id, spelling.get(byte as usize..).unwrap_or_default())
        };
        let folded = folded.as_bytes();
        let len = self.joints_len();
        let from = partition(len, |at| behind(at).1 < folded);
        let end = from + partition(len - from, |at| behind(from + at).1.starts_with(folded));
        (from..end).map(move |at| behind(at).0)
    }

    /// The lexemes whose folded spelling begins so, in the order of their spelling.
    pub(crate) fn beginning_with(
        &self,
        folded: &str,
    ) -> impl ExactSizeIterator<Item = LexemeId> + '_ {
        let lines = self.lines_from(0, folded);
        lines.map(|line| self.on_line(line))
    }

    /// The lines, from one on, whose spelling begins so; all before them come before it.
    pub(crate) fn lines_from(&self, line: usize, folded: &str) -> Range<usize> {
        let folded = folded.as_bytes();
        let len = self.len - line;
        let from = line + partition(len, |at| self.spelling_bytes(line + at) < folded);
        let begins = |at: usize| self.spelling_bytes(from + at).starts_with(folded);
        from..from + partition(self.len - from, begins)
    }

    /// The lexeme on a line of the spellings.
    pub(crate) fn on_line(&self, line: usize) -> LexemeId {
        self.jointed_on_line(line).0
    }

    /// The same, and whether it has several parts.
    pub(crate) fn jointed_on_line(&self, line: usize) -> (LexemeId, bool) {
        let number = self.number(Part::ByFolded, line);
        (number & !WITH_JOINTS, number & WITH_JOINTS != 0)
    }

    /// The lexemes with this stem.
    pub(crate) fn with_stem<'l>(&'l self, stem: &'l str) -> impl Iterator<Item = LexemeId> + 'l {
        let id = |at: usize| self.number(Part::ByStem, at);
        let own = |id: LexemeId| self.stem(id, self.folded(id));
        let from = partition(self.len, |at| own(id(at)) < stem);
        let same = (from..self.len).map(id);
        same.take_while(move |&id| own(id) == stem)
    }

    /// The lexemes whose stem ends so.
    pub(crate) fn ending_in(&self, stem: &str) -> impl Iterator<Item = LexemeId> + '_ {
        let id = |at: usize| self.number(Part::ByEnding, at);
        let ending = |at: usize| self.stem(id(at), self.folded(id(at)));
        let from = partition(self.len, |at| {
            from_the_end(ending(at), stem) == Ordering::Less
        });
        let end = from + partition(self.len - from, |at| ending(from + at).ends_with(stem));
        (from..end).map(id)
    }

    /// The suspended lexemes with which a typed word may begin.
    pub(crate) fn suspended(&self, typed: &str) -> impl Iterator<Item = LexemeId> + '_ {
        let len = self.part(Part::Suspended).len() / 4;
        let id = |at: usize| self.number(Part::Suspended, at);
        let ends = typed
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        let same = ends.map(move |end| {
            let from = partition(len, |at| self.folded(id(at)) < &typed[..end]);
            let after = partition(len - from, |at| self.folded(id(from + at)) == &typed[..end]);
            from..from + after
        });
        let same: Vec<Range<usize>> = same.collect();
        same.into_iter().flatten().map(id)
    }

    /// Calls `each` with the lines of the spellings that have some letters inside, three or more.
    pub(crate) fn each_line_with(&self, letters: &str, mut each: impl FnMut(usize)) {
        let finder = Finder::new(letters);
        let (spellings, bits) = (self.part(Part::Spellings), self.part(Part::Trigrams));
        for stretch in trigrams::stretches_with(bits, self.len, letters.as_bytes()) {
            let first = stretch * trigrams::LINES;
            let end = self.len.min(first + trigrams::LINES);
            let start = |line: usize| match self.len - line {
                0 => spellings.len(),
                _ => self.number(Part::Starts, line) as usize,
            };
            let bytes = spellings.get(start(first)..start(end));
            let mut line = first;
            for at in finder.find_iter(bytes.unwrap_or_default()) {
                let at = start(first) + at;
                if line > first && at < start(line) {
                    continue;
                }
                while line < end && start(line) <= at {
                    line += 1;
                }
                each(line - 1);
            }
        }
    }

    /// The lexeme of a term.
    pub(crate) fn id(&self, term: &str, joined: bool) -> Option<LexemeId> {
        let (from, end) = if joined {
            (self.plain, self.len)
        } else {
            (0, self.plain)
        };
        let term = term.as_bytes();
        let written = |at: usize| self.written_bytes((from + at) as u32);
        let at = partition(end - from, |at| written(at) < term);
        (at < end - from && written(at) == term).then_some((from + at) as u32)
    }

    /// In how many passages a lexeme occurs.
    pub(crate) fn passages_with(&self, id: LexemeId) -> u32 {
        self.number(Part::Infos, id as usize * INFO)
    }

    /// Where a lexeme's postings lie.
    pub(crate) fn info(&self, id: LexemeId) -> TermInfo {
        let number = |at: usize| self.number(Part::Infos, id as usize * INFO + at) as usize;
        TermInfo {
            doc_freq: number(0) as u32,
            postings_range: number(1)..number(1) + number(2),
            positions_range: number(3)..number(3) + number(4),
        }
    }

    fn part(&self, part: Part) -> &[u8] {
        let (start, end) = self.parts[part as usize];
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// A number of a part; 0 where damage asks for one that is not there.
    fn number(&self, part: Part, at: usize) -> u32 {
        let (start, end) = self.parts[part as usize];
        let at = start + at * 4;
        if at < end { number(&self.bytes, at) } else { 0 }
    }

    /// Some text of a part; none where damage has made it something else.
    fn text(&self, part: Part, range: Range<usize>) -> &str {
        let bytes = self.part(part).get(range).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

/// Which of two stems comes first when both are read from their end.
fn from_the_end(one: &str, other: &str) -> Ordering {
    one.bytes().rev().cmp(other.bytes().rev())
}

/// A term of a dictionary and where its postings lie.
pub(crate) type Entry = (Box<str>, TermInfo);

/// Packs the terms of both dictionaries, each in byte order.
pub(crate) fn pack(plain: &[Entry], joined: &[Entry]) -> Vec<u8> {
    let plain_lexemes = plain.iter().map(|(term, _)| Lexeme::new(term, false));
    let joined_lexemes = joined.iter().map(|(term, _)| Lexeme::new(term, true));
    let lexemes: Vec<Lexeme<'_>> = plain_lexemes.chain(joined_lexemes).collect();
    let mut parts: [Vec<u8>; PARTS] = Default::default();
    pack_spellings(&lexemes, &mut parts);
    pack_stems(&lexemes, &mut parts);
    pack_joints(&lexemes, &mut parts);
    for lexeme in &lexemes {
        parts[Part::Written as usize].extend_from_slice(lexeme.written.as_bytes());
        let end = parts[Part::Written as usize].len();
        put(&mut parts[Part::WrittenEnds as usize], end);
    }
    for (_, info) in plain.iter().chain(joined) {
        let numbers = [
            info.doc_freq as usize,
            info.postings_range.start,
            info.postings_range.len(),
            info.positions_range.start,
            info.positions_range.len(),
        ];
        for number in numbers {
            put(&mut parts[Part::Infos as usize], number);
        }
    }
    let mut bytes = Vec::with_capacity(HEAD * 4 + parts.iter().map(Vec::len).sum::<usize>());
    for number in [MAGIC as usize, plain.len(), lexemes.len()] {
        put(&mut bytes, number);
    }
    for part in &parts {
        put(&mut bytes, part.len());
    }
    for part in &parts {
        bytes.extend_from_slice(part);
    }
    bytes
}

/// Adds a number. One index holds less than four gigabytes (see [`Passages`](crate::index::schema::Passages)).
fn put(bytes: &mut Vec<u8>, number: usize) {
    bytes.extend_from_slice(&(number as u32).to_le_bytes());
}

/// Indices of lexemes in the order of something.
fn ordered(len: usize, compare: impl Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..len as u32).collect();
    order.sort_by(|&a, &b| compare(a as usize, b as usize));
    order
}

fn pack_spellings(lexemes: &[Lexeme<'_>], parts: &mut [Vec<u8>; PARTS]) {
    let by_folded = ordered(lexemes.len(), |a, b| {
        lexemes[a].folded.cmp(&lexemes[b].folded)
    });
    let mut lines = vec![0; lexemes.len()];
    let mut starts = Vec::with_capacity(lexemes.len());
    for (line, &id) in by_folded.iter().enumerate() {
        lines[id as usize] = line;
        starts.push(parts[Part::Spellings as usize].len());
        let lexeme = &lexemes[id as usize];
        let joints = if lexeme.joints.is_empty() {
            0
        } else {
            WITH_JOINTS
        };
        put(&mut parts[Part::ByFolded as usize], (id | joints) as usize);
        if lexeme.joined && lexeme.written.contains('~') {
            put(&mut parts[Part::Suspended as usize], id as usize);
        }
        let spellings = &mut parts[Part::Spellings as usize];
        spellings.extend_from_slice(lexeme.folded.as_bytes());
        spellings.push(b'\n');
    }
    parts[Part::Trigrams as usize] = trigrams::pack(&parts[Part::Spellings as usize], &starts);
    for start in starts {
        put(&mut parts[Part::Starts as usize], start);
    }
    for line in lines {
        put(&mut parts[Part::Lines as usize], line);
    }
}

fn pack_stems(lexemes: &[Lexeme<'_>], parts: &mut [Vec<u8>; PARTS]) {
    for lexeme in lexemes {
        let mut stem = lexeme.stem.len();
        if !lexeme.folded.starts_with(&*lexeme.stem) {
            let stems = &mut parts[Part::Stems as usize];
            let length = lexeme.stem.len().min(usize::from(u16::MAX));
            stem = stems.len() | OF_ITS_OWN as usize;
            stems.extend_from_slice(&(length as u16).to_le_bytes());
            stems.extend_from_slice(&lexeme.stem.as_bytes()[..length]);
        }
        if !lexeme.joints.is_empty() {
            stem |= JOINTED as usize;
        }
        put(&mut parts[Part::StemOf as usize], stem);
    }
    let by_stem = ordered(lexemes.len(), |a, b| lexemes[a].stem.cmp(&lexemes[b].stem));
    let by_ending = ordered(lexemes.len(), |a, b| {
        from_the_end(&lexemes[a].stem, &lexemes[b].stem)
    });
    for (part, order) in [(Part::ByStem, by_stem), (Part::ByEnding, by_ending)] {
        for id in order {
            put(&mut parts[part as usize], id as usize);
        }
    }
}

fn pack_joints(lexemes: &[Lexeme<'_>], parts: &mut [Vec<u8>; PARTS]) {
    let mut joints: Vec<(usize, usize)> = Vec::new();
    for (id, lexeme) in lexemes.iter().enumerate() {
        let first = lexeme.joints.first().map(|_| (id, 0));
        joints.extend(first);
        joints.extend(lexeme.joints.iter().map(|&byte| (id, usize::from(byte))));
    }
    let behind = |at: usize| lexemes[joints[at].0].folded.get(joints[at].1..);
    let by_joint = ordered(joints.len(), |a, b| behind(a).cmp(&behind(b)));
    for at in by_joint {
        put(&mut parts[Part::ByJoint as usize], at as usize);
    }
    for (id, byte) in joints {
        put(&mut parts[Part::Joints as usize], id);
        put(&mut parts[Part::Joints as usize], byte);
    }
}
