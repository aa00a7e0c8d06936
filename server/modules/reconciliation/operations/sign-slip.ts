import { fullName } from '../../../../shared/contracts/contract.ts';
import { signSlip as contract } from '../../../../shared/contracts/reconciliation/sign-slip.ts';
import { SIGNER_TITLES, type SlipState, slipNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireDifferentPersons, requireSignature, type Signature } from '../../posts/index.ts';
import { roleOf } from '../rules/signers.ts';
import { requireMove, stateWith } from '../rules/slip-states.ts';
import { contentOf, insertSignature, lockSlip, type SlipRow, setState, signaturesOf } from '../store/slips.ts';
import { lastTally } from '../store/tallies.ts';
import { refuseSigner } from '../who-signs.ts';

export const signSlip = implement(contract, {
  async run(tx, actor, _clock, input) {
    const slip = await lockSlip(tx, actor.siteId, input.slipId);
    if (slip.content_digest !== input.contentDigest)
      refuse('slip.digest_differs', { number: slipNumberOf(slip.number) });
    const signatures = await requireSignature(tx, {
      siteId: actor.siteId,
      signatureIds: input.signatures,
      act: fullName(contract),
      contentOf: input,
    });
    const signed = new Map((await signaturesOf(tx, actor.siteId, slip.slip_id)).map((one) => [one.role, one.personId]));
    for (const signature of signatures) {
      const role = await requireRole(tx, slip, signature);
      const title = SIGNER_TITLES[role];
      if (signed.has(role))
        refuse('slip.already_signed', { number: slipNumberOf(slip.number), role: `${title.zh} / ${title.en}` });
      if (role === 'second') await requireTallied(tx, slip, signature);
      for (const personId of signed.values()) requireDifferentPersons('clerk-cashier', personId, signature.personId);
      await insertSignature(tx, slip, role, signature);
      signed.set(role, signature.personId);
    }
    const state = stateWith(signed.size);
    requireMove(slip.state as SlipState, state);
    await setState(tx, slip, state);
    return { slipId: slip.slip_id, state, signed: [...signed.keys()] };
  },
});

async function requireRole(tx: Tx, slip: SlipRow, signature: Signature) {
  const parties = contentOf(slip);
  const role = roleOf(parties, signature);
  return role ?? (await refuseSigner(tx, slip.site_id, parties, signature.personId));
}

/** Who signs second has entered the own account before, and signs for it in person. */
async function requireTallied(tx: Tx, slip: SlipRow, { personId }: Signature): Promise<void> {
  const tally = await lastTally(tx, slip.site_id, slip.slip_id);
  if (tally === undefined || !tally.settled) refuse('slip.tally_first', { number: slipNumberOf(slip.number) });
  if (tally.personId !== personId) refuse('slip.tally_other', { name: tally.personName });
}
