//! The tables of a catalogue: what each text is called. A row here, and one in each language, is a new text.
//!
//! It must not know what the texts say.

use serde::Deserialize;

use crate::catalogue::Counted;

/// A catalogue's table of texts: its fields are the texts' names.
macro_rules! texts {
    ($(#[$doc:meta])* $table:ident { $($field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(missing_docs, reason = "a text's name says where it is shown; data/words has the texts")]
        pub struct $table { $(pub $field: $kind,)* }
    };
}

texts! {
    /// Names of panes and what they say.
    Panes {
        sections: String,
        hits: String,
        text: String,
        printed: String,
        printed_coarsely: String,
        only_hits: String,
        opening: String,
        standard_input: String,
        notes_on_screen: String,
        next_note_mark: String,
        last_note_mark: String,
        none: String,
        not_cited: String,
        cited_on: String,
        note_short: String,
        page_short: String,
        no_hits: String,
        nearest_words: String,
        no_nearest: String,
        indexing: String,
        type_to_search: String,
        peek: String,
    }
}

texts! {
    /// What the status row says.
    Statuses {
        end_of_letter: String,
        wrapped_to_start: String,
        wrapped_to_end: String,
        no_pages: String,
        no_letter: String,
        no_such_page: String,
        page_to_come: String,
        no_notes: String,
        no_such_note: String,
        no_search: String,
        nothing_to_follow: String,
        nothing_to_peek: String,
        nothing_to_copy: String,
        copied: Counted,
        mark_set: String,
        no_such_mark: String,
        type_a_letter: String,
        only_hit: String,
        last_note: String,
        no_place_before: String,
        no_place_after: String,
        unbound: String,
        theme: String,
        no_such_theme: String,
        no_such_command: String,
        many_commands: String,
        wants_number: String,
        wants_word: String,
        doubts: Counted,
        resume: String,
        mistakes: Counted,
        hits: Counted,
        in_passages: Counted,
        passages: Counted,
        of_text: Counted,
        of_notes: Counted,
        of_headings: Counted,
        reading: String,
        reading_input: String,
        received: String,
        pages_read: String,
        no_printed_pages: String,
        no_pictures: String,
        no_ascii_pictures: String,
        drawing: String,
        read_again: String,
        no_suspend: String,
        no_reload: String,
    }
}

texts! {
    /// What is said of a library.
    Libraries {
        letters: Counted,
        shown: Counted,
        find: String,
        none: String,
        none_found: String,
        empty: String,
        importing: String,
        busy: String,
        unreached: String,
        added: Counted,
        left: Counted,
        gone: String,
        scope: String,
        in_letters: Counted,
        this_letter: String,
        nothing_cited: String,
        not_here: String,
        not_in: String,
        some_in: Counted,
        no_id: String,
        nothing_to_count: String,
        spread: String,
        by_year: String,
        by_month: String,
        by_sender: String,
        by_dossier: String,
        by_kind: String,
        most_first: String,
        column_hits: String,
        column_passages: String,
        in_no_time: String,
        in_no_bar: String,
        column_letters: String,
        filter: String,
        unfilter: String,
        unfilter_last: String,
        no_filter: String,
        empty_bar: String,
        only_filter: String,
        against: String,
        passages: String,
        this_scope: String,
        still_importing: String,
        so_far: String,
        counting: String,
        unreadable: Counted,
        strongest_first: String,
        newest_first: String,
        this_gone: String,
        no_dossier: String,
        dossier: String,
        cited_only: Counted,
        no_shelf: String,
        words: Counted,
        files: Counted,
        sorted_newest: String,
        sorted_oldest: String,
        sorted_title: String,
        sorted_sender: String,
        sorted_longest: String,
        sorted_new: String,
        new: Counted,
        grouped_year: String,
        grouped_dossier: String,
        in_dossier: String,
        in_none: String,
        undated: String,
        no_groups: String,
        to_list: String,
        stops: String,
        stopping: String,
        stopped: String,
        nothing_to_stop: String,
        gone_from_here: String,
        gone_short: String,
        open: String,
    }
}

texts! {
    /// What is said of two letters that are compared.
    Comparisons {
        comparing: String,
        which: String,
        none_open: String,
        none: String,
        not_here: String,
        elsewhere: String,
        nothing_differs: String,
        last_change: String,
        first_change: String,
        changed: String,
        new: String,
        gone: String,
        moved: String,
        same: String,
        same_passages: Counted,
        with_hits: Counted,
        moved_from: String,
        moved_here: String,
        section_moved: String,
        counted: String,
        counted_apart: String,
        read: String,
        to_comparison: String,
        order_unknown: String,
        order_guessed: String,
        order_turned: String,
        swaps: String,
        change_of: String,
        same_letter: String,
    }
}

texts! {
    /// What is said of queries that ask for what cannot be.
    Remarks {
        no_place: String,
        no_expression: String,
        no_page: String,
        no_section: String,
        no_date: String,
        library_only: String,
        too_long: String,
    }
}

texts! {
    /// What is said of what was not understood beyond doubt.
    Doubts {
        mark_without_note: String,
        note_without_mark: String,
        repeated_note: String,
        read_as_mark: String,
        kept_as_text: String,
        one_paragraph: String,
        own_hyphen: String,
        holds_cells: String,
        note_end: String,
        replaced: Counted,
        cut_paragraph: String,
        picture: String,
        too_full: String,
        unread_page: String,
        unread_pages: String,
        left_out_page: String,
        left_out_pages: String,
    }
}

texts! {
    /// The prompt's own words.
    Prompts {
        scope_text: String,
        scope_notes: String,
        scope_headings: String,
        carry_out: String,
        unlock: String,
        password: String,
        password_again: String,
        password_short: String,
        password_again_short: String,
        complete: String,
    }
}

texts! {
    /// What those commands do that are no actions.
    Commands {
        page: String,
        note: String,
        theme: String,
        compare: String,
    }
}

texts! {
    /// The help's own words.
    Helps {
        title: String,
        warnings_title: String,
        no_warnings: String,
        mistakes: String,
        doubts: String,
        read_as: String,
        letter_title: String,
        letter_subject: String,
        letter_sender: String,
        letter_date: String,
        letter_dossier: String,
        letter_number: String,
        letter_pages: String,
        letter_sections: String,
        letter_notes: String,
        letter_source: String,
        letter_encoding: String,
        letter_facts: String,
        letter_beside: String,
        further: String,
        narrow: String,
        query_language: String,
        on_shelf: String,
        query: Vec<String>,
    }
}
