//! Choosing a time zone.

use crate::{
    render::Ctx,
    text::key,
    ui::{Icon, Symbol},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Zones people live in, by continent: names without a place (`EST`) and the older doubles are left out.
fn regions() -> BTreeMap<&'static str, Vec<&'static str>> {
    const PLACES: [&str; 9] =
        ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];
    let mut regions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for zone in chrono_tz::TZ_VARIANTS {
        if let Some((region, _)) = zone.name().split_once('/').filter(|(region, _)| PLACES.contains(region)) {
            regions.entry(region).or_default().push(zone.name());
        }
    }
    regions
}

/// The place a zone is named after: `Buenos Aires` for `America/Argentina/Buenos_Aires`.
pub fn place(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// A field with all zones, grouped by continent.
pub fn zone_field(ctx: &Ctx, chosen: &str, error: Option<String>) -> AnyView {
    let text = ctx.text;
    let groups = regions()
        .into_iter()
        .map(|(region, zones)| {
            let options = zones
                .into_iter()
                .map(|zone| {
                    let place = zone.split_once('/').map_or(zone, |(_, place)| place).replace('_', " ");
                    view! { <option value=zone selected=zone == chosen>{place}</option> }
                })
                .collect_view();
            view! { <optgroup label=region>{options}</optgroup> }
        })
        .collect_view();
    let wrong = error.is_some();
    let error =
        error.map(|error| view! { <p class="c-field-error" id="zone-error"><Icon name=Symbol::Warning/>{error}</p> });
    view! {
        <div class="c-field">
            <label for="zone">{text.say(key::FIELD_ZONE)}</label>
            <p class="c-field-hint" id="zone-hint">{text.say(key::ZONE_HINT)}</p>
            <select
                id="zone"
                name="zone"
                aria-describedby=if wrong { "zone-hint zone-error" } else { "zone-hint" }
                aria-invalid=wrong.then_some("true")
            >
                <option value="UTC" selected=chosen == "UTC">"UTC"</option>
                {groups}
            </select>
            {error}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_said_by_its_place() {
        for (zone, said) in
            [("America/Argentina/Buenos_Aires", "Buenos Aires"), ("Asia/Karachi", "Karachi"), ("UTC", "UTC")]
        {
            assert_eq!(place(zone), said);
        }
    }

    #[test]
    fn every_offered_zone_is_one() {
        let regions = regions();
        assert!(regions["Europe"].contains(&"Europe/Amsterdam"));
        for zone in regions.values().flatten() {
            assert!(zone.parse::<chrono_tz::Tz>().is_ok(), "{zone}");
        }
    }
}
