/**
 * The ratchets. An exception states the figure it has now: it may sink, never rise, and disappears when it is no
 * longer needed. An entry is written only with a reason that a reviewer accepts.
 */
import limits from './limits.json' with { type: 'json' };

export interface Limits {
  readonly fileLines: number;
  readonly functionLines: number;
  readonly arguments: number;
  readonly indexExports: number;
  readonly runtimeDependencies: number;
  /** path → lines */
  readonly longerFiles: Readonly<Record<string, number>>;
  /** path#function → lines: an operation that tells a linear story */
  readonly longerFunctions: Readonly<Record<string, number>>;
  /** path → statements whose text is put together, where nothing can be bound (roles, schema names) */
  readonly sqlByHand: Readonly<Record<string, number>>;
  /** path → roundings and divisions outside shared/values that touch no money */
  readonly arithmeticByHand: Readonly<Record<string, number>>;
  /** package → licence read in its own files, where package.json does not say it */
  readonly licencesReadByHand: Readonly<Record<string, string>>;
}

export const LIMITS: Limits = limits;

/** Compares a count with its allowance and asks to lower an allowance that is no longer used up. */
export function againstAllowance(
  found: ReadonlyMap<string, readonly string[]>,
  allowed: Readonly<Record<string, number>>,
  ratchet: string,
): string[] {
  const over = [...found].flatMap(([path, places]) => (places.length > (allowed[path] ?? 0) ? places : []));
  const slack = Object.entries(allowed)
    .filter(([path, count]) => (found.get(path)?.length ?? 0) < count)
    .map(
      ([path, count]) =>
        `${path}: lower ${ratchet} in test/tidy/limits.json from ${count} to ${found.get(path)?.length ?? 0}`,
    );
  return [...over, ...slack];
}
