/**
 * Weeks of a selling office at random, with an independent auditor. SIMULATION_SEEDS seeds of SIMULATION_DAYS days each
 * (small by default); SEED=… repeats the one that a failure names.
 */
import { expect, test } from 'vitest';
import { liveWeeks } from './days.ts';
import { openOffice } from './office.ts';

const seeds = Number(process.env.SIMULATION_SEEDS ?? 2);
const days = Number(process.env.SIMULATION_DAYS ?? 5);
const acts = Number(process.env.SIMULATION_ACTS ?? 40);
const only = process.env.SEED;

/** A few days before the end of a year, of a month, of a short month, and in the middle of one. */
const BEGINNINGS = ['2026-12-29', '2026-04-28', '2027-02-26', '2026-06-10'];

const chosen = only === undefined ? Array.from({ length: seeds }, (_, index) => index + 1) : [Number(only)];

test.each(chosen)(
  'seed %i: what the product says is what the auditor reckoned',
  { timeout: days * 300_000 },
  async (seed) => {
    const office = await openOffice(seed, BEGINNINGS[(seed - 1) % BEGINNINGS.length]!);
    await liveWeeks(office, { days, acts, verifyEvery: Math.min(days, 5) });
    expect(office.books.sales.length).toBeGreaterThan(0);
    if (only !== undefined) console.log(office.trace.join('\n'));
  },
);
