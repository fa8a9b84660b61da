//! Guidelines: an introduction, sections, and clauses with ids.

use super::{
    Change, Clause, Guideline, GuidelineSection, hash_of, markdown,
    reader::{Fields, Page, unique},
};

/// A guideline, and its clauses' ids with their lines.
pub(super) fn read(text: &str, slug: &str, page: &mut Page<'_>) -> Option<(Guideline, Vec<(String, u32)>)> {
    let parts = markdown::parts(text, page)?;
    let fields = Fields::of(&parts.front, "the guideline", &["id", "title", "version", "change", "summary"], page)?;
    let outline = markdown::outline(parts.body, parts.before, page);
    let headings = &outline.headings;
    let mut sections: Vec<GuidelineSection> = Vec::new();
    let mut ids = Vec::new();
    for (place, heading) in headings.iter().enumerate() {
        let end = headings.get(place + 1).map_or(parts.body.len(), |next| next.range.start);
        let body = parts.body[heading.range.end..end].trim();
        match heading.level {
            2 => {
                if !body.is_empty() {
                    page.note(
                        heading.line + 1,
                        "this text belongs to no clause",
                        "put it under a heading `### id: Title`, or before the first section",
                    );
                }
                sections.push(GuidelineSection { title: heading.text.trim().to_owned(), clauses: Vec::new() });
            }
            3 => {
                let Some((id, title)) = heading.text.split_once(": ") else {
                    page.note(heading.line, "this clause has no id", "write the heading as `### privacy-2: Title`");
                    continue;
                };
                if body.is_empty() {
                    page.note(
                        heading.line,
                        format!("the clause `{id}` has no text"),
                        "say in two to five sentences what to do",
                    );
                }
                ids.push((id.to_owned(), heading.line));
                let clause = Clause { id: id.to_owned(), title: title.trim().to_owned(), body: body.to_owned() };
                match sections.last_mut() {
                    Some(section) => section.clauses.push(clause),
                    None => page.note(
                        heading.line,
                        format!("the clause `{id}` stands in no section"),
                        "put a heading `## Section` before it",
                    ),
                }
            }
            _ => page.note(
                heading.line,
                "a guideline has sections `##` and clauses `###` only",
                "use one of these two levels",
            ),
        }
    }
    unique(ids.iter().map(|(id, line)| (id.as_str(), *line)), "clause", page);
    if ids.is_empty() {
        page.note(
            parts.before + 1,
            "the guideline has no clauses",
            "add sections `## ...` with clauses `### id: Title`",
        );
    }
    let introduction = headings.first().map_or(parts.body, |first| &parts.body[..first.range.start]);
    let guideline = Guideline {
        id: fields.id_of_file(slug, page),
        title: fields.text("title", page),
        version: fields.number("version", 1, 10_000, page),
        change: fields
            .word("change", &[("material", Change::Material), ("minor", Change::Minor)], page)
            .unwrap_or(Change::Material),
        summary: fields.text("summary", page),
        introduction: introduction.trim().to_owned(),
        sections,
        hash: hash_of(text),
    };
    Some((guideline, ids))
}
