import { makeSlip as contract } from '../../../../shared/contracts/reconciliation/make-slip.ts';
import { type SlipState, slipNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import { newId } from '../../../../shared/values/ids.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { openCase } from '../../cases/index.ts';
import { personName } from '../../posts/index.ts';
import { hasGap } from '../rules/number-gap.ts';
import { slipContent } from '../slip-content.ts';
import { keepRights } from '../store/rights.ts';
import { type EndedSession, isEnded, lockSession } from '../store/sessions.ts';
import { insertSlip, type SlipRow, slipOfSession } from '../store/slips.ts';
import { numbersOf } from '../store/trade.ts';

const answerOf = (row: SlipRow) => ({
  slipId: row.slip_id,
  slipNo: slipNumberOf(row.number),
  state: row.state as SlipState,
  contentDigest: row.content_digest,
});

export const makeSlip = implement(contract, {
  async run(tx, actor, clock, { drawerSessionId }) {
    const { siteId } = actor;
    const session = await lockSession(tx, siteId, drawerSessionId);
    if (actor.post !== 'vending-supervisor' && session.custodian_id !== actor.personId) {
      const name = (await personName(tx, siteId, session.custodian_id)) ?? '';
      refuse('slip.not_yours', { session: session.slip_prefix, name });
    }
    if (!isEnded(session)) return refuse('slip.drawer_open', { session: session.slip_prefix });
    const made = await slipOfSession(tx, siteId, drawerSessionId);
    if (made !== undefined) return answerOf(made);
    const gapCase = await caseOfGap(tx, actor, clock, session);
    const number = await nextNumber(tx, siteId, 'daily-slip');
    const content = await slipContent(tx, { siteId, number, session, gapCase });
    const slipId = newId();
    const row = await insertSlip(tx, actor, { slipId, content, caseId: session.closing_case_id, now: clock.now() });
    await keepRights(
      tx,
      siteId,
      slipId,
      content.rights.map((right) => right.assignmentId),
    );
    return answerOf(row);
  },
});

async function caseOfGap(tx: Tx, actor: Actor, clock: Clock, session: EndedSession): Promise<string | null> {
  const drawerSessionId = session.drawer_session_id;
  const numbers = await numbersOf(tx, { siteId: actor.siteId, drawerSessionId, closedAt: session.closed_at });
  if (!hasGap(numbers)) return null;
  const { number } = await openCase(tx, actor, clock, {
    subject: 'number.gap',
    summary: {
      zh: `班次 ${session.slip_prefix} 单号不连续：已发 ${numbers.given} 号，实有 ${numbers.count} 张`,
      en: `Session ${session.slip_prefix}: ${numbers.given} slip numbers given, ${numbers.count} slips found`,
    },
    document: { kind: 'drawer-session', id: drawerSessionId },
    parties: [{ personId: session.custodian_id, post: session.custodian_post }],
  });
  return number;
}
