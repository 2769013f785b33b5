//! Which keys mean which action, where.
//!
//! The rows are data (`data/keys.toml`, the user's over it); sequences live here and nowhere else. It must not know what actions do.

use std::collections::{BTreeMap, HashMap};

use crate::config::{Mistake, Origin, Table};
use crate::tui::action::Action;
use crate::tui::key::{self, Key};

/// The keys that come with the program.
pub const BUILT_IN: &str = include_str!("../../data/keys.toml");

/// Where keys are pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// The text, and what all panes share.
    Read,
    /// Sections, notes, hits.
    List,
    /// While text is selected.
    Select,
    /// Lists over the panes.
    Help,
    /// While something is typed.
    Prompt,
}

impl Context {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Read, "read"),
        (Self::List, "list"),
        (Self::Select, "select"),
        (Self::Help, "help"),
        (Self::Prompt, "prompt"),
    ];

    /// Where a key is looked up that this context does not bind.
    fn fallback(self) -> Option<Self> {
        match self {
            Self::Read | Self::Prompt => None,
            Self::List | Self::Select | Self::Help => Some(Self::Read),
        }
    }
}

/// What keys mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// This action.
    Action(Action),
    /// The beginning of something.
    Prefix,
    /// Nothing.
    Unbound,
}

/// All bindings: for each context the sequences of each action, in the order written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keymap {
    rows: BTreeMap<(Context, Action), Vec<Vec<Key>>>,
}

impl Keymap {
    /// The built-in keys with the user's rows over them, and every mistake in those.
    #[must_use]
    pub fn load(user: Option<&Table>) -> (Self, Vec<Mistake>) {
        let mut keymap = Self::default();
        let mut mistakes = Vec::new();
        let built_in = Table::parse("data/keys.toml", BUILT_IN);
        for table in [Some(&built_in), user].into_iter().flatten() {
            let mut origins = BTreeMap::new();
            for entry in &table.entries {
                let row = keymap.take(entry, &mut mistakes).filter(|_| user.is_some());
                origins.extend(row.map(|row| (row, entry.origin.clone())));
            }
            mistakes.extend(table.mistakes.iter().cloned());
            // The built-in keys do not collide, as a test shows: they need not be looked through at every start.
            if user.is_some() {
                keymap.settle_conflicts(&origins, &mut mistakes);
            }
        }
        (keymap, mistakes)
    }

    /// Takes one row: `context.action = [keys]`, and tells which it was; `None`: nothing of it could be taken.
    fn take(
        &mut self,
        entry: &crate::config::Entry,
        mistakes: &mut Vec<Mistake>,
    ) -> Option<(Context, Action)> {
        let (section, name) = entry.key.split_once('.').unwrap_or(("", &entry.key));
        let Some(&(context, _)) = Context::ALL.iter().find(|(_, known)| *known == section) else {
            let known: Vec<&str> = Context::ALL.iter().map(|(_, known)| *known).collect();
            let wrong = match section {
                "" => format!("`{name}` stands above every table"),
                section => format!("there is no table `[{section}]` for keys"),
            };
            let known = known.join("], [");
            mistakes.push(entry.mistake(format!("{wrong}; keys stand in [{known}]")));
            return None;
        };
        let Some(action) = Action::from_name(name) else {
            let names = Action::ALL.iter().map(|action| action.name());
            mistakes.push(entry.mistake(crate::config::unknown("action", name, names)));
            return None;
        };
        let Some(written) = entry.strings() else {
            mistakes.push(entry.mistake(format!(
                "`{name}` wants a list of keys, such as [\"x\", \"<C-x>\"]; [] unbinds it"
            )));
            return None;
        };
        // A row of nothing but mistakes leaves the keys as they were.
        let none_wanted = written.is_empty();
        let mut sequences = Vec::new();
        for text in written {
            match Key::parse_sequence(&text) {
                Ok(keys) if keys.is_empty() => mistakes
                    .push(entry.mistake(format!("`{name}` has an empty key; [] unbinds it"))),
                Ok(keys) => sequences.push(keys),
                Err(error) => mistakes.push(entry.mistake(error)),
            }
        }
        if sequences.is_empty() && !none_wanted {
            return None;
        }
        self.rows.insert((context, action), sequences);
        Some((context, action))
    }

