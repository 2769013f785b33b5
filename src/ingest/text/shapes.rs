//! What a single line or paragraph looks like by its form alone: list item, numbered heading, question, page number,
//! line of a table of contents, name.
//!
//! It must not know the lines around it.

/// A bullet or number that opens a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// `•`, `-`, `–`, `o`, `*` and the like.
    Bullet,
    /// `1.`, `a)`, `(ii)`: its value where it is a number.
    Number(Option<u32>),
    /// `2.1`, `2.1.3`: how many levels.
    Levels(u8),
}

/// Signs that do nothing but begin items; a dash may go on with a sentence.
pub(in crate::ingest) const BULLETS: [char; 8] =
    ['•', '▪', '●', '◦', '‣', '■', '\u{f0b7}', '\u{f0a7}'];

/// The bullet or number that opens a text, and where its words begin (byte).
pub(super) fn marker(text: &str) -> Option<(Marker, usize)> {
    let end = text.find(char::is_whitespace)?;
    let word = &text[..end];
    let words = end + text[end..].len() - text[end..].trim_start().len();
    if words >= text.len() || is_name(text) {
        return None;
    }
    let marker = match word {
        "-" | "–" | "—" | "·" | "o" | "*" => Marker::Bullet,
        _ if word.chars().all(|sign| BULLETS.contains(&sign)) => Marker::Bullet,
        _ => number(word)?,
    };
    Some((marker, words))
}

/// `1.`, `1)`, `(1)`, `a.`, `iv)`, `2.1`, `2.1.`.
fn number(word: &str) -> Option<Marker> {
    let inner = word.strip_prefix('(').unwrap_or(word);
    let bare = inner.trim_end_matches(['.', ')', ':']);
    let closed = bare.len() < inner.len();
    if bare.is_empty() || bare.len() > 8 {
        return None;
    }
    if bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return (closed && bare.len() <= 3).then(|| Marker::Number(bare.parse().ok()));
    }
    if bare.contains('.') {
        let levels = bare.split('.').count();
        let plain = bare.split('.').all(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        });
        return (plain && levels <= 4).then_some(Marker::Levels(levels as u8));
    }
    let letter = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    let roman = bare.chars().all(|c| "ivxIVX".contains(c));
    (closed && (letter || roman)).then_some(Marker::Number(None))
}

/// A Roman number alone before a title: `I. Inleiding`, `II Reactie van de bewindspersoon`.
pub(super) fn is_roman_title(text: &str) -> bool {
    let Some((word, rest)) = text.split_once(char::is_whitespace) else {
        return false;
    };
    let bare = word.trim_end_matches('.');
    !bare.is_empty()
        && bare.len() <= 5
        && bare.chars().all(|c| "IVX".contains(c))
        && rest.trim_start().starts_with(char::is_uppercase)
}

/// The bare number before a title that begins with a capital, and where its words begin (byte): `1 Inleiding`.
pub(super) fn bare_number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let words = rest.trim_start();
    let spaced = words.len() < rest.len() && words.starts_with(char::is_uppercase);
    if !(1..=2).contains(&digits) || !spaced {
        return None;
    }
    Some((text[..digits].parse().ok()?, text.len() - words.len()))
}

/// `Vraag 1`, `Vraag 3, 4 en 5`, `Antwoord op vraag 1`, `Antwoorden op de vragen 3 t/m 5`.
pub(super) fn is_question(text: &str) -> bool {
    if text.len() > 80 || !(text.starts_with("Vra") || text.starts_with("Antwoord")) {
        return false;
    }
    if matches!(text, "Vraag:" | "Antwoord:" | "Antwoorden:") {
        return true;
    }
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("").trim_end_matches(':');
    if !matches!(first, "Vraag" | "Vragen" | "Antwoord" | "Antwoorden") {
        return false;
    }
    let mut numbers = 0;
    for word in words {
        let word = word.trim_end_matches([',', ':', '.', ';']);
        if !word.is_empty() && word.split(['-', '–', ',']).all(is_number) {
            numbers += 1;
        } else if !matches!(
            word,
            "op" | "vraag" | "vragen" | "de" | "en" | "t/m" | "tot" | "met" | "" | "-" | "–" | "&"
        ) {
            return false;
        }
    }
    numbers > 0
}

/// `Bijlage 2`, `Artikel 3.1`, `Hoofdstuk 2. Beoordeling van de aanvragen`.
pub(super) fn opens_part(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let named = matches!(
        words.next(),
        Some(
            "Bijlage"
                | "BIJLAGE"
                | "Artikel"
                | "Hoofdstuk"
                | "Paragraaf"
                | "Onderdeel"
                | "Deel"
                | "Annex"
                | "ANNEX"
                | "Article"
                | "Chapter"
                | "Section"
                | "Part"
                | "Appendix"
        )
    );
    let number = words.next().unwrap_or_default();
    let number = number.trim_end_matches(['.', ':', ')']);
    let roman = number.bytes().all(|byte| b"IVX".contains(&byte));
    let capital = number.len() == 1 && number.starts_with(char::is_uppercase);
    let counts = !number.is_empty() && (roman || capital || number.split('.').all(is_number));
    named && text.chars().count() <= 120 && counts
}

