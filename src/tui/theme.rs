//! How each role on the screen looks: named styles from TOML, fitted to what the terminal can show.
//!
//! It must not know where a role is used.

use std::env;

use ratatui::style::{Color, Modifier, Style};

use crate::config::{Entry, Mistake, Origin, Table, unknown, user_names, user_table};

/// One row a role: its variant and its name in theme files.
macro_rules! roles {
    ($($variant:ident $name:literal $doc:literal,)*) => {
        /// What something on the screen is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Role { $(#[doc = $doc] $variant,)* }

        impl Role {
            /// All roles.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name in theme files.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

roles! {
    Text "text" "The letter's words.",
    Dim "dim" "What may be overlooked.",
    Muted "muted" "A section without a hit.",
    Heading "heading" "A heading of the letter.",
    PageRule "page_rule" "The rule where a printed page begins.",
    PageNumber "page_number" "The number of a printed page.",
    Rule "rule" "A line between panes.",
    RuleFocused "rule_focused" "The line above what has the keys.",
    PaneTitle "pane_title" "A pane's name.",
    PaneTitleFocused "pane_title_focused" "The name of the pane that has the keys.",
    Title "title" "The letter's title.",
    Mark "mark" "A note mark.",
    MarkHit "mark_hit" "A note mark whose note has a hit.",
    MarkCurrent "mark_current" "The note mark one is on.",
    Citation "citation" "A reference to another paper.",
    Link "link" "An address.",
    Hit "hit" "A literal match.",
    HitWeak "hit_weak" "A match by word form, part or typing error.",
    HitCurrent "hit_current" "The match one is at.",
    NoteLabel "note_label" "A note's number.",
    NoteCurrent "note_current" "The current note's number.",
    Selected "selected" "The chosen row of the list that has the keys.",
    SelectedUnfocused "selected_unfocused" "The chosen row of another list.",
    Selection "selection" "Selected text.",
    Flash "flash" "A place just jumped to.",
    Count "count" "A number of hits.",
    Against "against" "What belongs to the second of two queries.",
    New "new" "What only the newer of two letters has.",
    Gone "gone" "What only the older of two letters has.",
    Changed "changed" "The sign of what was changed or moved.",
    NewWords "new_words" "Words that came into a passage.",
    GoneWords "gone_words" "Words that went out of a passage.",
    Prompt "prompt" "The sign of the prompt.",
    PromptText "prompt_text" "What is typed.",
    Status "status" "What is said.",
    KeyHint "key_hint" "A key.",
    Warning "warning" "What cannot be.",
    Error "error" "What went wrong.",
}

/// How many colours the terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None are wanted or none are there: bold, underline and reverse tell everything.
    None,
    /// The sixteen of the terminal's palette.
    Sixteen,
    /// The 256 of xterm.
    TwoFiftySix,
    /// 24 bits.
    True,
}

impl Depth {
    /// What the environment says: `NO_COLOR` (see no-color.org), `COLORTERM`, `TERM`.
    #[must_use]
    pub fn from_environment() -> Self {
        let set = |name: &str| env::var(name).unwrap_or_default();
        if !set("NO_COLOR").is_empty() {
            return Self::None;
        }
        let (colorterm, term) = (set("COLORTERM"), set("TERM"));
        match () {
            () if colorterm.contains("truecolor") || colorterm.contains("24bit") => Self::True,
            () if term.contains("256") || term.contains("kitty") || term.contains("alacritty") => {
                Self::TwoFiftySix
            }
            () if term.starts_with("vt") => Self::None,
            () => Self::Sixteen,
        }
    }
}

/// A style for every role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    styles: Vec<Style>,
    depth: Depth,
}

impl Theme {
    /// The themes that come with the program.
    pub const NAMES: [&'static str; 5] = ["terminal", "light", "dark", "contrast", "mono"];

    /// All themes there are: those and the user's own.
    #[must_use]
    pub fn names(own: &[String]) -> Vec<&str> {
        let own = own.iter().map(String::as_str);
        let own = own.filter(|name| !Self::NAMES.contains(name));
        Self::NAMES.into_iter().chain(own).collect()
    }

    /// A built-in theme's TOML.
    #[must_use]
    pub fn source(name: &str) -> Option<&'static str> {
        Some(match name {
            "terminal" => include_str!("../../data/themes/terminal.toml"),
            "light" => include_str!("../../data/themes/light.toml"),
            "dark" => include_str!("../../data/themes/dark.toml"),
            "contrast" => include_str!("../../data/themes/contrast.toml"),
            "mono" => include_str!("../../data/themes/mono.toml"),
            _ => return None,
        })
    }

    /// A theme by its name, which was given at a place, the user's own rows over it, fitted to a depth; and every mistake in the user's file.
    /// Without colours every theme is `mono`.
    #[must_use]
    pub fn load((name, origin): (&str, &Origin), depth: Depth) -> (Self, Vec<Mistake>) {
        let user = if name.contains(['/', '\\']) {
            None
        } else {
            user_table(&format!("themes/{name}.toml"))
        };
        let mut mistakes = Vec::new();
        let base = if depth == Depth::None {
            Some("mono")
        } else {
            Some(name)
        };
        let built_in = base.and_then(Self::source);
        if built_in.is_none() && user.is_none() {
            let own = user_names("themes");
            let message = unknown("theme", name, Self::names(&own).into_iter());
            mistakes.push(Mistake::new(origin, message));
        }
        let built_in = built_in.unwrap_or_else(|| Self::source("terminal").unwrap_or_default());
        let mut theme = Self {
            styles: vec![Style::default(); Role::ALL.len()],
            depth,
        };
        theme.take(&Table::parse(name, built_in), &mut mistakes);
        if let Some(user) = user.filter(|_| depth != Depth::None) {
            theme.take(&user, &mut mistakes);
            mistakes.extend(user.mistakes);
        }
        theme.fit();
        (theme, mistakes)
    }

    /// A role's style.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// What it is fitted to.
    #[must_use]
    pub fn depth(&self) -> Depth {
        self.depth
    }

    /// Takes a theme file's rows: `hit.fg = "black"`, `hit.is = ["bold"]`.
    fn take(&mut self, table: &Table, mistakes: &mut Vec<Mistake>) {
        for entry in &table.entries {
            let (name, part) = entry.key.split_once('.').unwrap_or((&entry.key, ""));
            let Some(&role) = Role::ALL.iter().find(|role| role.name() == name) else {
                mistakes.push(entry.mistake(unknown(
                    "role",
                    name,
                    Role::ALL.iter().map(|role| role.name()),
                )));
                continue;
            };
            let style = &mut self.styles[role as usize];
            let taken = match part {
                "fg" => colour(entry).map(|colour| style.fg = Some(colour)),
                "bg" => colour(entry).map(|colour| style.bg = Some(colour)),
                "is" => modifiers(entry).map(|modifiers| style.add_modifier = modifiers),
                _ => Err(format!(
                    "`{name}` has `fg`, `bg` and `is`, as in `{name} = {{ fg = \"blue\", is = [\"bold\"] }}`"
                )),
            };
            if let Err(message) = taken {
                mistakes.push(entry.mistake(message));
            }
        }
    }

    /// Replaces colours that the terminal does not have by the nearest it has.
    fn fit(&mut self) {
        for style in &mut self.styles {
            style.fg = style.fg.and_then(|colour| fit(colour, self.depth));
            style.bg = style.bg.and_then(|colour| fit(colour, self.depth));
            // Many terminals brighten the palette's black to grey where it is bold, which no coloured ground carries.
            if style.bg.is_some() && !style.add_modifier.contains(Modifier::REVERSED) {
                // A ground of its own is the same on a row that is chosen by reversing it.
                *style = style.remove_modifier(Modifier::REVERSED);
            }
            let black = matches!(style.fg, Some(Color::Black | Color::Indexed(0)));
            if black && style.bg.is_some() {
                *style = style.remove_modifier(Modifier::BOLD);
            }
        }
    }
}

fn colour(entry: &Entry) -> Result<Color, String> {
    let wanted = "a colour is a name such as \"blue\" or \"light-red\", a number from 0 to 255, or \"#rrggbb\"";
    let text = match &entry.value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Integer(number) => number.to_string(),
        _ => return Err(wanted.to_owned()),
    };
    text.parse::<Color>()
        .map_err(|_| format!("\"{text}\" is no colour; {wanted}"))
}