    /// A sequence that is bound twice, or that another begins with, could never be typed: rows just read win over older ones;
    /// among themselves, the first wins and the other is a mistake.
    fn settle_conflicts(
        &mut self,
        newest: &BTreeMap<(Context, Action), Origin>,
        mistakes: &mut Vec<Mistake>,
    ) {
        // Only sequences with the same first key can collide.
        let mut taken: HashMap<_, Vec<(Action, Vec<Key>)>> = HashMap::new();
        let (new, old): (Vec<_>, Vec<_>) = self
            .rows
            .keys()
            .copied()
            .partition(|row| newest.contains_key(row));
        for row in new.into_iter().chain(old) {
            let Some(sequences) = self.rows.get_mut(&row) else {
                continue;
            };
            sequences.retain(|keys| {
                let taken = taken.entry((row.0, keys.first().copied())).or_default();
                let clash = taken
                    .iter()
                    .find(|(_, other)| other.starts_with(keys) || keys.starts_with(other));
                let Some((action, other)) = clash else {
                    taken.push((row.1, keys.clone()));
                    return true;
                };
                if let Some(origin) = newest.get(&row) {
                    let (key, other) = (super::key::show(keys, true), super::key::show(other, true));
                    let (own, other_action) = (row.1.name(), action.name());
                    let message = format!("`{key}` for `{own}` collides with `{other}` for `{other_action}`; bind one of them to another key");
                    mistakes.push(Mistake::new(origin, message));
                }
                false
            });
        }
    }

    /// What keys mean in a context.
    #[must_use]
    pub fn lookup(&self, context: Context, keys: &[Key]) -> Lookup {
        let mut prefix = false;
        for (_, action, sequence) in self.bindings(context) {
            if sequence == keys {
                return Lookup::Action(action);
            }
            prefix |= sequence.starts_with(keys);
        }
        if prefix {
            return Lookup::Prefix;
        }
        context
            .fallback()
            .map_or(Lookup::Unbound, |fallback| self.lookup(fallback, keys))
    }

    /// What may follow keys that are a beginning: the rest of each sequence and its action.
    #[must_use]
    pub fn continuations(&self, context: Context, keys: &[Key]) -> Vec<(Vec<Key>, Action)> {
        let mut all: Vec<(Vec<Key>, Action)> = self
            .bindings(context)
            .filter(|(_, _, sequence)| sequence.len() > keys.len() && sequence.starts_with(keys))
            .map(|(_, action, sequence)| (sequence[keys.len()..].to_vec(), action))
            .collect();
        if let Some(fallback) = context.fallback() {
            all.extend(self.continuations(fallback, keys));
        }
        all.dedup();
        all
    }

    /// The sequences for an action in a context, the first one being the one to show.
    #[must_use]
    pub fn keys_for(&self, context: Context, action: Action) -> Vec<Vec<Key>> {
        match self.rows.get(&(context, action)) {
            Some(sequences) => sequences.clone(),
            None => context
                .fallback()
                .map_or_else(Vec::new, |fallback| self.keys_for(fallback, action)),
        }
    }

    /// The same as a person reads them.
    #[must_use]
    pub fn shown_for(&self, context: Context, action: Action, ascii: bool) -> Vec<String> {
        let sequences = self.keys_for(context, action);
        let shown = sequences.iter().map(|keys| key::show(keys, ascii));
        shown.collect()
    }

    /// The first of them.
    #[must_use]
    pub fn first_for(&self, context: Context, action: Action, ascii: bool) -> Option<String> {
        let sequences = self.keys_for(context, action);
        sequences.first().map(|keys| key::show(keys, ascii))
    }

    /// Every binding of one context, in the order of the actions.
    fn bindings(&self, context: Context) -> impl Iterator<Item = (Context, Action, &Vec<Key>)> {
        let rows = self.rows.iter().filter(move |((of, _), _)| *of == context);
        rows.flat_map(|(&(context, action), sequences)| {
            sequences.iter().map(move |keys| (context, action, keys))
        })
    }
}
