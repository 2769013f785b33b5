//! Settings, keys, themes, words: embedded ones are whole, a user's own win, and every mistake is told with its line and remedy.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use ratatui::style::{Color, Modifier, Style};
use voetnoot::catalogue::{Language, Texts};
use voetnoot::config::{Origin, Overrides, Settings, Table};
use voetnoot::tui::action::{Action, Group};
use voetnoot::tui::keymap::Keymap;
use voetnoot::tui::theme::{Depth, Role, Theme, of_index};

/// A user with files of their own.
struct User {
    folder: PathBuf,
    variables: Vec<(&'static str, &'static str)>,
}

impl User {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("settings-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("voetnoot/themes")).unwrap();
        Self {
            folder,
            variables: vec![("LANG", "C.UTF-8"), ("TERM", "xterm-256color")],
        }
    }

    fn file(self, name: &str, text: &str) -> Self {
        fs::write(self.folder.join("voetnoot").join(name), text).unwrap();
        self
    }

    fn variable(mut self, name: &'static str, value: &'static str) -> Self {
        self.variables.retain(|(known, _)| *known != name);
        self.variables.push((name, value));
        self
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_voetnoot"))
            .args(arguments)
            .env_clear()
            .envs(self.variables.iter().copied())
            .env("HOME", &self.folder)
            .env("XDG_CONFIG_HOME", &self.folder)
            .env("XDG_STATE_HOME", self.folder.join("state"))
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn frame(&self, arguments: &[&str]) -> String {
        let output = self.run(&[&["--frame", "120x24"], arguments].concat());
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    }

    fn setting(&self, name: &str, arguments: &[&str]) -> (String, String) {
        let output = self.run(&[&["config", "--json"], arguments].concat());
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let rows = told["settings"].as_array().unwrap();
        let row = rows.iter().find(|row| row["name"] == name).unwrap();
        (
            row["value"].as_str().unwrap().to_owned(),
            row["origin"].as_str().unwrap().to_owned(),
        )
    }
}

#[test]
fn both_languages_have_every_text_and_a_name_for_every_action() {
    for language in [Language::English, Language::Dutch] {
        let texts = Texts::of(language);
        // Each is read when it is first asked for, and panics then by the name of what is missing or too many.
        let _ = (&*texts.panes, &*texts.status, &*texts.prompt);
        let _ = (
            &*texts.remarks,
            &*texts.doubts,
            &*texts.library,
            &*texts.compare,
        );
        let _ = (&*texts.help, &*texts.commands);
        let named: BTreeSet<&str> = texts.named().collect();
        let mut wanted: BTreeSet<&str> = Action::ALL.iter().map(|action| action.name()).collect();
        wanted.extend(Group::ALL.iter().map(|group| group.name()));
        assert_eq!(named, wanted, "{}", language.name());
        for action in Action::ALL {
            assert!(!texts.action(action.name()).is_empty(), "{}", action.name());
            assert!(!texts.short(action.name()).is_empty(), "{}", action.name());
        }
    }
}

#[test]
fn a_catalogue_has_no_table_that_nobody_reads() {
    for language in Language::ALL {
        let tables: toml::Table = toml::from_str(language.source()).unwrap();
        let names: BTreeSet<&str> = tables.keys().map(String::as_str).collect();
        let read = [
            "actions", "commands", "compare", "doubts", "groups", "help", "library", "panes",
            "prompt", "remarks", "short", "status",
        ];
        assert_eq!(names, BTreeSet::from(read), "{}", language.name());
    }
}

#[test]
fn both_languages_put_the_same_values_into_their_texts() {
    let blanks = |source: &str| -> Vec<(String, BTreeSet<String>)> {
        let table = Table::parse("words", source);
        assert!(table.mistakes.is_empty());
        table
            .entries
            .iter()
            .map(|entry| {
                let text = entry.value.to_string();
                let blanks = text
                    .split('{')
                    .skip(1)
                    .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
                    .filter(|blank| blank.chars().all(char::is_alphanumeric))
                    .collect();
                (entry.key.clone(), blanks)
            })
            .collect()
    };
    let (mut english, mut dutch) = (
        blanks(Language::English.source()),
        blanks(Language::Dutch.source()),
    );
    english.sort();
    dutch.sort();
    assert_eq!(english, dutch);
}

#[test]
fn the_locale_decides_the_language_and_the_command_line_wins() {
    for (variables, arguments, dutch) in [
        (&[("LANG", "nl_NL.UTF-8")][..], &[][..], true),
        (
            &[("LANG", "nl_NL.UTF-8"), ("LC_ALL", "en_GB.UTF-8")][..],
            &[][..],
            false,
        ),
        (
            &[("LANG", "en_GB.UTF-8"), ("LC_MESSAGES", "nl_BE.UTF-8")][..],
            &[][..],
            true,
        ),
        (&[("LANG", "nl_NL.UTF-8")][..], &["--lang", "en"][..], false),
        (&[("LANG", "en_GB.UTF-8")][..], &["--lang", "nl"][..], true),
    ] {
        let mut user = User::new("locale");
        for &(name, value) in variables {
            user = user.variable(name, value);
        }
        let frame = user.frame(arguments);
        assert_eq!(
            frame.contains("Noten in beeld"),
            dutch,
            "{variables:?}: {frame}"
        );
    }
}

#[test]
fn signs_are_ascii_where_the_locale_knows_no_others() {
    for (locale, ascii) in [
        ("C", true),
        ("POSIX", true),
        ("C.UTF-8", false),
        ("nl_NL.UTF-8", false),
    ] {
        let frame = User::new("ascii")
            .variable("LANG", locale)
            .frame(&["--keys", "4F"]);
        let signs = frame.contains('─') || frame.contains('▸') || frame.contains('⁴');
        assert_eq!(signs, !ascii, "{locale}: {frame}");
    }
    let frame = User::new("ascii-asked").frame(&["--ascii", "--keys", "4F"]);
    assert!(frame.contains("[4]"), "{frame}");
    assert!(
        !frame.contains(['─', '│', '▸', '…', '→', '↖', '·']),
        "{frame}"
    );
}

#[test]
fn every_setting_tells_where_it_comes_from() {
    let user = User::new("origin").file("config.toml", "\n\ntheme = \"dark\"\n");
    assert_eq!(
        user.setting("measure", &[]),
        ("80".into(), "built in".into())
    );
    let (value, origin) = user.setting("theme", &[]);
    assert_eq!(value, "\"dark\"");
    assert!(origin.ends_with("config.toml:3"), "{origin}");
    let (value, origin) = user.setting("max_size", &["--max-size", "7"]);
    assert_eq!((value.as_str(), origin.as_str()), ("7", "command line"));
}

#[test]
fn every_mistake_is_told_with_its_line_and_the_rest_still_holds() {
    let user = User::new("mistakes")
        .file(
            "config.toml",
            "measure = 60\nmesure = 70\nmouse = \"yes\"\nmeasure_ = 1\nside_width = -3\nlang = \"fr\"\n",
        )
        .file(
            "keys.toml",
            "[read]\nnxt_hit = [\"n\"]\nfollow = [\"<Enterr>\"]\npeek = \"\"\nquit = [\"x\"]\n[reed]\nquit = [\"y\"]\n",
        );
    let output = user.run(&["keys"]);
    assert_eq!(output.status.code(), Some(0), "the program still starts");
    let told = String::from_utf8(output.stderr).unwrap();
    for (place, remedy) in [
        ("config.toml:2", "measure"),
        ("config.toml:3", "true or false"),
        ("config.toml:4", "measure"),
        ("config.toml:5", "from 0 to 200"),
        ("config.toml:6", "\"nl\""),
        ("keys.toml:2", "next_hit"),
        ("keys.toml:3", "Enter"),
        ("keys.toml:4", "[] unbinds"),
        ("keys.toml:7", "read"),
    ] {
        let line = told.lines().find(|line| line.contains(place));
        assert!(
            line.is_some_and(|line| line.contains(remedy)),
            "{place} {remedy}: {told}"
        );
    }
    assert_eq!(told.lines().count(), 9, "{told}");
    let keys = String::from_utf8(output.stdout).unwrap();
    let row = |action: &str| keys.lines().find(|line| line.contains(action)).unwrap();
    assert!(
        row(" quit ").trim_start().starts_with("x "),
        "{}",
        row(" quit ")
    );
    assert!(
        row(" follow ").contains("Enter"),
        "a row of mistakes leaves the keys as they were"
    );
    assert_eq!(user.setting("measure", &[]).0, "60");
    let frame = user.frame(&[]);
    assert!(frame.contains("mistakes in your settings"), "{frame}");
    assert!(frame.contains("config.toml:2"), "{frame}");
}

#[test]
fn a_file_that_is_no_toml_at_all_is_told_and_harms_nothing() {
    let user = User::new("broken")
        .file("config.toml", "theme = \"dark\n[[[\n")
        .file("keys.toml", "\u{0}\u{1}\u{ff}")
        .file("themes/eigen.toml", "hit = {");
    let output = user.run(&["--frame", "80x24", "--theme", "eigen"]);
    assert_eq!(output.status.code(), Some(0));
    let frame = String::from_utf8(output.stdout).unwrap();
    assert!(frame.contains("Voor u ligt"), "{frame}");
    assert!(frame.contains("mistakes in your settings"), "{frame}");
}

#[test]
fn keys_can_be_given_taken_and_made_sequences() {
    let table = Table::parse(
        "keys.toml",
        "[read]\nquit = []\nnext_hit = [\"<C-n>\", \"]h\"]\nhelp = \"<F2>\"\n",
    );
    let (keymap, mistakes) = Keymap::load(Some(&table));
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let shown = |action: Action| -> Vec<String> {
        keymap
            .keys_for(action.group().context(), action)
            .iter()
            .map(|keys| voetnoot::tui::key::show(keys, false))
            .collect()
    };
    assert!(shown(Action::Quit).is_empty());
    assert_eq!(shown(Action::NextHit), ["Ctrl-N", "]h"]);
    assert_eq!(shown(Action::Help), ["F2"]);
}

#[test]
fn no_built_in_key_hides_another() {
    let (keymap, mistakes) = Keymap::load(None);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    // With a file of the user's own, keys that could never be typed are taken out.
    let (looked_through, _) = Keymap::load(Some(&Table::parse("keys.toml", "")));
    assert_eq!(keymap, looked_through);
    for action in Action::ALL {
        let keys = keymap.keys_for(action.group().context(), *action);
        assert!(!keys.is_empty(), "{} has no key", action.name());
    }
}

#[test]
fn a_theme_of_ones_own_stands_over_the_built_in_one() {
    let user = User::new("theme").file(
        "themes/eigen.toml",
        "hit = { fg = \"#112233\" }\nhti = { fg = \"red\" }\nmark = { fg = \"grene\" }\n",
    );
    let output = user.run(&["--frame", "80x24", "--theme", "eigen"]);
    let frame = String::from_utf8(output.stdout).unwrap();
    assert!(frame.contains("2 mistakes in your settings"), "{frame}");
    assert!(frame.contains("eigen.toml:2"), "{frame}");
    let names = user.run(&["themes"]);
    assert!(
        String::from_utf8(names.stdout)
            .unwrap()
            .ends_with("mono\neigen\n")
    );
    let frame = user.frame(&["--keys", ":theme eigen<Enter>"]);
    assert!(frame.contains("theme eigen"), "{frame}");
    let user = user.file("config.toml", "\ntheme = \"foo\"\n");
    let frame = user.frame(&[]);
    assert!(
        frame.contains("config.toml:2: there is no theme `foo`"),
        "{frame}"
    );
    let unknown = user.run(&["--frame", "120x24", "--theme", "drak"]);
    let frame = String::from_utf8(unknown.stdout).unwrap();
    assert!(frame.contains("did you mean `dark`"), "{frame}");
}

/// Relative luminance, by WCAG 2.1.
fn luminance((red, green, blue): (u8, u8, u8)) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
}

