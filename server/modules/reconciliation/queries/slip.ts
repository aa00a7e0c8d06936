import { slip as contract } from '../../../../shared/contracts/reconciliation/slip.ts';
import type { Tally } from '../../../../shared/reconciliation/tally.ts';
import { ZERO } from '../../../../shared/values/money.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { personNames } from '../../posts/index.ts';
import { secondPostsOf } from '../rules/signers.ts';
import { isBlind, slipRow, whatViewerCan } from '../slip-view.ts';
import { printsOf } from '../store/prints.ts';
import { contentOf, findSlip, signaturesOf } from '../store/slips.ts';
import { type LastTally, lastTally } from '../store/tallies.ts';
import { requireMaySee } from '../who-sees.ts';

/** One that must be entered again: that it was, and not what. */
function tallyShown({ personId: _, settled, ...tally }: LastTally): Tally {
  return settled ? tally : { ...tally, cashFen: ZERO, bankCardFen: ZERO, qrFen: ZERO, campusCardFen: ZERO };
}

export const slip = answer(contract, async (tx, actor, _clock, { slipId }) => {
  const row = await findSlip(tx, actor.siteId, slipId);
  if (row === undefined) return refuse('record.not_found');
  requireMaySee(actor, row);
  const content = contentOf(row);
  const signatures = await signaturesOf(tx, actor.siteId, slipId);
  const names = await personNames(
    tx,
    actor.siteId,
    signatures.map((signature) => signature.personId),
  );
  const last = await lastTally(tx, actor.siteId, slipId);
  const blind = isBlind(actor, row, last);
  const tallied = last?.settled === true;
  return {
    ...slipRow(row, content.custodianName, blind),
    content: blind ? null : content,
    custodianId: content.custodianId,
    tally: last === undefined ? null : tallyShown(last),
    tallied,
    contentDigest: row.content_digest,
    signatures: signatures.map(({ role, personId, post, at }) => ({
      role,
      personName: names.get(personId) ?? '',
      post,
      at,
    })),
    secondPosts: [...secondPostsOf(content)],
    prints: await printsOf(tx, actor.siteId, slipId),
    can: whatViewerCan(actor, content, { signatures, tallied }),
  };
});
