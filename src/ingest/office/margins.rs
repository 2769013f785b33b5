//! What a Word file prints at the head and foot of every page.
//!
//! It must not know the letter's text.

use roxmltree::Node;

use crate::ingest::xml::{has_choice, name};

/// The lines of a head or foot, each once.
#[derive(Debug, Default)]
struct Lines {
    told: Vec<String>,
}

/// The lines below a node.
pub(super) fn lines(root: Node<'_, '_>) -> Vec<String> {
    let mut lines = Lines::default();
    lines.below(root);
    lines.told
}

impl Lines {
    fn below(&mut self, parent: Node<'_, '_>) {
        for node in parent.children() {
            match name(node) {
                "p" => {
                    let mut line = String::new();
                    own_words(node, &mut line);
                    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
                    if !line.is_empty() && !self.told.contains(&line) {
                        self.told.push(line);
                    }
                    self.below(node);
                }
                "Fallback" if has_choice(node) => {}
                _ => self.below(node),
            }
        }
    }
}

/// The words of a paragraph without those of the boxes that hang on it.
fn own_words(parent: Node<'_, '_>, line: &mut String) {
    for node in parent.children() {
        match name(node) {
            "t" => line.push_str(node.text().unwrap_or_default()),
            "tab" | "br" => line.push(' '),
            "txbxContent" | "instrText" | "del" => {}
            _ => own_words(node, line),
        }
    }
}
