//! An answer as a tree, from which JSON and XML are written: both say the same, because both are read off it.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::domain::text;

/// A part of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Not known: `null`, or an empty element.
    Nothing,
    /// Text.
    Text(String),
    /// A whole number.
    Whole(u32),
    /// A number of degrees.
    Degrees(f64),
    /// Yes or no.
    Flag(bool),
    /// Things of one kind, with the name that each has in XML.
    Many(&'static str, Vec<Self>),
    /// Fields by their names, in order.
    Fields(Vec<(&'static str, Self)>),
}

impl Node {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A text that may not be known; an empty one is not.
    pub fn known(text: Option<impl Into<String>>) -> Self {
        text.map(Into::into).filter(|text| !text.is_empty()).map_or(Self::Nothing, Self::Text)
    }

    /// The tree as JSON.
    ///
    /// # Errors
    /// When a number is none.
    pub fn json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(self)
    }

    /// The tree as an XML document whose root has a name.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn xml(&self, root: &str) -> io::Result<Vec<u8>> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        self.write(&mut writer, root)?;
        Ok(writer.into_inner())
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>, name: &str) -> io::Result<()> {
        let element = writer.create_element(name);
        match self {
            Self::Nothing => {
                element.write_empty()?;
            }
            Self::Text(text) => {
                // One character that XML does not know breaks the answer for everybody.
                element.write_text_content(BytesText::new(&text::readable(text)))?;
            }
            Self::Whole(number) => {
                element.write_text_content(BytesText::new(&number.to_string()))?;
            }
            Self::Degrees(number) => {
                element.write_text_content(BytesText::new(&number.to_string()))?;
            }
            Self::Flag(flag) => {
                element.write_text_content(BytesText::new(if *flag { "true" } else { "false" }))?;
            }
            Self::Many(_, nodes) if nodes.is_empty() => {
                element.write_empty()?;
            }
            Self::Many(each, nodes) => {
                let all = |w: &mut _| nodes.iter().try_for_each(|node| node.write(w, each));
                element.write_inner_content(all)?;
            }
            Self::Fields(fields) => {
                let all =
                    |w: &mut _| fields.iter().try_for_each(|(name, node)| node.write(w, name));
                element.write_inner_content(all)?;
            }
        }
        Ok(())
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => to.serialize_none(),
            Self::Text(text) => to.serialize_str(text),
            Self::Whole(number) => to.serialize_u32(*number),
            Self::Degrees(number) => to.serialize_f64(*number),
            Self::Flag(flag) => to.serialize_bool(*flag),
            Self::Many(_, nodes) => {
                let mut list = to.serialize_seq(Some(nodes.len()))?;
                nodes.iter().try_for_each(|node| list.serialize_element(node))?;
                list.end()
            }
            Self::Fields(fields) => {
                let mut map = to.serialize_map(Some(fields.len()))?;
                fields.iter().try_for_each(|(name, node)| map.serialize_entry(name, node))?;
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_say_the_same_and_hold_any_text() {
        let wild = "<script>\u{0}]]>&amp; \"é\" 🙂\n\u{b}\u{fffe}two";
        let thing = Node::Fields(vec![
            ("name", Node::text(wild)),
            ("none", Node::Nothing),
            ("lat", Node::Degrees(37.5)),
            ("required", Node::Flag(false)),
            ("order", Node::Whole(1)),
            ("values", Node::Many("value", vec![])),
        ]);
        let tree = Node::Many("thing", vec![thing]);
        let json: serde_json::Value = serde_json::from_slice(&tree.json().unwrap()).unwrap();
        assert_eq!(json[0]["name"], wild);
        assert_eq!((json[0]["lat"].as_f64(), json[0]["order"].as_u64()), (Some(37.5), Some(1)));
        assert!(json[0]["none"].is_null() && json[0]["values"].as_array().unwrap().is_empty());
        let xml = String::from_utf8(tree.xml("things").unwrap()).unwrap();
        let read = roxmltree::Document::parse(&xml).unwrap();
        let thing = read.root_element().first_element_child().unwrap();
        let texts: Vec<_> =
            thing.children().map(|c| (c.tag_name().name(), c.text().unwrap_or(""))).collect();
        assert_eq!(read.root_element().tag_name().name(), "things");
        assert_eq!(
            texts,
            [
                ("name", "<script>]]>&amp; \"é\" 🙂\ntwo"),
                ("none", ""),
                ("lat", "37.5"),
                ("required", "false"),
                ("order", "1"),
                ("values", ""),
            ]
        );
    }
}
