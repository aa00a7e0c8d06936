import { fullName } from '../../../../shared/contracts/contract.ts';
import { receiveBundle as contract } from '../../../../shared/contracts/reconciliation/receive-bundle.ts';
import { bundleNumberOf } from '../../../../shared/reconciliation/remittance.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { openCase } from '../../cases/index.ts';
import { requireDifferentPersons, requireSignature } from '../../posts/index.ts';
import { bundleView, itemsOf, lockBundle } from '../store/bundles.ts';

export const receiveBundle = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId, personId } = actor;
    const { bundleId } = input;
    const now = clock.now();
    const bundle = await lockBundle(tx, siteId, bundleId);
    if (bundle.state !== 'handed-in') refuse('state.illegal_move', { from: bundle.state, to: 'received' });
    requireDifferentPersons('cash-funds', bundle.handed_in_by, personId);
    const items = await itemsOf(tx, siteId, [bundleId]);
    const there = new Set(input.received);
    if ([...there].some((id) => items.every((item) => item.document_id !== id))) refuse('record.not_found');
    const [signature] = await requireSignature(tx, {
      siteId,
      signatureIds: input.signatures,
      act: fullName(contract),
      contentOf: input,
      personId,
    });
    const missing = items.filter((item) => !there.has(item.document_id)).map((item) => item.number);
    const title = bundleNumberOf(bundle.number);
    const opened =
      missing.length === 0
        ? null
        : await openCase(tx, actor, clock, {
            subject: 'bundle.missing',
            summary: {
              zh: `周报 ${title} 缺：${missing.join('、')}`,
              en: `Weekly bundle ${title}, missing: ${missing.join(', ')}`,
            },
            document: { kind: 'weekly-bundle', id: bundleId },
            parties: [
              { personId: bundle.handed_in_by, post: bundle.handed_in_post },
              { personId, post: actor.post },
            ],
          });
    for (const item of items) {
      await tx.keep(
        'weekly_bundle_item',
        q
          .updateTable('weekly_bundle_item')
          .set({ received: there.has(item.document_id) })
          .where('site_id', '=', siteId)
          .where('bundle_id', '=', bundleId)
          .where('document_id', '=', item.document_id)
          .returningAll(),
      );
    }
    await tx.keep(
      'weekly_bundle',
      q
        .updateTable('weekly_bundle')
        .set({
          state: 'received',
          received_by: personId,
          received_at: now,
          received_signature: signature!.signatureId,
          case_id: opened?.caseId ?? null,
        })
        .where('site_id', '=', siteId)
        .where('bundle_id', '=', bundleId)
        .returningAll(),
    );
    tx.touch('reconciliation');
    return bundleView(tx, actor, bundleId);
  },
});
