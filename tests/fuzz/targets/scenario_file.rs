//! Any text as a scenario file: it is refused with places that exist, or it can be played.
#![no_main]

use libfuzzer_sys::fuzz_target;
use practice::{
    Cast, ENGINE_VERSION, Mode, Part,
    bots::{self, Skill},
    replay, scenario,
};
use std::sync::Arc;

fuzz_target!(|source: &str| {
    match scenario::parse(source) {
        Err(problems) => {
            assert!(!problems.is_empty());
            let lines = u32::try_from(source.lines().count()).unwrap_or(u32::MAX);
            for problem in problems {
                assert!(problem.line <= lines + 1, "{problem:?}");
                assert!(!problem.what.is_empty() && !problem.advice.is_empty(), "{problem:?}");
            }
        }
        Ok(scenario) => {
            scenario::run_tests(&scenario);
            let parts = vec![Part { scenario: Arc::new(scenario), arrives_at_ms: 0 }];
            let cast = Cast { seed: 1, engine: ENGINE_VERSION, mode: Mode::Practice, parts };
            replay(&cast, &bots::play(&cast, Skill::Explorer, 1));
        }
    }
});
