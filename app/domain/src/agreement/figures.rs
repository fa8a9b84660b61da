//! All statistics of agreement together, by name.

use super::{
    Drawn, Undefined, Weights, ac1, agreement, alpha_interval, alpha_nominal, alpha_ordinal, icc, kappa, within_one,
};
use serde::{Deserialize, Serialize};

/// A statistic and what it was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// How many units were counted; 0 where it never came to counting.
    pub n: u32,
    /// The value, or why there is none.
    pub value: Result<f64, Undefined>,
}

impl Figure {
    pub(super) const fn new(n: u32, value: Result<f64, Undefined>) -> Self {
        Self { n, value }
    }
}

/// A statistic of agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// Raw agreement.
    Agreement,
    /// The same with values at most 1 apart.
    WithinOne,
    /// Gwet's AC1.
    Ac1,
    /// Cohen's kappa.
    Kappa,
    /// Linearly weighted kappa.
    KappaLinear,
    /// Quadratically weighted kappa.
    KappaQuadratic,
    /// Krippendorff's alpha, nominal.
    AlphaNominal,
    /// Krippendorff's alpha, ordinal.
    AlphaOrdinal,
    /// Krippendorff's alpha, interval.
    AlphaInterval,
    /// ICC(1,1).
    Icc11,
    /// ICC(2,1).
    Icc21,
    /// ICC(3,1).
    Icc31,
    /// ICC(1,k).
    Icc1k,
    /// ICC(2,k).
    Icc2k,
    /// ICC(3,k).
    Icc3k,
}

impl Statistic {
    /// All of them, in order.
    pub const ALL: [Self; 15] = [
        Self::Agreement,
        Self::WithinOne,
        Self::Ac1,
        Self::Kappa,
        Self::KappaLinear,
        Self::KappaQuadratic,
        Self::AlphaNominal,
        Self::AlphaOrdinal,
        Self::AlphaInterval,
        Self::Icc11,
        Self::Icc21,
        Self::Icc31,
        Self::Icc1k,
        Self::Icc2k,
        Self::Icc3k,
    ];

    /// The word used in exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::WithinOne => "within_one",
            Self::Ac1 => "ac1",
            Self::Kappa => "kappa",
            Self::KappaLinear => "kappa_linear",
            Self::KappaQuadratic => "kappa_quadratic",
            Self::AlphaNominal => "alpha_nominal",
            Self::AlphaOrdinal => "alpha_ordinal",
            Self::AlphaInterval => "alpha_interval",
            Self::Icc11 => "icc_1_1",
            Self::Icc21 => "icc_2_1",
            Self::Icc31 => "icc_3_1",
            Self::Icc1k => "icc_1_k",
            Self::Icc2k => "icc_2_k",
            Self::Icc3k => "icc_3_k",
        }
    }
}

/// Every statistic for one table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures([Figure; Statistic::ALL.len()]);

impl Figures {
    /// Counts everything.
    pub fn of(drawn: &Drawn) -> Self {
        let icc = icc(drawn);
        Self(Statistic::ALL.map(|statistic| match statistic {
            Statistic::Agreement => agreement(drawn),
            Statistic::WithinOne => within_one(drawn),
            Statistic::Ac1 => ac1(drawn),
            Statistic::Kappa => kappa(drawn, Weights::Same),
            Statistic::KappaLinear => kappa(drawn, Weights::Linear),
            Statistic::KappaQuadratic => kappa(drawn, Weights::Quadratic),
            Statistic::AlphaNominal => alpha_nominal(drawn),
            Statistic::AlphaOrdinal => alpha_ordinal(drawn),
            Statistic::AlphaInterval => alpha_interval(drawn),
            Statistic::Icc11 => icc.single[0],
            Statistic::Icc21 => icc.single[1],
            Statistic::Icc31 => icc.single[2],
            Statistic::Icc1k => icc.average[0],
            Statistic::Icc2k => icc.average[1],
            Statistic::Icc3k => icc.average[2],
        }))
    }

    /// One of them.
    pub const fn get(&self, statistic: Statistic) -> Figure {
        self.0[statistic as usize]
    }

    /// Each with its statistic, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Statistic, Figure)> {
        Statistic::ALL.into_iter().zip(self.0)
    }
}
