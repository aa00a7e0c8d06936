import { fullName } from '../../../../shared/contracts/contract.ts';
import { handInBundle as contract } from '../../../../shared/contracts/reconciliation/hand-in-bundle.ts';
import { bundleNumberOf } from '../../../../shared/reconciliation/remittance.ts';
import { addDays, weekOf } from '../../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../../shared/values/canonical.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { currentDay, sha256 } from '../../../platform/chain/day.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireSignature } from '../../posts/index.ts';
import { bundleOfWeek, bundleView, weekContent } from '../store/bundles.ts';

export const handInBundle = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId, personId } = actor;
    const { fromDate } = input;
    const now = clock.now();
    if (weekOf(fromDate) !== fromDate) refuse('bundle.not_monday', { date: fromDate });
    const toDate = addDays(fromDate, 6);
    if (toDate >= (await currentDay(tx, siteId, now))) refuse('bundle.week_not_over', { to: toDate });
    // The number's row is the lock: of two at once the second finds the first one's bundle.
    const number = await nextNumber(tx, siteId, 'weekly-bundle');
    const before = await bundleOfWeek(tx, siteId, fromDate);
    if (before !== undefined) refuse('bundle.already', { number: bundleNumberOf(before.number) });
    const content = await weekContent(tx, siteId, number, fromDate);
    const [signature] = await requireSignature(tx, {
      siteId,
      signatureIds: input.signatures,
      act: fullName(contract),
      contentOf: input,
      personId,
    });
    const bundleId = newId();
    const text = canonicalJson(content);
    await tx.keep(
      'weekly_bundle',
      q
        .insertInto('weekly_bundle')
        .values({
          site_id: siteId,
          bundle_id: bundleId,
          number,
          from_date: fromDate,
          to_date: toDate,
          content: text,
          content_digest: sha256(text),
          state: 'handed-in',
          handed_in_by: personId,
          handed_in_post: actor.post,
          handed_in_at: now,
          handed_in_signature: signature!.signatureId,
          received_by: null,
          received_at: null,
          received_signature: null,
          case_id: null,
        })
        .returningAll(),
    );
    const item = (document_kind: string, document_id: string, itemNumber: string) => ({
      site_id: siteId,
      bundle_id: bundleId,
      document_kind,
      document_id,
      number: itemNumber,
      received: null,
    });
    const items = [
      ...content.slips.map((slip) => item('daily-slip', slip.slipId, slip.number)),
      ...content.remittances.map((one) => item('remittance', one.remittanceId, one.number)),
    ];
    await tx.keep('weekly_bundle_item', q.insertInto('weekly_bundle_item').values(items).returningAll());
    tx.touch('reconciliation');
    return bundleView(tx, actor, bundleId);
  },
});