/// One to three digits, perhaps with a letter behind them.
fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    (1..=3).contains(&digits.len())
        && word.len() <= digits.len() + 1
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The page number a line consists of, and whether its form can be nothing else (`Pagina 3 van 6`).
pub(super) fn page_number(text: &str) -> Option<(u32, bool)> {
    if text.len() > 40 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Ok(number) = text.parse::<u32>() {
        return (text.len() <= 4).then_some((number, false));
    }
    let dashed = text.trim_matches(['-', '–', '—', ' ']);
    if dashed.len() < text.len()
        && text.starts_with(['-', '–', '—'])
        && text.ends_with(['-', '–', '—'])
    {
        return dashed.parse().ok().map(|number| (number, true));
    }
    // A note may break off before "p. 3".
    if let Some(number) = text.strip_prefix("p.").and_then(digits) {
        return Some((number, false));
    }
    named_page(text).or_else(|| {
        let (number, total) = text.split_once('/')?;
        let (number, total) = (digits(number)?, digits(total)?);
        (1..=total).contains(&number).then_some((number, true))
    })
}

/// Whether a line can be nothing but a page's number, wherever it stands: `Pagina 3 van 6`.
pub(super) fn is_named_page(text: &str) -> bool {
    text.len() <= 40 && text.bytes().any(|byte| byte.is_ascii_digit()) && named_page(text).is_some()
}

/// `Pagina 3 van 6`, `pagina 3`, `Blad 3`, `4Pagina1van4` (where a converter ran the running count into it).
fn named_page(text: &str) -> Option<(u32, bool)> {
    let named = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let rest = ["pagina", "blad", "page", "blz."].iter().find_map(|name| {
        let head = named.get(..name.len())?;
        head.eq_ignore_ascii_case(name)
            .then(|| named[name.len()..].to_lowercase())
    })?;
    let (number, total) = match rest.split_once("van").or_else(|| rest.split_once('/')) {
        Some((number, total)) => (digits(number)?, Some(digits(total)?)),
        None => (digits(&rest)?, None),
    };
    total
        .is_none_or(|total| number <= total)
        .then_some((number, true))
}

fn digits(text: &str) -> Option<u32> {
    let text = text.trim();
    (1..=4)
        .contains(&text.len())
        .then(|| text.parse().ok())
        .flatten()
}

/// A line drawn with characters: three or more of the same, nothing else.
pub(super) fn is_drawn_line(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    matches!(first, '_' | '-' | '–' | '—' | '─' | '━' | '=' | '*' | '⎯')
        && text.chars().filter(|c| !c.is_whitespace()).count() >= 3
        && chars.all(|c| c == first || c == ' ')
}

/// A line of a table of contents: a title, leaders or a wide gap, a page number.
pub(super) fn is_contents_line(text: &str) -> bool {
    let Some(number) = text.split_whitespace().next_back() else {
        return false;
    };
    if number.len() > 3 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let title = text[..text.len() - number.len()].trim_end();
    title.ends_with("....") || title.ends_with(". . .") || title.ends_with("…") || {
        let space = text.len() - number.len() - title.len();
        space >= 3 && !title.is_empty()
    }
}

/// A person's name at a letter's end: initials and a surname, nothing else.
pub(super) fn is_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let initials = words.next().unwrap_or("");
    let dotted = initials.ends_with('.')
        && initials.split_terminator('.').all(|initial| {
            (1..=2).contains(&initial.chars().count()) && initial.starts_with(char::is_uppercase)
        });
    let title = matches!(
        initials,
        "Drs." | "Mr." | "Ir." | "Dr." | "Prof." | "drs." | "mr." | "ir." | "dr."
    );
    (dotted || title) && text.len() <= 60 && words.clone().count() >= 1 && words.count() <= 5
}

/// A person's name right below an office: as [`is_name`], or with a first name, or in capitals.
pub(super) fn is_name_below_office(text: &str) -> bool {
    const PARTICLES: [&str; 12] = [
        "van", "de", "der", "den", "het", "ten", "ter", "te", "von", "el", "al", "’t",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = |word: &&str| {
        PARTICLES.contains(word)
            || word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|sign| sign.is_alphabetic() || "-’'.".contains(sign))
    };
    is_name(text)
        || (2..=6).contains(&words.len())
            && text.chars().count() <= 40
            && words.iter().all(named)
            && words[0].starts_with(char::is_uppercase)
            && words[words.len() - 1].starts_with(char::is_uppercase)
            && !text.ends_with('.')
}

/// The second line of an office: `Welzijn en Sport,`.
pub(super) fn is_rest_of_office(text: &str) -> bool {
    text.ends_with(',')
        && text.starts_with(char::is_uppercase)
        && text.chars().count() <= 40
        && !text.starts_with("Geachte")
}

/// The line above a signature: who signs, by office.
pub(super) fn is_office(text: &str) -> bool {
    let bare = text
        .strip_prefix("De ")
        .or_else(|| text.strip_prefix("de "))
        .unwrap_or(text);
    // Most lines do not even begin as one.
    if !bare.starts_with(['M', 'm', 'S', 's']) {
        return false;
    }
    let office = bare.split_whitespace().next().unwrap_or("");
    let begins = |name: &str| {
        office
            .get(..name.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(name))
    };
    let office = begins("minister") && matches!(office.as_bytes().get(8), None | Some(b'-'))
        || begins("staatssecretaris") && office.len() == 16;
    office
        && text.len() <= 120
        && !text.ends_with(['.', '?', ':', ';'])
        && bare.contains(" van ") | bare.contains(" voor ") | bare.ends_with("president,")
}

/// The clauses of a motion each open a paragraph.
pub(super) fn opens_clause(text: &str) -> bool {
    let word = text
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    matches!(
        word,
        "constaterende" | "overwegende" | "verzoekt" | "gehoord" | "gelezen" | "gezien" | "roept"
    ) || text.starts_with("van mening")
        || text.starts_with("spreekt uit")
        || text.starts_with("spreekt als")
        || text.starts_with("en gaat over tot de orde")
}
