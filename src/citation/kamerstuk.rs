//! Parliamentary papers: dossier, suffix and number, in the many ways letters write them.
//!
//! It must not know other papers. The parliamentary year is read over and never counts: it is often wrong or missing.

use super::cursor::Cursor;
use super::parts::{self, Announced};
use super::target::Target;
use super::{Citation, add};

/// The dossier of the Union's councils, whose suffix is always the two digits of one council.
const COUNCILS: &str = "21501";

/// Dossiers that one paper may belong to. Far more would be something else, and would cost time to read.
const MOST_DOSSIERS: usize = 8;

/// Pairs of capitals that follow a dossier's number as an abbreviation, not as a number of the senate.
const ABBREVIATIONS: [&str; 6] = ["EU", "EG", "VN", "OM", "NL", "MP"];

/// Whether something before the dossier announced it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// Nothing: the form itself must tell.
    Missing,
    /// `Kamerstuk`, `TK 2023/24`.
    Present,
}

/// What a paper belongs to, as parts of the text.
#[derive(Debug, Clone, Copy)]
struct Dossier<'t> {
    /// The first two digits, or all five.
    thousands: &'t str,
    /// The other three, if anything parts them.
    rest: &'t str,
    suffix: Option<&'t str>,
}

impl Dossier<'_> {
    fn is_of_councils(&self) -> bool {
        self.thousands == COUNCILS || (self.thousands == "21" && self.rest == "501")
    }

    fn numbered(&self, number: &str) -> Target {
        Target::Kamerstuk {
            dossier: format!("{}{}", self.thousands, self.rest),
            suffix: self.suffix.map(str::to_owned),
            number: number.to_owned(),
        }
    }
}

/// Papers behind a label: `Kamerstukken II 2019-2020, 29 628, nr. 948`.
pub(super) fn labelled(cursor: &mut Cursor, found: &mut Vec<Citation>) -> Option<()> {
    let start = cursor.at();
    let label = label(cursor)?;
    papers(cursor, found, label, start)
}

/// Papers whose form is enough: `35 228, nr. 8 en 32 824, nr. 432`, `2019-2020 35.164 nr. 9`.
pub(super) fn unlabelled(cursor: &mut Cursor, found: &mut Vec<Citation>) -> Option<()> {
    let start = cursor.at();
    if goes_on_from_number(cursor.before()) {
        return None;
    }
    papers(cursor, found, Label::Missing, start)
}

/// The number before the dossier, as said in debates: `nr. 163 (30950)`, `letter M (36 600-XVII)`.
pub(super) fn reversed(cursor: &mut Cursor, found: &mut Vec<Citation>) -> Option<()> {
    let start = cursor.at();
    let number = if parts::number_word(cursor).is_some() {
        cursor.digits(1..=4)?
    } else {
        cursor.word(&["letter"])?;
        cursor.gap()?;
        cursor.capitals(1..=2)?
    };
    cursor.spaces();
    cursor.exactly("(")?;
    cursor.word(&["Kamerstuk", "Kamerstukken", "dossier"]);
    cursor.spaces();
    let mut dossier = dossier(cursor)?;
    dossier.suffix = suffix(cursor, &dossier);
    cursor.spaces();
    cursor.exactly(")")?;
    add(found, start, cursor, dossier.numbered(number));
    Some(())
}

/// Whether digits that follow are the rest of a longer number or an amount.
fn goes_on_from_number(before: &str) -> bool {
    let mut last = before.chars().rev();
    match last.next() {
        Some('.' | ',' | '-' | '–' | '/' | '+' | ':') => {
            last.next().is_some_and(|letter| letter.is_ascii_digit())
        }
        Some(space) if space.is_whitespace() => last
            .next()
            .is_some_and(|letter| letter.is_ascii_digit() || "€$£".contains(letter)),
        Some(sign) => "€$£+".contains(sign),
        None => false,
    }
}

/// Reads what announces papers: their name, or a chamber with a year. A year alone is read too, but announces nothing.
fn label(cursor: &mut Cursor) -> Option<Label> {
    let named = papers_word(cursor).is_some();
    punctuation(cursor);
    let chamber = parts::chamber(cursor);
    punctuation(cursor);
    let mut dated = parts::session(cursor).is_some();
    if !dated && named {
        dated = cursor
            .attempt(|cursor| {
                parts::year(cursor)?;
                cursor.comma().then_some(())
            })
            .is_some();
    }
    if !named && !dated {
        return None;
    }
    punctuation(cursor);
    announced_dossier(cursor);
    Some(if named || chamber.is_some() {
        Label::Present
    } else {
        Label::Missing
    })
}

/// Reads `Kamerstuk`, `Kamerstukken`, `Kamerst.`, `Kst.`, or `t.v.v.`, which names the paper that another replaces.
fn papers_word(cursor: &mut Cursor) -> Option<()> {
    const NAMES: [&str; 7] = [
        "Kamerstukken",
        "Kamerstuk",
        "Kamerst",
        "Kamerstuknummer",
        "Kamerstuknummers",
        "Kst",
        "t.v.v",
    ];
    cursor.word(&NAMES).map(|_| ())
}

