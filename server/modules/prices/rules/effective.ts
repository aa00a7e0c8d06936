/** When a version may begin: never in the past, and later than every version there is. */

import type { RefusalCode } from '../../../../shared/refusals.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';

interface Asked {
  /** null: from the moment of approval. */
  readonly effectiveFrom: Instant | null;
  readonly now: Instant;
  readonly lastFrom: Instant | null;
}

export function whyNotEffective({
  effectiveFrom,
  now,
  lastFrom,
}: Asked): { code: RefusalCode; facts: Record<string, string> } | null {
  const from = effectiveFrom ?? now;
  if (from < now) return { code: 'tariff.in_the_past', facts: { effectiveFrom: from } };
  if (lastFrom !== null && from <= lastFrom) return { code: 'tariff.not_after_last', facts: { lastFrom } };
  return null;
}
