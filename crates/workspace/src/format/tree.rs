//! What a file says, with the comments beside what they belong to. How it is written is forgotten.

use indexmap::IndexMap;

/// The comments of an item.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Notes {
    /// Those above, a line each; an empty line stands between paragraphs.
    pub(super) above: Vec<String>,
    /// The one behind it, on its line.
    pub(super) side: Option<String>,
}

/// A value, and what is noted about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) notes: Notes,
    pub(super) content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// As it is written.
    Scalar(String),
    Array(Array),
    Table(Table),
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Array {
    pub(super) items: Vec<Item>,
    /// Comments after the last item.
    pub(super) foot: Vec<String>,
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// In the order of the file.
    pub(super) entries: IndexMap<String, Item>,
    /// Comments after the last entry.
    pub(super) foot: Vec<String>,
}

/// A whole file.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct File {
    /// Comments that belong to the file: its first lines. An empty line at the end parts them from the rest.
    pub(super) head: Vec<String>,
    pub(super) table: Table,
    /// Comments at its end.
    pub(super) tail: Vec<String>,
}

impl Notes {
    pub(super) fn is_empty(&self) -> bool {
        self.above.is_empty() && self.side.is_none()
    }

    /// All of them, as lines above.
    pub(super) fn lines(&self) -> impl Iterator<Item = &String> {
        self.above.iter().chain(&self.side)
    }
}

impl Item {
    pub(super) fn new(content: Content) -> Self {
        Self { notes: Notes::default(), content }
    }

    /// The table that it is; of an array of tables the last one.
    pub(super) fn table_mut(&mut self) -> Option<&mut Table> {
        match &mut self.content {
            Content::Table(table) => Some(table),
            Content::Array(array) => array.items.last_mut()?.table_mut(),
            Content::Scalar(_) => None,
        }
    }
}

impl Table {
    /// The table at a path, made where it is not there yet; `None` where something else is.
    pub(super) fn at<'t>(&'t mut self, path: &[String]) -> Option<&'t mut Self> {
        path.iter().try_fold(self, |table, key| table.entry(key).table_mut())
    }

    /// What stands under a key; an empty table where nothing does.
    pub(super) fn entry(&mut self, key: &str) -> &mut Item {
        self.entries.entry(key.to_owned()).or_insert_with(|| Item::new(Content::Table(Self::default())))
    }

    /// Takes out the comments that have no place when the table stands on one line. Arrays keep theirs: they may have many
    /// lines anywhere.
    pub(super) fn take_notes(&mut self, taken: &mut Vec<String>) {
        for item in self.entries.values_mut() {
            let notes = std::mem::take(&mut item.notes);
            taken.extend(notes.lines().filter(|line| !line.is_empty()).cloned());
            if let Content::Table(table) = &mut item.content {
                table.take_notes(taken);
            }
        }
        taken.append(&mut self.foot);
    }

    /// Takes out the comments after the last entry, of the tables in it as well.
    pub(super) fn take_feet(&mut self, taken: &mut Vec<String>) {
        for item in self.entries.values_mut() {
            if let Content::Table(table) = &mut item.content {
                table.take_feet(taken);
            }
        }
        taken.append(&mut self.foot);
    }

    /// Whether there are comments that have no place when the table stands on one line.
    pub(super) fn has_notes(&self) -> bool {
        !self.foot.is_empty()
            || self.entries.values().any(|item| {
                !item.notes.is_empty() || matches!(&item.content, Content::Table(table) if table.has_notes())
            })
    }
}

impl Array {
    /// Whether comments stand in it, or in an array inside.
    pub(super) fn has_notes(&self) -> bool {
        !self.foot.is_empty()
            || self.items.iter().any(|item| !item.notes.is_empty() || item.content.is_noted())
    }
}

impl Content {
    /// Whether comments stand anywhere inside.
    pub(super) fn is_noted(&self) -> bool {
        match self {
            Self::Scalar(_) => false,
            Self::Array(array) => array.has_notes(),
            Self::Table(table) => {
                table.has_notes() || table.entries.values().any(|item| item.content.is_noted())
            }
        }
    }
}
