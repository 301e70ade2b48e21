/**
 * Moonshine (Jeffries et al. 2024, <a
 * href="https://arxiv.org/abs/2410.15608">arXiv:2410.15608</a>): an encoder and decoder for English
 * speech, small enough to be fast on processors alone, with guards against what it invents. Every
 * step and constant of the guards is that of {@code test/benchmarks/reference_decode.py}; ADR 0005
 * gives the reasons.
 */
@NullMarked
package stentor.engines.moonshine;

import org.jspecify.annotations.NullMarked;