fn contrast(one: (u8, u8, u8), other: (u8, u8, u8)) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn rgb(colour: Option<Color>) -> Option<(u8, u8, u8)> {
    match colour? {
        Color::Rgb(red, green, blue) => Some((red, green, blue)),
        _ => None,
    }
}

#[test]
fn words_stand_out_from_their_ground_in_every_theme() {
    for name in ["light", "dark", "contrast"] {
        let (theme, mistakes) = Theme::load((name, &Origin::CommandLine), Depth::True);
        assert!(mistakes.is_empty(), "{mistakes:?}");
        let text = theme.style(Role::Text);
        let grounds = [
            Role::Text,
            Role::SelectedUnfocused,
            Role::Selected,
            Role::Flash,
            Role::Selection,
        ];
        for &role in Role::ALL {
            // Lines are no words; grounds are judged with the words on them.
            if matches!(role, Role::Rule | Role::RuleFocused | Role::PageRule)
                || grounds[1..].contains(&role)
            {
                continue;
            }
            let style = text.patch(theme.style(role));
            let (Some(fg), Some(bg)) = (rgb(style.fg), rgb(style.bg)) else {
                assert_eq!(
                    name,
                    "contrast",
                    "{} has no colours of its own",
                    role.name()
                );
                continue;
            };
            let ratio = contrast(fg, bg);
            assert!(ratio >= 4.5, "{name}: {} has {ratio:.2}", role.name());
        }
        for ground in grounds {
            let style = text.patch(theme.style(ground));
            if let (Some(fg), Some(bg)) = (rgb(style.fg), rgb(style.bg)) {
                let ratio = contrast(fg, bg);
                assert!(
                    ratio >= 4.5,
                    "{name}: words on {} have {ratio:.2}",
                    ground.name()
                );
            }
        }
    }
}

