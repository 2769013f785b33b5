//! The command line: what was asked for, and the front end that does it.
//!
//! It must not know the screen beyond starting it; sub-commands print and end.

mod about;
mod against;
mod cited;
mod compare;
mod letter;
mod library;
mod search;
mod show;

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::catalogue::Texts;
use crate::config::{Given, Overrides, Settings};
use crate::ingest::{html, pdf};
use crate::open::Source;
use crate::tui::Opening;
use crate::words::typing;

/// What a program run ended with, as grep counts: 0 found or done, 1 nothing found, 2 an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Found, or done.
    Done,
    /// Nothing found, or something to report.
    Nothing,
    /// Some of it could not be done; what, has been told.
    Failed,
}

/// A keyboard-driven reader for footnoted official letters.
#[derive(Debug, Default, Parser)]
#[command(name = "voetnoot", version, about)]
#[command(
    after_help = "Without FILE the letter that is built in opens. Press h inside for the keys."
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The letter: a file, or - for standard input; or folders, to read and search all letters below them
    #[arg(value_name = "FILE|FOLDER")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    screen: Screen,
    /// Print the letter as plain text instead of opening it
    #[arg(long)]
    plain: bool,
    /// Press these keys without a terminal, for --frame: `"/encro<enter>"`
    #[arg(long, value_name = "KEYS", requires = "frame")]
    keys: Option<String>,
    /// Print one frame of this size and end: 80x24
    #[arg(long, value_name = "COLUMNSxROWS", value_parser = parse_size)]
    frame: Option<(u16, u16)>,
    /// Fail on purpose, for the tests of a whole terminal
    #[arg(long, hide = true)]
    fault: Option<Fault>,
}

/// How letters are read.
#[derive(Debug, Clone, Default, Args)]
pub struct Reading {
    /// Character set of a plain text letter, when it is guessed wrongly: windows-1252
    #[arg(long, global = true, value_name = "NAME")]
    encoding: Option<String>,
    /// What opens an encrypted PDF
    #[arg(long, global = true, value_name = "WORD")]
    password: Option<String>,
    /// Largest file to read, in MiB
    #[arg(long, global = true, value_name = "MIB")]
    max_size: Option<u64>,
}

/// How the screen looks.
#[derive(Debug, Clone, Default, Args)]
pub struct Screen {
    /// Theme: terminal, light, dark, contrast, mono, or one of your own
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
    /// Language of the interface: en or nl
    #[arg(long, global = true, value_name = "LANGUAGE")]
    lang: Option<String>,
    /// Signs and lines in ASCII only
    #[arg(long)]
    ascii: bool,
    /// Leave the mouse to the terminal
    #[arg(long)]
    no_mouse: bool,
}

