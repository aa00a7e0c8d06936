/** Two persons, two signatures: the operation asks, the owner's function in the database checks it all again. */
import { approveTariff } from '../../../../shared/contracts/prices/approve-tariff.ts';
import { newId } from '../../../../shared/values/ids.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { q, sql } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { announce } from '../../../platform/outbox.ts';
import { requireDifferentPersons } from '../../posts/index.ts';
import { ownSignature } from '../own-signature.ts';
import { whyNotEffective } from '../rules/effective.ts';
import { requireMove } from '../rules/proposal-states.ts';
import { lastEffectiveFrom, lockProposal, versionsOf } from '../store.ts';

export const approveTariffOperation = implement(approveTariff, {
  async run(tx, actor, clock, input) {
    const proposal = (await lockProposal(tx, actor.siteId, input.proposalId)) ?? refuse('record.not_found');
    requireMove(proposal.state as 'proposed', 'approved');
    requireDifferentPersons('propose-approve', proposal.proposed_by, actor.personId);
    if (proposal.spec_hash !== input.specHash) refuse('tariff.changed');
    const key = { commodity: proposal.commodity as Commodity, categoryCode: proposal.category_code };
    const now = clock.now();
    const lastFrom = await lastEffectiveFrom(tx, actor.siteId, key);
    const why = whyNotEffective({ effectiveFrom: proposal.effective_from, now, lastFrom });
    if (why !== null) refuse(why.code, why.facts);

    const own = await ownSignature(tx, actor, approveTariff, input);
    const versionId = newId();
    const published = await tx.many(
      sql<Record<string, unknown>>`select * from publish_tariff(${actor.siteId}, ${input.proposalId}, ${versionId},
        ${actor.personId}, ${own.signatureId}, ${now})`,
    );
    tx.kept('tariff_version', published);
    await tx.keep(
      'tariff_proposal',
      q
        .updateTable('tariff_proposal')
        .set({ state: 'approved', ended_by: actor.personId, ended_at: now })
        .where('site_id', '=', actor.siteId)
        .where('proposal_id', '=', input.proposalId)
        .returningAll(),
    );
    await announce(tx, {
      siteId: actor.siteId,
      at: now,
      topic: 'tariff.approved',
      payload: {
        commodity: key.commodity,
        category: key.categoryCode,
        specHash: proposal.spec_hash,
        effectiveFrom: proposal.effective_from ?? now,
      },
    });
    const versions = await versionsOf(tx, actor.siteId, key, now);
    return versions.find((version) => version.versionId === versionId)!;
  },
});
