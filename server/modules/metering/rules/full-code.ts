/** How places are called: building '3', its floor '3/4', its room '3-412'. A room's code occurs once in a building. */
import type { PremiseKind } from '../../../../shared/metering/words.ts';

export const PARENT_KIND: Readonly<Record<PremiseKind, PremiseKind | null>> = {
  building: null,
  floor: 'building',
  room: 'floor',
};

export function fullCodeOf(kind: PremiseKind, building: string, code: string): string {
  if (kind === 'building') return code;
  return kind === 'floor' ? `${building}/${code}` : `${building}-${code}`;
}
