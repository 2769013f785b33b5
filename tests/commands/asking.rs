//! What a command line asks for.

use std::ffi::OsString;

use clap::{CommandFactory as _, Parser as _};
use voetnoot::cli::Arguments;

#[test]
fn a_command_line_that_is_not_parsed_asks_for_what_parsing_it_would() {
    let short: [&[&str]; 8] = [
        &[],
        &["letter.txt"],
        &["./letter"],
        &[".."],
        &["/"],
        &["search.pdf"],
        &["-"],
        &["letter"],
    ];
    for given in short {
        let words = || ["voetnoot"].iter().chain(given).map(OsString::from);
        let told = |arguments: Result<Arguments, clap::Error>| format!("{:?}", arguments.unwrap());
        assert_eq!(
            told(Arguments::of(words())),
            told(Arguments::try_parse_from(words())),
            "{given:?}"
        );
    }
    for command in Arguments::command().get_subcommands() {
        let mut names = command.get_all_aliases().chain([command.get_name()]);
        assert!(names.all(|name| !name.contains(['.', '/'])));
    }
    for option in ["--version", "--theme=./x.toml", "-h"] {
        let words = ["voetnoot", option].map(OsString::from);
        let opens_it =
            Arguments::of(words).is_ok_and(|given| format!("{given:?}").contains("files: [\""));
        assert!(!opens_it, "{option}");
    }
}
