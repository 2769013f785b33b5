//! The program: arguments to front end, an error chain to standard error, exit codes as grep's.

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use voetnoot::cli::{self, Arguments, Outcome};

fn main() -> ExitCode {
    let arguments = match Arguments::of(env::args_os()) {
        Ok(arguments) => arguments,
        // What was asked for: help, the version.
        Err(told) if !told.use_stderr() => {
            let _ = told.print();
            return ExitCode::SUCCESS;
        }
        // An error repeats the argument, and a file's name may have become one.
        Err(error) => {
            let told = voetnoot::safe::document(&error.to_string()).text;
            let _ = write!(io::stderr(), "{told}");
            return ExitCode::from(2);
        }
    };
    let outcome = cli::run(arguments);
    if let Some(code) = voetnoot::tui::exit_code() {
        return ExitCode::from(code);
    }
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // Whoever reads the output has seen enough.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            cli::report_error(&error);
            ExitCode::from(2)
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        kind.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