/// Reads over `nr.` and the like that some write before the dossier.
fn announced_dossier(cursor: &mut Cursor) {
    cursor.word(&["met", "onder"]);
    cursor.spaces();
    if parts::number_word(cursor).is_none()
        && cursor
            .word(&["dossier", "dossiers", "dossiernummer"])
            .is_some()
    {
        punctuation(cursor);
        parts::number_word(cursor);
    }
}

fn punctuation(cursor: &mut Cursor) {
    cursor.spaces();
    // `Kamerst.,` has two.
    while cursor.one_of(&[',', '.', ':', ';', '(']).is_some() {
        cursor.spaces();
    }
}

/// Reads papers and what follows them in a list. The first takes everything from `start` into its range.
fn papers(
    cursor: &mut Cursor,
    found: &mut Vec<Citation>,
    label: Label,
    start: usize,
) -> Option<()> {
    let known = found.len();
    paper(cursor, found, label, start)?;
    loop {
        let next = found.len();
        let more = cursor.attempt(|cursor| {
            parts::separator(cursor)?;
            let start = cursor.at();
            paper(cursor, found, label, start)
        });
        if more.is_none() {
            found.truncate(next);
            break;
        }
    }
    (found.len() > known).then_some(())
}

/// Reads one dossier, or several that share a paper, and its numbers.
fn paper(cursor: &mut Cursor, found: &mut Vec<Citation>, label: Label, start: usize) -> Option<()> {
    // A year is read only when a dossier follows it.
    cursor.attempt(|cursor| {
        parts::session(cursor)?;
        cursor.comma();
        cursor.sees(dossier).then_some(())
    });
    let mut dossier = dossier(cursor)?;
    let plain = *cursor;
    dossier.suffix = suffix(cursor, &dossier);
    if dossier.suffix.is_some() {
        let read = cursor.attempt(|cursor| numbers(cursor, found, &dossier, label, start));
        if read.is_some() {
            return read;
        }
        *cursor = plain;
        dossier.suffix = None;
    }
    if dossier.is_of_councils() {
        return None;
    }
    numbers(cursor, found, &dossier, label, start)
}

/// Reads five digits, often with a space or a full stop behind the second.
fn dossier<'t>(cursor: &mut Cursor<'t>) -> Option<Dossier<'t>> {
    cursor.attempt(|cursor| {
        let (thousands, rest) = if let Some(digits) = cursor.digits(5..=5) {
            (digits, "")
        } else {
            let thousands = cursor.digits(2..=2)?;
            cursor.one_of(&['.', ' ', '\u{a0}', '\u{2009}', '\u{202f}', '\n'])?;
            (thousands, cursor.digits(3..=3)?)
        };
        cursor.ends_word()?;
        // A long number goes on: `29.628.000`.
        let long = cursor.sees(|cursor| {
            cursor.exactly(".")?;
            cursor.digits(3..=3)
        });
        (!long && thousands.starts_with(['1', '2', '3', '4'])).then_some(Dossier {
            thousands,
            rest,
            suffix: None,
        })
    })
}

/// Reads what divides a dossier: a budget's chapter (`XVI`, `IIB`), a fund's letter, a council's two digits. The number of a law for the
/// whole kingdom, `(R2188)`, is read over; papers are not numbered by it.
fn suffix<'t>(cursor: &mut Cursor<'t>, dossier: &Dossier) -> Option<&'t str> {
    cursor.attempt(|cursor| {
        cursor.spaces();
        cursor.exactly("(R")?;
        cursor.spaces();
        cursor.digits(3..=4)?;
        cursor.exactly(")")
    });
    cursor.attempt(|cursor| {
        let dashed = cursor.dash().is_some();
        if !dashed {
            cursor.gap()?;
        }
        let suffix = if let Some(letters) = cursor.capitals(1..=6) {
            (letters.len() == 1 || is_chapter(letters)).then_some(letters)?
        } else if dashed || dossier.is_of_councils() {
            cursor.digits(2..=2)?
        } else {
            return None;
        };
        cursor.ends_word()?;
        Some(suffix)
    })
}

/// Roman digits as far as budgets go, with the letter of a part: `XXII`, `IIB`.
fn is_chapter(letters: &str) -> bool {
    let roman = letters.trim_end_matches(['A', 'B', 'C', 'E']);
    !roman.is_empty()
        && letters.len() - roman.len() <= 1
        && roman.bytes().all(|letter| b"IVX".contains(&letter))
}

/// Reads over the other dossiers that a paper belongs to as well: `28 684 en 29 911, nr. 555`. It goes by the first.
fn other_dossiers(cursor: &mut Cursor) {
    for _ in 1..MOST_DOSSIERS {
        let another = cursor.attempt(|cursor| {
            parts::separator(cursor)?;
            let other = dossier(cursor)?;
            suffix(cursor, &other);
            Some(())
        });
        if another.is_none() {
            break;
        }
    }
}

