/**
 * The manifest of a business day: every chain with its length and head, and the day before by its digest. The day's
 * digest is the SHA-256 of the manifest's text; a chain that is missing, longer, shorter or another one changes it.
 *
 * Format `zhishou-day-1`, canonical JSON (RFC 8785): businessDate, chains (sorted by id: closedAt, count, first, head,
 * id, kind, last, openedAt), format, openedAt, previousDay, previousDigest, sealedAt, site.
 */
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../shared/values/canonical.ts';

export interface ManifestChain {
  readonly id: string;
  readonly kind: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly count: number;
  readonly head: string;
}

export interface DayToSeal {
  readonly site: string;
  readonly businessDate: BusinessDate;
  readonly openedAt: Instant;
  readonly sealedAt: Instant;
  readonly previousDay: BusinessDate | null;
  readonly previousDigest: string | null;
  readonly chains: readonly ManifestChain[];
}

export function manifestOf(day: DayToSeal): string {
  const chains = [...day.chains]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((chain) => ({ ...chain, first: chain.count === 0 ? 0 : 1, last: chain.count }));
  return canonicalJson({ format: 'zhishou-day-1', ...day, chains });
}
