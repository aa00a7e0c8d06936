import { proposeTariff } from '../../../../shared/contracts/prices/propose-tariff.ts';
import { canonicalTariff } from '../../../../shared/rating/tariff.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { sha256 } from '../../../platform/chain/day.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { ownSignature } from '../own-signature.ts';
import { viewProposal } from '../proposal-view.ts';
import { whyNotEffective } from '../rules/effective.ts';
import { lastEffectiveFrom, proposalsOf } from '../store.ts';

export const proposeTariffOperation = implement(proposeTariff, {
  async run(tx, actor, clock, input) {
    const { spec, categoryCode } = input;
    const key = { commodity: spec.commodity, categoryCode };
    const now = clock.now();
    const open = await proposalsOf(tx, actor.siteId, { state: 'proposed' });
    if (open.some((other) => other.commodity === key.commodity && other.categoryCode === categoryCode))
      refuse('tariff.open_proposal');
    const effectiveFrom = input.effectiveFrom ?? null;
    const why = whyNotEffective({ effectiveFrom, now, lastFrom: await lastEffectiveFrom(tx, actor.siteId, key) });
    if (why !== null) refuse(why.code, why.facts);

    const own = await ownSignature(tx, actor, proposeTariff, input);
    const proposalId = newId();
    const text = canonicalTariff(spec);
    await tx.keep(
      'tariff_proposal',
      q
        .insertInto('tariff_proposal')
        .values({
          site_id: actor.siteId,
          proposal_id: proposalId,
          commodity: key.commodity,
          category_code: categoryCode,
          spec: text,
          spec_hash: sha256(text),
          effective_from: effectiveFrom,
          reason: input.reason,
          state: 'proposed',
          proposed_by: actor.personId,
          proposed_at: now,
          proposal_signature_id: own.signatureId,
        })
        .returningAll(),
    );
    return viewProposal(tx, actor, proposalId);
  },
});
