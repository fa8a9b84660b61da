//! The words of the interface, in the language of the person.

mod dates;
mod numbers;
mod reasons;

use domain::people::Locale;
pub use fluent_bundle::FluentValue;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

/// The name of one message; the constants are in [`key`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(&'static str);

include!(concat!(env!("OUT_DIR"), "/keys.rs"));

type Bundle = FluentBundle<FluentResource>;

/// All languages, read once. The build has checked that every message parses and exists in each.
static BUNDLES: LazyLock<Vec<(&'static str, Bundle)>> = LazyLock::new(|| {
    SOURCES
        .iter()
        .map(|(tag, sources)| {
            let language: LanguageIdentifier = tag.parse().unwrap_or_default();
            let mut bundle = Bundle::new_concurrent(vec![language]);
            // Isolation marks are for mixed writing directions; both our languages run left to right.
            bundle.set_use_isolating(false);
            for source in *sources {
                let resource = match FluentResource::try_new((*source).to_owned()) {
                    Ok(resource) | Err((resource, _)) => resource,
                };
                bundle.add_resource_overriding(resource);
            }
            (*tag, bundle)
        })
        .collect()
});

/// Says things in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    locale: Locale,
}

impl Text {
    /// The words of this language.
    pub const fn new(locale: Locale) -> Self {
        Self { locale }
    }

    /// The language.
    pub const fn locale(self) -> Locale {
        self.locale
    }

    /// A message without variables.
    pub fn say(self, key: Key) -> String {
        self.format(key, None)
    }

    /// A message with variables: `text.say_with(key::ITEMS_LEFT, &[("count", 3.into())])`.
    pub fn say_with(self, key: Key, values: &[(&'static str, FluentValue<'_>)]) -> String {
        let mut arguments = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            arguments.set(*name, value.clone());
        }
        self.format(key, Some(&arguments))
    }

    fn format(self, key: Key, arguments: Option<&FluentArgs<'_>>) -> String {
        let tag = self.locale.tag();
        let bundle = BUNDLES.iter().find(|(other, _)| *other == tag).or_else(|| BUNDLES.first());
        let Some((_, bundle)) = bundle else { return key.0.to_owned() };
        let Some(pattern) = bundle.get_message(key.0).and_then(|message| message.value()) else {
            return key.0.to_owned();
        };
        bundle.format_pattern(pattern, arguments, &mut Vec::new()).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_says_something_in_every_language() {
        for (tag, bundle) in BUNDLES.iter() {
            for key in key::ALL {
                let pattern = bundle.get_message(key.0).and_then(|message| message.value());
                assert!(pattern.is_some_and(|pattern| !pattern.elements.is_empty()), "{} in {tag}", key.0);
            }
        }
    }

    #[test]
    fn plurals_follow_the_language() {
        for (locale, one, many) in
            [(Locale::En, "1 item left", "2 items left"), (Locale::Nl, "nog 1 onderdeel", "nog 2 onderdelen")]
        {
            let text = Text::new(locale);
            assert_eq!(text.say_with(key::ITEMS_LEFT, &[("count", 1.into())]), one);
            assert_eq!(text.say_with(key::ITEMS_LEFT, &[("count", 2.into())]), many);
        }
    }
}
