//! `keys`, `config`, `themes`: the program as it is set up here.
//!
//! It must not know letters.

use std::io::{Write, stderr};

use serde::Serialize;

use crate::catalogue::Texts;
use crate::cli::{Outcome, show};
use crate::config::{Mistake, Overrides, Settings, folder, user_names, user_table};
use crate::tui::action::{Action, Group};
use crate::tui::keymap::Keymap;
use crate::tui::theme::{Depth, Theme};

/// Tells every mistake in the user's settings on standard error, each with its line and remedy.
pub(super) fn report(mistakes: &[Mistake]) {
    for mistake in mistakes {
        let _ = writeln!(stderr(), "voetnoot: {mistake}");
    }
}

/// An action's keys, as JSON.
#[derive(Serialize)]
struct Row<'t> {
    action: &'static str,
    group: &'static str,
    keys: Vec<String>,
    help: &'t str,
}

#[derive(Serialize)]
struct Rows<'t> {
    format: u32,
    keys: Vec<Row<'t>>,
}

/// Prints every action with its keys as they are now.
pub(super) fn keys(
    overrides: &Overrides,
    as_json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let (settings, mut mistakes) = Settings::load(overrides);
    let (keymap, more) = Keymap::load(user_table("keys.toml").as_ref());
    mistakes.extend(more);
    report(&mistakes);
    let texts = Texts::of(settings.lang);
    let row = |group: Group, action: Action| Row {
        action: action.name(),
        group: group.name(),
        keys: keymap.shown_for(group.context(), action, settings.ascii),
        help: texts.action(action.name()),
    };
    let groups = Group::ALL.iter().map(|&group| {
        let actions = Action::ALL
            .iter()
            .filter(move |action| action.group() == group);
        (
            group,
            actions
                .map(|&action| row(group, action))
                .collect::<Vec<_>>(),
        )
    });
    if as_json {
        let rows = Rows {
            format: 1,
            keys: groups.flat_map(|(_, rows)| rows).collect(),
        };
        show::print_json(&rows, out)?;
        return Ok(Outcome::Done);
    }
    for (group, rows) in groups {
        writeln!(out, "{}", texts.group(group.name()))?;
        for row in rows {
            writeln!(
                out,
                "  {:<24} {:<22} {}",
                row.keys.join(" "),
                row.action,
                row.help
            )?;
        }
    }
    Ok(Outcome::Done)
}

#[derive(Serialize)]
struct SettingsJson {
    format: u32,
    folder: Option<String>,
    settings: Vec<SettingJson>,
}

#[derive(Serialize)]
struct SettingJson {
    name: String,
    value: String,
    origin: String,
}

/// Prints every setting in force and where it comes from; as TOML that could be the user's own file.
pub(super) fn config(
    overrides: &Overrides,
    as_json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let (mut settings, mut mistakes) = Settings::load(overrides);
    settings.go_on();
    let (_, more) = Theme::load(
        (&settings.theme, &settings.origin("theme")),
        Depth::from_environment(),
    );
    mistakes.extend(more);
    report(&mistakes);
    let place = folder().map(|folder| crate::safe::line(&folder.display().to_string()));
    if as_json {
        let rows = settings.all.iter().map(|row| SettingJson {
            name: crate::safe::line(&row.name),
            value: crate::safe::line(&row.value),
            origin: crate::safe::line(&row.origin.to_string()),
        });
        show::print_json(
            &SettingsJson {
                format: 1,
                folder: place,
                settings: rows.collect(),
            },
            out,
        )?;
        return Ok(Outcome::Done);
    }
    if let Some(place) = place {
        writeln!(
            out,
            "# your own settings: {place}/config.toml, keys.toml, themes/NAME.toml"
        )?;
    }
    for row in &settings.all {
        let line = crate::safe::line(&format!("{} = {}", row.name, row.value));
        writeln!(out, "{line:<32} # {}", row.origin)?;
    }
    Ok(Outcome::Done)
}

#[derive(Serialize)]
struct Names<'a> {
    format: u32,
    themes: &'a [&'a str],
}

/// Prints the themes' names.
pub(super) fn themes(as_json: bool, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let own = user_names("themes");
    let all = Theme::names(&own);
    if as_json {
        let names = Names {
            format: 1,
            themes: &all,
        };
        show::print_json(&names, out)?;
        return Ok(Outcome::Done);
    }
    for name in all {
        writeln!(out, "{}", crate::safe::line(name))?;
    }
    Ok(Outcome::Done)
}
