/** How much of a fault test is run: `npm test` a little, `npm run faults` what a change must pass, by hand before a release a lot. */
const SIZES = ['smoke', 'ci', 'long'] as const;
type Size = (typeof SIZES)[number];

const wanted = process.env.FAULT_SIZE ?? 'smoke';
if (!SIZES.some((size) => size === wanted)) throw new Error(`FAULT_SIZE is ${wanted}: say ${SIZES.join(', ')}`);
export const SIZE = wanted as Size;

export const sized = (sizes: Readonly<Record<Size, number>>): number => sizes[SIZE];

/** The seed of a run, the same for all its tests; printed with every result so that the run can be repeated. */
export const SEED = Number(process.env.FAULT_SEED ?? 7);
