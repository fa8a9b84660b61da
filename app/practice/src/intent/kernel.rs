//! The innermost loop of comparing meanings, in the shape compilers turn into multiply-and-add instructions.

use super::meaning::WIDTH;

/// Pairs added up side by side.
const LANES: usize = 8;

/// The sum of the products. Whole numbers, so the order of the sums changes nothing as long as all of them fit.
pub fn dot(a: &[i16; WIDTH], b: &[i16; WIDTH]) -> i32 {
    let mut sums = [0_i32; LANES];
    let (a, _) = a.as_chunks::<{ 2 * LANES }>();
    let (b, _) = b.as_chunks::<{ 2 * LANES }>();
    for (a, b) in a.iter().zip(b) {
        for lane in 0..LANES {
            let (left, right) = (2 * lane, 2 * lane + 1);
            sums[lane] = sums[lane]
                .wrapping_add(i32::from(a[left]) * i32::from(b[left]) + i32::from(a[right]) * i32::from(b[right]));
        }
    }
    sums.iter().fold(0, |all, sum| all.wrapping_add(*sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_plain_sum() {
        assert_eq!(WIDTH % (2 * LANES), 0, "no number is left over");
        let a: [i16; WIDTH] = std::array::from_fn(|n| i16::try_from(n * 37 % 4001).unwrap() - 2000);
        let b: [i16; WIDTH] = std::array::from_fn(|n| i16::try_from(n * 91 % 3003).unwrap() - 1500);
        let plain: i32 = a.iter().zip(&b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
        assert_eq!(dot(&a, &b), plain);
    }
}
