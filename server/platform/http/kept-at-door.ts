/**
 * A door's transaction with its record in the chain. Doors do not go through the runner, because what they are given
 * (passwords, PINs, codes) must leave no trace: not in a request's stored answer, not even as a digest, which for six
 * figures is as good as the figures. The record therefore names no input.
 */
import { fullName, type OperationContract } from '../../../shared/contracts/contract.ts';
import { appendRecord } from '../chain/append.ts';
import { type Tx, transaction } from '../db/tx.ts';
import type { Actor } from '../operations/actor.ts';
import type { Door } from './route.ts';

export function keptAtDoor<T>(
  door: Door,
  actor: Actor,
  contract: OperationContract,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return transaction(door.pool, async (tx) => {
    const result = await work(tx);
    const record = { operation: fullName(contract), at: door.clock.now(), key: null, bodyHash: null, facts: tx.facts };
    await appendRecord(tx, actor, record);
    tx.afterCommit(() => door.live.publish(actor.siteId, [contract.module, ...tx.touched]));
    return result;
  });
}
