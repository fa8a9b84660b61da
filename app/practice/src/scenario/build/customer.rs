//! Who the customer is, what they know, and what the operator can look up.

use super::super::{
    Disclose, Fact,
    fields::{self, Fields, Problems},
    tree::{Kind, Place, Tree},
};
use super::names::words_to;
use crate::{
    customer::{Base, Persona},
    text::vocabulary::Vocabulary,
};
use domain::chat::LookupTable;

pub(super) fn persona(top: &Fields<'_>, problems: &mut Problems) -> Persona {
    let Some(tree) = top.get("persona") else {
        problems.add(top.at, "the scenario needs `persona`", "add `persona: {base: neutral, name: Mara}`");
        return Persona::of(Base::Neutral, "");
    };
    let known = ["base", "name", "style", "mood", "patience", "grace", "soft"];
    let Some(fields) = Fields::open(tree, "the persona", &known, problems) else {
        return Persona::of(Base::Neutral, "");
    };
    let base = words_to(&Base::ALL, "persona", fields.texts("base", problems), problems).first().copied();
    let mut persona = Persona::of(base.unwrap_or(Base::Neutral), &fields.required("name", problems));
    persona.mood = fields.whole("mood", -700, 1000, problems).unwrap_or(persona.mood);
    persona.patience = fields.whole("patience", 200, 1000, problems).unwrap_or(persona.patience);
    persona.grace = fields.whole("grace", 5, 600, problems).unwrap_or(persona.grace);
    persona.soft = fields.whole("soft", 10, 900, problems).unwrap_or(persona.soft);
    if persona.soft < persona.grace {
        problems.add(fields.at, "`soft` of the persona is shorter than `grace`", "make `soft` the longer one");
    }
    if let Some(tree) = fields.get("style")
        && let Some(style) = Fields::open(tree, "the persona's style", &["lowercase", "typos", "burst"], problems)
    {
        persona.style.lowercase = style.flag("lowercase", problems).unwrap_or(false);
        persona.style.typos = style.number("typos", 0, 300, problems).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        persona.style.burst = style.number("burst", 1, 4, problems).and_then(|n| u32::try_from(n).ok()).unwrap_or(1);
    }
    persona
}

pub(super) fn facts(top: &Fields<'_>, vocabulary: &mut Vocabulary, problems: &mut Problems) -> Vec<Fact> {
    let Some(Tree { kind: Kind::Map(entries), .. }) = top.get("facts") else {
        if let Some(tree) = top.get("facts") {
            problems.add(
                tree.at,
                "`facts` should name each fact",
                "write `order_no: {value: \"48-1177\", disclose: if_asked}`",
            );
        }
        return Vec::new();
    };
    let mut facts = Vec::new();
    for (id, at, tree) in entries {
        let mut fact = Fact { id: id.clone(), value: String::new(), disclose: Disclose::IfAsked, line: at.line };
        if let Kind::Text(value) = &tree.kind {
            fact.value.clone_from(value);
        } else if let Some(fields) = Fields::open(tree, format!("fact `{id}`"), &["value", "disclose"], problems) {
            fact.value = fields.required("value", problems);
            fact.disclose = disclose(&fields, problems);
        }
        vocabulary.learn_text(&fact.value);
        facts.push(fact);
    }
    facts
}

fn disclose(fields: &Fields<'_>, problems: &mut Problems) -> Disclose {
    match fields.get("disclose") {
        None => Disclose::IfAsked,
        Some(Tree { kind: Kind::Text(word), .. }) if matches!(word.as_str(), "if_asked" | "if-asked" | "always") => {
            Disclose::IfAsked
        }
        Some(tree @ Tree { kind: Kind::Map(_), .. }) => {
            let trust = Fields::open(tree, format!("`disclose` of {}", fields.of), &["trust"], problems);
            Disclose::Trust(trust.and_then(|t| t.whole("trust", -1000, 1000, problems)).unwrap_or(0))
        }
        Some(tree) => {
            problems.add(
                tree.at,
                format!("{} is told at an unknown moment", fields.of),
                "write `disclose: if_asked` or `disclose: {trust: 400}`",
            );
            Disclose::IfAsked
        }
    }
}

pub(super) fn lookup(top: &Fields<'_>, problems: &mut Problems) -> Vec<LookupTable> {
    let Some(tree) = top.get("lookup") else { return Vec::new() };
    let Kind::Map(entries) = &tree.kind else {
        problems.add(
            tree.at,
            "`lookup` should name each table",
            "write `lookup: {orders: [{number: \"48-1177\", status: lost}]}`",
        );
        return Vec::new();
    };
    let mut tables = Vec::new();
    for (name, at, tree) in entries {
        let mut table = LookupTable { name: name.clone(), columns: Vec::new(), rows: Vec::new() };
        let Kind::List(items) = &tree.kind else {
            problems.add(*at, format!("table `{name}` should be a list of rows"), "start every row with `- `");
            continue;
        };
        let rows: Vec<&[(String, Place, Tree)]> = items
            .iter()
            .filter_map(|item| {
                if let Kind::Map(row) = &item.kind {
                    Some(row.as_slice())
                } else {
                    problems.add(
                        item.at,
                        format!("a row of table `{name}` is no `{{column: value}}`"),
                        "write `{number: \"48-1177\", status: lost}`",
                    );
                    None
                }
            })
            .collect();
        for (column, _, _) in rows.iter().copied().flatten() {
            if !table.columns.contains(column) {
                table.columns.push(column.clone());
            }
        }
        for row in rows {
            let cell = |column: &String| {
                row.iter()
                    .find(|(c, _, _)| c == column)
                    .and_then(|(_, _, v)| fields::text(v, &format!("`{column}` of `{name}`"), &mut Problems::default()))
                    .unwrap_or_default()
            };
            table.rows.push(table.columns.iter().map(cell).collect());
        }
        tables.push(table);
    }
    tables
}
