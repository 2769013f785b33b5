//! PDFs made by hand: words in Helvetica where they are put.

use std::fmt::Write as _;

/// A page being made; places are points from its upper left corner.
#[derive(Default)]
pub(crate) struct Sheet {
    drawn: String,
}

impl Sheet {
    /// Words with their beginning at a place.
    pub(crate) fn words(
        &mut self,
        (x, y): (f32, f32),
        size: f32,
        font: &str,
        words: &str,
    ) -> &mut Self {
        let words: String = words.chars().map(escaped).collect();
        let up = 842.0 - y;
        writeln!(
            self.drawn,
            "BT /{font} {size} Tf {x} {up} Td ({words}) Tj ET"
        )
        .unwrap();
        self
    }

    /// Words in a font with a raised sign behind them, and words behind that.
    pub(crate) fn raised(
        &mut self,
        (x, y): (f32, f32),
        font: &str,
        [before, sign, behind]: [&str; 3],
    ) -> &mut Self {
        let escape = |words: &str| words.chars().map(escaped).collect::<String>();
        let (before, sign, behind) = (escape(before), escape(sign), escape(behind));
        let up = 842.0 - y;
        writeln!(
            self.drawn,
            "BT /{font} 10 Tf {x} {up} Td ({before}) Tj /R 6 Tf 3.5 Ts ({sign}) Tj /R 10 Tf 0 Ts ({behind}) Tj ET"
        )
        .unwrap();
        self
    }

    /// Lines of plain type, one below the other.
    pub(crate) fn lines(&mut self, place: (f32, f32), size: f32, lines: &[&str]) -> &mut Self {
        self.spaced(place, (size, 1.2 * size), lines)
    }

    /// The same in type of a size with a distance between the lines.
    pub(crate) fn spaced(
        &mut self,
        (x, y): (f32, f32),
        (size, leading): (f32, f32),
        lines: &[&str],
    ) -> &mut Self {
        for (at, line) in lines.iter().enumerate() {
            self.words((x, y + leading * at as f32), size, "R", line);
        }
        self
    }

    /// A line across.
    pub(crate) fn rule(&mut self, (x, y): (f32, f32), width: f32) -> &mut Self {
        writeln!(self.drawn, "{x} {} {width} 0.5 re f", 842.0 - y).unwrap();
        self
    }

    /// A picture over the whole page.
    pub(crate) fn picture(&mut self) -> &mut Self {
        self.drawn
            .push_str("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q\n");
        self
    }
}

/// A letter as an octal code where it is none of ASCII.
fn escaped(letter: char) -> String {
    match letter {
        '(' | ')' | '\\' => format!("\\{letter}"),
        ' '..='~' => letter.to_string(),
        // Helvetica's standard codes, as Windows has them.
        '’' => "\\222".to_owned(),
        '–' => "\\226".to_owned(),
        '•' => "\\225".to_owned(),
        letter => format!("\\{:03o}", u32::from(letter)),
    }
}

/// A PDF of pages.
pub(crate) fn pdf(sheets: &[Sheet]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
    ];
    let fonts = ["Helvetica", "Helvetica-Bold", "Helvetica-Oblique"];
    objects.extend(fonts.iter().map(|font| {
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>")
    }));
    let mut kids = String::new();
    for sheet in sheets {
        let (page, content) = (objects.len() + 1, objects.len() + 2);
        write!(kids, "{page} 0 R ").unwrap();
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R \
             /Resources << /Font << /R 3 0 R /B 4 0 R /I 5 0 R >> >> >>"
        ));
        let drawn = &sheet.drawn;
        objects.push(format!(
            "<< /Length {} >>\nstream\n{drawn}\nendstream",
            drawn.len()
        ));
    }
    objects[1] = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", sheets.len());
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1).unwrap();
    }
    let start = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(out, "{place:010} 00000 n ").unwrap();
    }
    let size = objects.len() + 1;
    write!(
        out,
        "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    out.into_bytes()
}