/// Ways to fail on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Fault {
    /// A panic while drawing, on the key `!`.
    Panic,
    /// A panic on a worker, on the key `!`.
    WorkerPanic,
    /// An error out of the loop, on the key `!`.
    Error,
    /// The screen's thread hangs, on the key `!`.
    Hang,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the letter
    Show {
        #[command(flatten)]
        form: Form,
        /// The letter: a file, or - for standard input
        file: Option<PathBuf>,
    },
    /// Print the sections
    Outline(Listing),
    /// Print the notes with every place that cites them
    Notes(Listing),
    /// Print the references to other papers; of a folder, every paper that its letters cite
    Citations {
        #[command(flatten)]
        listing: Listing,
        /// Of a folder, only papers that are not in it
        #[arg(long)]
        missing: bool,
    },
    /// Print every place that cites a paper, or any paper of a dossier
    CitedBy(cited::CitedBy),
    /// Print what could not be understood; exit code 1 when there is anything
    Check(Listing),
    /// Search letters
    Search(search::Search),
    /// Make the index of folders of letters, or bring it up to date
    Import(library::Folders),
    /// Print how the index of folders of letters stands
    Status(library::Folders),
    /// Compare two letters, paragraph by paragraph; exit code 0 whether they differ or not
    Compare(compare::Compare),
    /// Print the keys as they are now
    Keys {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Print the settings in force and where each comes from
    Config {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Print the names of the themes
    Themes {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Print completions for a shell
    Completions {
        /// bash, zsh, fish, elvish or powershell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
    /// Parse a PDF in a process of its own
    #[command(name = pdf::told::SUBCOMMAND, hide = true)]
    ParsePdf,
    /// Draw a page of a PDF in a process of its own
    #[cfg(feature = "pictures")]
    #[command(name = pdf::drawing::SUBCOMMAND, hide = true)]
    DrawPdf,
    /// Parse HTML in a process of its own
    #[command(name = html::elements::SUBCOMMAND, hide = true)]
    ParseHtml,
}

/// A form to print a letter in.
#[derive(Debug, Clone, Copy, Default, Args)]
#[group(multiple = false)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line, and the parser allows one"
)]
struct Form {
    /// Linear text, notes after the paragraph that cites them (the default)
    #[arg(long)]
    plain: bool,
    /// JSON
    #[arg(long)]
    json: bool,
    /// Markdown with footnotes
    #[arg(long)]
    markdown: bool,
    /// A web page
    #[arg(long)]
    html: bool,
}

/// A list made from one letter.
#[derive(Debug, Args)]
struct Listing {
    /// The letter: a file, or - for standard input; for citations also a folder
    file: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Whether a word can be neither an option, all of which begin with a dash, nor a sub-command, none of which has such signs in its name.
fn is_no_word_of_ours(word: &OsStr) -> bool {
    let bytes = word.as_encoded_bytes();
    !bytes.starts_with(b"-") && bytes.iter().any(|byte| matches!(byte, b'.' | b'/'))
}

fn parse_size(text: &str) -> Result<(u16, u16), String> {
    let (columns, rows) = text
        .split_once('x')
        .ok_or("two numbers with an x between them, such as 80x24")?;
    let number = |text: &str| text.parse::<u16>().ok().filter(|&number| number > 0);
    number(columns)
        .zip(number(rows))
        .ok_or_else(|| "columns and rows from 1 to 65535, such as 80x24".to_owned())
}

/// Tells on standard error what went wrong, with its causes; nothing of it acts on a terminal.
pub fn report_error(error: &anyhow::Error) {
    report(&format!("{error:#}"));
}

/// Tells something on standard error; nothing of it acts on a terminal.
fn report(text: &str) {
    let told = crate::safe::line(text);
    let _ = writeln!(io::stderr(), "voetnoot: {told}");
}

/// A letter's name before a sub-command, and options of the reader beside one, ask for two things at once.
fn asks_twice(arguments: &Arguments) -> Option<&'static str> {
    let screen = &arguments.screen;
    match arguments {
        Arguments { command: None, .. } => None,
        Arguments { files, .. } if !files.is_empty() => {
            Some("the letter's name stands behind the sub-command")
        }
        Arguments { plain: true, .. } => Some("--plain stands behind `show`"),
        Arguments { frame: Some(_), .. } => {
            Some("--frame is for the reader, not for a sub-command")
        }
        _ if screen.no_mouse || arguments.fault.is_some() => Some("that option is for the reader"),
        _ => None,
    }
}

/// The sub-command that a file's name is a mistyping of, when there is no such file.
fn meant(file: &Path) -> Option<String> {
    let typed = file.to_str()?;
    if typed.chars().nth(2).is_none() || file.exists() {
        return None;
    }
    let command = Arguments::command();
    let mut names = command.get_subcommands().map(clap::Command::get_name);
    let name = names.find(|name| typing::errors(typed, name, 2, false).is_some());
    name.map(str::to_owned)
}

/// Does what the arguments ask for.
pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    if let Some(remedy) = asks_twice(&arguments) {
        bail!("{remedy}; `voetnoot help` shows how");
    }
    if let [file] = arguments.files.as_slice()
        && let Some(name) = meant(file)
    {
        let file = crate::safe::line(&file.to_string_lossy());
        bail!("there is no file {file}; did you mean `voetnoot {name}`?");
    }
    let overrides = overrides(&arguments);
    // The reader's output is not locked: while its thread is busy, another one may have to give the terminal back.
    if arguments.command.is_none() && arguments.opens_reader() {
        let opening = opening(arguments.files, &overrides)?;
        let mistakes = crate::tui::run(opening, &overrides, arguments.fault.map(fault))?;
        about::report(&mistakes);
        return Ok(Outcome::Done);
    }
    let out = &mut io::stdout().lock();
    match arguments.command {
        None => print(arguments, &overrides, out),
        Some(Command::Show { form, file }) => {
            show::show(&letter::read(file, &overrides)?, form, out)
        }
        Some(Command::Outline(listing)) => {
            let document = letter::read(listing.file, &overrides)?;
            show::outline(&document, &words(&overrides), listing.json, out)
        }
        Some(Command::Notes(listing)) => {
            let document = letter::read(listing.file, &overrides)?;
            show::notes(&document, &words(&overrides), listing.json, out)
        }
        Some(Command::Citations { listing, missing }) => match listing.file {
            Some(folder) if folder.is_dir() => {
                cited::citations(folder, (missing, listing.json), &overrides, out)
            }
            file => show::citations(&letter::read(file, &overrides)?, listing.json, out),
        },
        Some(Command::CitedBy(asked)) => cited::by(asked, &overrides, out),
        Some(Command::Check(listing)) => {
            let document = letter::read(listing.file, &overrides)?;
            show::check(&document, &words(&overrides), listing.json, out)
        }
        Some(Command::Search(search)) => search::run(&search, &overrides, out),
        Some(Command::Import(folders)) => library::import(&folders, &overrides, out),
        Some(Command::Status(folders)) => library::status(&folders, &overrides, out),
        Some(Command::Compare(asked)) => compare::run(&asked, &overrides, out),
        Some(Command::Keys { json }) => about::keys(&overrides, json, out),
        Some(Command::Config { json }) => about::config(&overrides, json, out),
        Some(Command::Themes { json }) => about::themes(json, out),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "voetnoot", &mut script);
            out.write_all(&script)?;
            Ok(Outcome::Done)
        }
        Some(Command::ParsePdf) => done(pdf::told::serve(&mut io::stdin().lock(), out)),
        #[cfg(feature = "pictures")]
        Some(Command::DrawPdf) => done(pdf::drawing::serve(&mut io::stdin().lock(), out)),
        Some(Command::ParseHtml) => done(html::elements::serve(&mut io::stdin().lock(), out)),
        Some(Command::Man) => done(clap_mangen::Man::new(Arguments::command()).render(out)),
    }
}