#[test]
fn words_can_be_read_in_sixteen_colours_too() {
    for name in ["light", "dark", "contrast"] {
        let (theme, _) = Theme::load((name, &Origin::CommandLine), Depth::Sixteen);
        let text = theme.style(Role::Text);
        for &role in Role::ALL {
            let style = text.patch(theme.style(role));
            if let (Some(Color::Indexed(fg)), Some(Color::Indexed(bg))) = (style.fg, style.bg)
                && !matches!(role, Role::Rule | Role::PageRule)
            {
                let ratio = contrast(of_index(fg), of_index(bg));
                assert!(ratio >= 3.0, "{name}: {} has {ratio:.2}", role.name());
            }
        }
    }
}

#[test]
fn nothing_is_told_by_colour_alone() {
    for name in Theme::NAMES {
        for depth in [Depth::None, Depth::Sixteen, Depth::TwoFiftySix, Depth::True] {
            let (theme, _) = Theme::load((name, &Origin::CommandLine), depth);
            let form = |role: Role| {
                let style = theme.style(role);
                style.add_modifier
            };
            assert_ne!(
                form(Role::HitCurrent),
                form(Role::Hit),
                "{name} at {depth:?}"
            );
            assert_ne!(form(Role::Heading), form(Role::Text), "{name} at {depth:?}");
        }
    }
}