fn modifiers(entry: &Entry) -> Result<Modifier, String> {
    let known = [
        ("bold", Modifier::BOLD),
        ("dim", Modifier::DIM),
        ("italic", Modifier::ITALIC),
        ("underlined", Modifier::UNDERLINED),
        ("reversed", Modifier::REVERSED),
        ("struck", Modifier::CROSSED_OUT),
    ];
    let names = entry
        .strings()
        .ok_or("`is` wants a list, such as [\"bold\"]")?;
    names.iter().try_fold(Modifier::empty(), |all, name| {
        let found = known.iter().find(|(known, _)| known == name);
        found
            .map(|(_, modifier)| all | *modifier)
            .ok_or_else(|| unknown("form", name, known.iter().map(|(known, _)| *known)))
    })
}

/// The nearest colour a terminal of some depth has; `None` where it has none.
pub(crate) fn fit(colour: Color, depth: Depth) -> Option<Color> {
    let Color::Rgb(red, green, blue) = colour else {
        return match (depth, colour) {
            (Depth::None, _) => None,
            (Depth::Sixteen, Color::Indexed(index)) if index > 15 => {
                let (red, green, blue) = of_index(index);
                Some(nearest(red, green, blue, 0..16))
            }
            _ => Some(colour),
        };
    };
    match depth {
        Depth::True => Some(colour),
        // The first sixteen are the user's own and could be anything.
        Depth::TwoFiftySix => Some(nearest(red, green, blue, 16..256)),
        Depth::Sixteen => Some(nearest(red, green, blue, 0..16)),
        Depth::None => None,
    }
}

fn nearest(red: u8, green: u8, blue: u8, range: std::ops::Range<u16>) -> Color {
    let distance = |index: u16| {
        let (r, g, b) = of_index(index as u8);
        let square = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
        // The eye weighs green most and blue least.
        3 * square(r, red) + 4 * square(g, green) + 2 * square(b, blue)
    };
    let index = range.min_by_key(|&index| distance(index)).unwrap_or(7);
    Color::Indexed(index as u8)
}

/// The red, green and blue of a colour of xterm's palette, by its number.
#[must_use]
pub fn of_index(index: u8) -> (u8, u8, u8) {
    const SIXTEEN: [(u8, u8, u8); 16] = [
        (0, 0, 0),
        (205, 0, 0),
        (0, 205, 0),
        (205, 205, 0),
        (0, 0, 238),
        (205, 0, 205),
        (0, 205, 205),
        (229, 229, 229),
        (127, 127, 127),
        (255, 0, 0),
        (0, 255, 0),
        (255, 255, 0),
        (92, 92, 255),
        (255, 0, 255),
        (0, 255, 255),
        (255, 255, 255),
    ];
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match index {
        0..16 => SIXTEEN[usize::from(index)],
        16..232 => {
            let cube = index - 16;
            (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        _ => {
            let grey = 8 + 10 * (index - 232);
            (grey, grey, grey)
        }
    }
}