/// Reads the number or numbers within a dossier.
fn numbers(
    cursor: &mut Cursor,
    found: &mut Vec<Citation>,
    dossier: &Dossier,
    label: Label,
    start: usize,
) -> Option<()> {
    if let Some(number) = cursor.attempt(|cursor| joined_number(cursor, dossier, label)) {
        add(found, start, cursor, dossier.numbered(number));
        return Some(());
    }
    other_dossiers(cursor);
    if let Some((number, announced)) = cursor.attempt(announced_number) {
        add(found, start, cursor, dossier.numbered(number));
        while more_numbers(cursor, found, dossier, announced).is_some() {}
        return Some(());
    }
    if label == Label::Missing {
        return None;
    }
    let number = cursor.attempt(bare_number)?;
    add(found, start, cursor, dossier.numbered(number));
    while cursor
        .attempt(|cursor| {
            parts::separator(cursor)?;
            let start = cursor.at();
            let letters = senate_letters(cursor)?;
            parts::closed(cursor)?;
            add(found, start, cursor, dossier.numbered(letters));
            Some(())
        })
        .is_some()
    {}
    Some(())
}

/// Reads a number that a hyphen joins to its dossier: `35925-VI-56`, `21501-32-1740`; without a suffix only behind a label, as it could
/// be any pair of numbers.
fn joined_number<'t>(cursor: &mut Cursor<'t>, dossier: &Dossier, label: Label) -> Option<&'t str> {
    let certain = match dossier.suffix {
        Some(suffix) => is_chapter(suffix) || dossier.is_of_councils(),
        None => false,
    };
    if label == Label::Missing && !certain {
        return None;
    }
    cursor.dash()?;
    if let Some(letters) = cursor.capitals(1..=2) {
        cursor.ends_word()?;
        // A single letter or a Roman number divides a dossier; it would not be a number.
        let number = dossier.suffix.is_some() || (letters.len() == 2 && !is_chapter(letters));
        return number.then_some(letters);
    }
    let number = parts::number(cursor, 4)?;
    // A third part makes it something else, such as the number of a chemical.
    (!cursor.sees(|cursor| {
        cursor.dash()?;
        cursor.digits(1..=9)
    }))
    .then_some(number)
}

/// Reads `, nr. 948`, `nr 5`, `, nrs. 188b`, `, letter M`.
fn announced_number<'t>(cursor: &mut Cursor<'t>) -> Option<(&'t str, Announced)> {
    cursor.comma();
    cursor.word(&["onder", "stuk"]);
    cursor.spaces();
    if cursor.word(&["letter"]).is_some() {
        cursor.gap()?;
        return Some((senate_letters(cursor)?, Announced::One));
    }
    let announced = parts::number_word(cursor)?;
    Some((member(cursor)?, announced))
}

/// Reads a number without `nr.`: only behind a comma, and only if nothing follows that makes it part of the sentence.
fn bare_number<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    cursor.spaces();
    cursor.one_of(&[','])?;
    cursor.spaces();
    let number = senate_letters(cursor).or_else(|| parts::number(cursor, 4))?;
    let like_a_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    parts::closed(cursor)?;
    (!like_a_year).then_some(number)
}

/// Reads the letters by which the senate numbers its papers: `A`, `AB`.
fn senate_letters<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    cursor.attempt(|cursor| {
        let letters = cursor.capitals(1..=2)?;
        cursor.ends_word()?;
        (!ABBREVIATIONS.contains(&letters) && !cursor.sees(Cursor::dash)).then_some(letters)
    })
}

/// Reads one number of a list; the senate once put letters behind them: `188b`.
fn member<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    parts::number(cursor, 4).or_else(|| {
        cursor.attempt(|cursor| {
            let start = cursor.at();
            cursor.digits(1..=4)?;
            cursor.one_of(&['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])?;
            cursor.ends_word()?;
            Some(cursor.since(start))
        })
    })
}

/// Reads the next number of a list or the last of a range. What lies between the ends of a range is not printed and so has no place.
fn more_numbers(
    cursor: &mut Cursor,
    found: &mut Vec<Citation>,
    dossier: &Dossier,
    announced: Announced,
) -> Option<()> {
    cursor.attempt(|cursor| {
        if announced == Announced::Several && cursor.dash().is_some() {
            let start = cursor.at();
            let number = member(cursor)?;
            add(found, start, cursor, dossier.numbered(number));
            return Some(());
        }
        let joined = parts::separator(cursor)?;
        // The next paper of the list, perhaps with its year, is no number of this one.
        let next = |cursor: &mut Cursor| {
            parts::session(cursor);
            cursor.comma();
            cursor.spaces();
            self::dossier(cursor).map(|_| ())
        };
        if cursor.sees(next) {
            return None;
        }
        let start = cursor.at();
        let named = parts::number_word(cursor).is_some();
        let number = member(cursor)?;
        if !named && announced == Announced::One {
            joined.by_word.then_some(())?;
            parts::closed(cursor)?;
        }
        add(found, start, cursor, dossier.numbered(number));
        Some(())
    })
}
