/**
 * Leaves the outside part of an operation to the job that finishes interrupted ones: a job runs in a transaction and
 * must not wait for anything foreign, so it stores the ticket of an operation of three phases and goes on.
 */
import { fullName, type OperationContract } from '../../../shared/contracts/contract.ts';
import { addSeconds, type Instant } from '../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../shared/values/canonical.ts';
import { newId } from '../../../shared/values/ids.ts';
import { sha256 } from '../chain/day.ts';
import { sql } from '../db/query.ts';
import type { Tx } from '../db/tx.ts';
import type { Actor } from './actor.ts';

/** Nobody is in the middle of it, so it need not wait as an interrupted one does. */
const AT_ONCE_SECONDS = -60;

/** Does nothing while an earlier ticket of the operation about the same subject is not finished. */
export async function runLater(
  tx: Tx,
  actor: Actor,
  later: {
    readonly contract: OperationContract;
    /** `subject` names what it is about. */
    readonly ticket: Readonly<Record<string, unknown>> & { readonly subject: string };
    readonly now: Instant;
  },
): Promise<void> {
  const operation = fullName(later.contract);
  const ticket = JSON.stringify(later.ticket);
  await tx.run(
    sql`insert into request (site_id, person_id, operation, key, body_hash, actor, ticket, at)
      select ${actor.siteId}, ${actor.personId}, ${operation}, ${newId()}, ${sha256(canonicalJson(later.ticket))},
        ${JSON.stringify(actor)}::jsonb, ${ticket}::jsonb, ${addSeconds(later.now, AT_ONCE_SECONDS)}
      where not exists (select 1 from request r where r.site_id = ${actor.siteId} and r.response is null
        and r.operation = ${operation} and r.ticket ->> 'subject' = ${later.ticket.subject})`,
  );
}
