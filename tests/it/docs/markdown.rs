//! Markdown as the tests of the docs look at it.

use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A document of the repository.
pub(super) struct Doc {
    pub(super) name: &'static str,
    pub(super) sections: Vec<Section>,
}

/// A heading, and what stands below it up to the next one.
#[derive(Default)]
pub(super) struct Section {
    pub(super) level: u8,
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
    pub(super) tables: Vec<Table>,
    /// Code in the text, in order; that of tables too.
    pub(super) spans: Vec<String>,
}

/// A fenced block.
pub(super) struct Block {
    pub(super) language: String,
    pub(super) text: String,
}

/// Its rows without the head; a cell is its code and its whole text.
pub(super) type Table = Vec<Vec<Cell>>;

#[derive(Clone, Default)]
pub(super) struct Cell {
    pub(super) codes: Vec<String>,
    pub(super) text: String,
}

impl Doc {
    pub(super) fn read(name: &'static str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let text = std::fs::read_to_string(path).unwrap();
        let text = match name.ends_with(".md") {
            true => text,
            false => comments(&text),
        };
        Self {
            name,
            sections: sections(&text),
        }
    }

    pub(super) fn blocks(&self, language: &str) -> impl Iterator<Item = &Block> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks.filter(move |block| block.language == language)
    }

    pub(super) fn spans(&self) -> impl Iterator<Item = &String> {
        self.sections.iter().flat_map(|section| &section.spans)
    }

    pub(super) fn section(&self, title: &str) -> &Section {
        let mut sections = self.sections.iter();
        let found = sections.find(|section| section.title.starts_with(title));
        found.unwrap_or_else(|| panic!("{} has no section `{title}`", self.name))
    }
}

/// The comments of a file that is no Markdown.
fn comments(text: &str) -> String {
    let lines = text.lines().filter_map(|line| line.strip_prefix('#'));
    lines.collect::<Vec<_>>().join("\n")
}

fn sections(text: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let (mut titling, mut block) = (false, None::<Block>);
    let mut cell = None::<Cell>;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        let last = sections.len() - 1;
        let section = &mut sections[last];
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                titling = true;
                sections.push(Section {
                    level: number(level),
                    ..Section::default()
                });
            }
            Event::End(TagEnd::Heading(_)) => titling = false,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                block = Some(Block {
                    language: language.to_string(),
                    text: String::new(),
                });
            }
            Event::End(TagEnd::CodeBlock) => section.blocks.extend(block.take()),
            Event::Start(Tag::Table(_)) => section.tables.push(Table::new()),
            Event::Start(Tag::TableRow) => section.tables.last_mut().unwrap().push(Vec::new()),
            Event::Start(Tag::TableCell) => cell = Some(Cell::default()),
            Event::End(TagEnd::TableCell) => {
                // Cells of the head come before any row.
                if let Some(row) = section.tables.last_mut().and_then(|rows| rows.last_mut()) {
                    row.extend(cell.take());
                }
            }
            Event::Code(code) => {
                if titling {
                    section.title += &code;
                }
                section.spans.push(code.to_string());
                if let Some(cell) = &mut cell {
                    cell.codes.push(code.to_string());
                    cell.text += &code;
                }
            }
            Event::Text(text) => match (&mut block, &mut cell) {
                (Some(block), _) => block.text += &text,
                (None, Some(cell)) => cell.text += &text,
                (None, None) if titling => section.title += &text,
                _ => {}
            },
            _ => {}
        }
    }
    sections
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}