fn done(written: io::Result<()>) -> anyhow::Result<Outcome> {
    Ok(written.map(|()| Outcome::Done)?)
}

fn overrides(arguments: &Arguments) -> Overrides {
    Overrides {
        theme: arguments.screen.theme.clone(),
        lang: arguments.screen.lang.clone(),
        ascii: arguments.screen.ascii.then_some(true),
        mouse: arguments.screen.no_mouse.then_some(false),
        encoding: arguments.reading.encoding.clone(),
        max_size: arguments.reading.max_size,
        given: Given {
            password: arguments.reading.password.clone(),
            program: std::env::current_exe().ok(),
        },
    }
}

impl Arguments {
    /// What a command line asks for, its first word being the program's name.
    ///
    /// A name of a file alone, or nothing at all, needs no parser: that one first describes every sub-command to itself, for a twentieth of
    /// the time until a letter stands on the screen.
    pub fn of(command_line: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let given: Vec<OsString> = command_line.into_iter().collect();
        match given.as_slice() {
            [] | [_] => Ok(Self::default()),
            [_, file] if is_no_word_of_ours(file) => Ok(Self {
                files: vec![PathBuf::from(file)],
                ..Self::default()
            }),
            _ => Self::try_parse_from(given),
        }
    }

    /// Whether the reader opens on the screen; otherwise the letter is printed.
    fn opens_reader(&self) -> bool {
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb" || term.is_empty());
        self.frame.is_none() && !self.plain && !dumb && io::stdout().is_terminal()
    }
}

/// Prints one frame of the reader, or the letter, without opening anything.
fn print(
    arguments: Arguments,
    overrides: &Overrides,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let Some(size) = arguments.frame else {
        return match opening(arguments.files, overrides)? {
            Opening::Letter(source) => {
                let letter = letter::read_source(&source, overrides)?;
                show::show(&letter, Form::default(), out)
            }
            Opening::Library(library) => library::list(&library, out),
        };
    };
    let opening = opening(arguments.files, overrides)?;
    let keys = arguments.keys.unwrap_or_default();
    let frame = crate::tui::frame(opening, overrides, &keys, size)?;
    write!(out, "{frame}")?;
    Ok(Outcome::Done)
}

/// What the arguments name: a letter, or folders of letters.
fn opening(files: Vec<PathBuf>, overrides: &Overrides) -> anyhow::Result<Opening> {
    let is_folder = |path: &PathBuf| path.is_dir();
    if files.iter().any(is_folder) && files.iter().all(is_folder) {
        return Ok(Opening::Library(Arc::new(library::open(
            &files, overrides,
        )?)));
    }
    if files.len() > 1 {
        let commands = Arguments::command();
        let is_command = |path: &PathBuf| commands.find_subcommand(path).is_some();
        if files.iter().skip(1).any(is_command) {
            bail!("the letter's name stands behind the sub-command; `voetnoot help` shows how");
        }
        bail!("one letter at a time; folders of letters can be opened together");
    }
    let source = Source::from_argument(files.into_iter().next());
    Ok(Opening::Letter(source))
}

fn fault(fault: Fault) -> crate::tui::Fault {
    match fault {
        Fault::Panic => crate::tui::Fault::Panic,
        Fault::WorkerPanic => crate::tui::Fault::WorkerPanic,
        Fault::Error => crate::tui::Fault::Error,
        Fault::Hang => crate::tui::Fault::Hang,
    }
}

/// The interface's words in the user's language.
fn words(overrides: &Overrides) -> Arc<Texts> {
    Texts::of(Settings::load(overrides).0.lang)
}
