import type { Tx } from '../../platform/db/tx.ts';
import { SYSTEM_PERSON } from '../../platform/operations/actor.ts';
import { personNames } from '../posts/index.ts';

/** Names by person, the house's own work under its own name. */
export async function whoDid(
  tx: Tx,
  siteId: string,
  personIds: readonly (string | null)[],
): Promise<(personId: string) => string> {
  const known = personIds.filter((id): id is string => id !== null && id !== SYSTEM_PERSON);
  const names = await personNames(tx, siteId, known);
  return (personId) => (personId === SYSTEM_PERSON ? '系统' : (names.get(personId) ?? ''));
}
