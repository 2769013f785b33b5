//! Everything a user may ask for, each a name, a group, and nothing else.
//!
//! A key is bound to an action in `data/keys.toml`; what it is called on the screen stands in `data/words`. It must not know what actions do.

use serde::{Deserialize, Serialize};

use crate::tui::keymap::Context;

/// Groups of actions, in the order of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Moving through the text.
    Moving,
    /// Searching.
    Searching,
    /// Notes and references.
    Notes,
    /// Panes.
    Panes,
    /// Marks and copying.
    Copying,
    /// While text is selected.
    Selecting,
    /// The program.
    Program,
    /// While a query or command is typed.
    Prompt,
}

impl Group {
    /// All groups.
    pub const ALL: &[Self] = &[
        Self::Moving,
        Self::Searching,
        Self::Notes,
        Self::Panes,
        Self::Copying,
        Self::Selecting,
        Self::Program,
        Self::Prompt,
    ];

    /// Where its keys work.
    #[must_use]
    pub fn context(self) -> Context {
        match self {
            Self::Prompt => Context::Prompt,
            Self::Selecting => Context::Select,
            _ => Context::Read,
        }
    }

    /// Its name in the catalogues.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Moving => "moving",
            Self::Searching => "searching",
            Self::Notes => "notes",
            Self::Panes => "panes",
            Self::Copying => "copying",
            Self::Selecting => "selecting",
            Self::Program => "program",
            Self::Prompt => "prompt",
        }
    }
}

/// One row an action: its variant, its name in files, its group.
macro_rules! actions {
    ($($variant:ident $name:literal $group:ident,)*) => {
        /// What a user may ask for. A count, where one was typed, goes with it separately.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl Action {
            /// All actions, in the order of the help.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name in files and on the command line.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// Where the help lists it.
            #[must_use]
            pub fn group(self) -> Group {
                match self { $(Self::$variant => Group::$group),* }
            }
        }
    };
}

actions! {
    LineDown "line_down" Moving,
    LineUp "line_up" Moving,
    HalfPageDown "half_page_down" Moving,
    HalfPageUp "half_page_up" Moving,
    PageDown "page_down" Moving,
    PageUp "page_up" Moving,
    Top "top" Moving,
    End "end" Moving,
    NextSection "next_section" Moving,
    PreviousSection "previous_section" Moving,
    NextParagraph "next_paragraph" Moving,
    PreviousParagraph "previous_paragraph" Moving,
    NextPage "next_page" Moving,
    PreviousPage "previous_page" Moving,
    NextChange "next_change" Moving,
    PreviousChange "previous_change" Moving,
    Back "back" Moving,
    Forward "forward" Moving,
    SearchForward "search" Searching,
    SearchBackward "search_backward" Searching,
    NextHit "next_hit" Searching,
    PreviousHit "previous_hit" Searching,
    OnlyHits "only_hits" Searching,
    Facets "facets" Searching,
    Against "against" Searching,
    SwitchOrder "switch_order" Searching,
    Find "find" Searching,
    NextReference "next_reference" Notes,
    PreviousReference "previous_reference" Notes,
    Follow "follow" Notes,
    FocusNotes "notes" Notes,
    Peek "peek" Notes,
    PrintedPage "printed_page" Notes,
    OpenCited "open_cited" Notes,
    CitedBy "cited_by" Notes,
    Dossier "dossier" Notes,
    Compare "compare" Notes,
    FocusText "text" Panes,
    FocusSections "sections" Panes,
    FocusHits "hits" Panes,
    FocusShelf "shelf" Panes,
    GroupLetters "group_letters" Panes,
    CyclePanes "next_pane" Panes,
    CyclePanesBack "previous_pane" Panes,
    ToggleSections "toggle_sections" Panes,
    ToggleNotes "toggle_notes" Panes,
    ToggleHits "toggle_hits" Panes,
    WidenSide "wider_side" Panes,
    NarrowSide "narrower_side" Panes,
    MoreRoom "more_room" Panes,
    LessRoom "less_room" Panes,
    ResetPanes "reset_panes" Panes,
    Unchanged "unchanged" Panes,
    SetMark "set_mark" Copying,
    GoToMark "go_to_mark" Copying,
    CopyParagraph "copy_paragraph" Copying,
    CopySentence "copy_sentence" Copying,
    CopySection "copy_section" Copying,
    CopyNote "copy_note" Copying,
    CopyLink "copy_link" Copying,
    CopyWithCitation "copy_with_citation" Copying,
    Select "select" Copying,
    CopySelection "copy_selection" Selecting,
    WordRight "word_right" Selecting,
    WordLeft "word_left" Selecting,
    CommandLine "command_line" Program,
    Help "help" Program,
    ShowLetter "letter" Program,
    ShowWarnings "warnings" Program,
    NextTheme "next_theme" Program,
    ToggleAscii "toggle_ascii" Program,
    Reload "reload" Program,
    StopImport "stop_import" Program,
    Repaint "repaint" Program,
    Suspend "suspend" Program,
    Cancel "cancel" Program,
    Quit "quit" Program,
    PromptAccept "prompt_accept" Prompt,
    PromptCancel "prompt_cancel" Prompt,
    PromptHitDown "prompt_down" Prompt,
    PromptHitUp "prompt_up" Prompt,
    PromptScopeNext "prompt_next_scope" Prompt,
    PromptScopePrevious "prompt_previous_scope" Prompt,
    PromptHistoryOlder "prompt_older" Prompt,
    PromptHistoryNewer "prompt_newer" Prompt,
    PromptDeleteBack "prompt_delete" Prompt,
    PromptDeleteWord "prompt_delete_word" Prompt,
    PromptClear "prompt_clear" Prompt,
    PromptLeft "prompt_left" Prompt,
    PromptRight "prompt_right" Prompt,
    PromptStart "prompt_start" Prompt,
    PromptEnd "prompt_end" Prompt,
}

impl Action {
    /// The action of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }

    /// Whether it only makes sense while something is typed.
    #[must_use]
    pub fn in_prompt(self) -> bool {
        self.group() == Group::Prompt
    }
}