#[test]
fn a_theme_asks_for_no_colour_that_the_terminal_lacks() {
    for name in Theme::NAMES {
        for depth in [Depth::None, Depth::Sixteen, Depth::TwoFiftySix] {
            let (theme, _) = Theme::load((name, &Origin::CommandLine), depth);
            for &role in Role::ALL {
                let style: Style = theme.style(role);
                for colour in [style.fg, style.bg].into_iter().flatten() {
                    let has = match colour {
                        Color::Rgb(..) => false,
                        Color::Indexed(index) => {
                            depth == Depth::TwoFiftySix || index < 16 && depth == Depth::Sixteen
                        }
                        Color::Reset => true,
                        _ => depth != Depth::None,
                    };
                    assert!(has, "{name} at {depth:?}: {} is {colour:?}", role.name());
                }
            }
        }
    }
}

#[test]
fn without_colours_the_current_hit_is_reversed() {
    let (theme, _) = Theme::load(("dark", &Origin::CommandLine), Depth::None);
    assert!(
        theme
            .style(Role::HitCurrent)
            .add_modifier
            .contains(Modifier::REVERSED)
    );
    assert!(
        theme
            .style(Role::Hit)
            .add_modifier
            .contains(Modifier::UNDERLINED)
    );
}

#[test]
fn settings_are_pure_functions_of_their_tables() {
    let table = Table::parse("config.toml", "show_hits = false\nmeasure = 70\n");
    let overrides = Overrides {
        lang: Some("nl".into()),
        ..Overrides::default()
    };
    let (settings, mistakes) = Settings::from(Some(&table), &overrides);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    assert!(!settings.show_hits && settings.show_notes);
    assert_eq!(settings.measure, 70);
    assert_eq!(settings.lang, Language::Dutch);
    let names: BTreeSet<&str> = settings.all.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names.len(), settings.all.len(), "every setting once");
}
