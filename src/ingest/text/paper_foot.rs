//! What the publisher prints at the foot of a parliamentary paper's pages, known by its form alone.
//!
//! It must not know the lines around it.

/// The publisher's lines at the foot of a parliamentary paper's first page, perhaps with its running foot on the same
/// line.
pub(super) fn is_imprint(text: &str) -> bool {
    if text.len() > 200 {
        return false;
    }
    let mut words = text.split_whitespace().peekable();
    let mut any = false;
    while let Some(word) = words.peek() {
        let taken = match *word {
            "ISSN" => 4,
            "’s-Gravenhage" | "'s-Gravenhage" | "‘s-Gravenhage" => 2,
            id if is_paper_id(id) => 1,
            _ => break,
        };
        any = true;
        for expected in 0..taken {
            let figures = words
                .next()
                .is_some_and(|word| word.bytes().any(|byte| byte.is_ascii_digit()) || word == "-");
            if expected > 0 && !figures {
                return false;
            }
        }
    }
    any && (words.peek().is_none() || is_foot(&words.collect::<Vec<_>>(), true))
}

/// `kst-32545-143`.
fn is_paper_id(word: &str) -> bool {
    ["ah-tk-", "ah-ek-", "kst-", "h-tk-", "h-ek-", "blg-"]
        .iter()
        .any(|id| {
            word.strip_prefix(id).is_some_and(|rest| {
                !rest.is_empty()
                    && rest
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            })
        })
}

/// `Tweede Kamer, vergaderjaar 2020–2021, 32 545, nr. 143` or `…, Aanhangsel`, and the page's number behind it: that
/// tells it from a note, unless `certain`.
pub(super) fn is_foot(words: &[&str], certain: bool) -> bool {
    let [chamber, "Kamer,", "vergaderjaar", year, paper @ ..] = words else {
        return false;
    };
    let figures = |word: &str, most: usize| {
        (1..=most).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let known = matches!(*chamber, "Tweede" | "Eerste") && year.starts_with(['1', '2']);
    known
        && match paper {
            ["Aanhangsel"] => certain,
            ["Aanhangsel", page] => figures(page, 2),
            [.., "nr.", _] => certain && paper.len() <= 6,
            [.., "nr.", _, page] => figures(page, 3) && paper.len() <= 7,
            // Papers of the Eerste Kamer have letters.
            [_, _, letters] => certain && is_letters(letters),
            [_, _, letters, page] => is_letters(letters) && figures(page, 3),
            _ => false,
        }
}

fn is_letters(word: &str) -> bool {
    (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a line, below the publisher's words if there are any, is a paper's running foot without the page's number,
/// which then stands on a line of its own.
pub(super) fn lacks_number(text: &str) -> bool {
    text.len() <= 200 && {
        let words = foot_words(text);
        is_foot(&words, true) && !is_foot(&words, false)
    }
}

/// The page's number at the end of a paper's running foot.
pub(super) fn page(text: &str) -> Option<u32> {
    if text.len() > 200 || !text.contains("Kamer, vergaderjaar ") {
        return None;
    }
    let words = foot_words(text);
    let page = words.last().filter(|_| is_foot(&words, false))?;
    page.parse().ok()
}

/// The words of a line from where a paper's running foot begins in it.
fn foot_words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let kamer = words.iter().position(|word| *word == "Kamer,");
    if let Some(start) = kamer.and_then(|at| at.checked_sub(1))
        && (start == 0 || is_imprint(&words[..start].join(" ")))
    {
        words.drain(..start);
    }
    words
}

/// Whether a line can be nothing but the foot of a parliamentary paper's page, with the page's number.
pub(super) fn is_running_foot(text: &str) -> bool {
    text.len() <= 200
        && text.contains("Kamer, vergaderjaar ")
        && is_foot(&text.split_whitespace().collect::<Vec<_>>(), false)
}
