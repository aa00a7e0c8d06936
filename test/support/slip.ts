/** A daily slip carried to its second signature, as both parties do it. */
import { signSlip } from '../../shared/contracts/reconciliation/sign-slip.ts';
import { slip as slipQuery } from '../../shared/contracts/reconciliation/slip.ts';
import { tallySlip } from '../../shared/contracts/reconciliation/tally-slip.ts';
import type { SlipContent } from '../../shared/reconciliation/slip-content.ts';
import { type Books, netOf, type TallyFigures } from '../../shared/reconciliation/tally.ts';
import type { Holder } from './house.ts';

interface Made {
  readonly slipId: string;
  readonly contentDigest: string;
}

/** What somebody has who kept an account without a mistake. */
export const truthOf = (content: Books): TallyFigures => ({
  cashFen: netOf(content, 'cash'),
  bankCardFen: netOf(content, 'bank-card'),
  qrFen: netOf(content, 'qr'),
  campusCardFen: netOf(content, 'campus-card'),
});

/** The content as somebody sees it who may. */
export async function contentSeenBy(holder: Holder, slipId: string): Promise<SlipContent> {
  const { content } = await holder.ask(slipQuery, { slipId });
  if (content === null) throw new Error('the slip is hidden from whoever has not entered the own account');
  return content;
}

/** The second signer's own account, without a mistake. */
export async function tally(custodian: Holder, second: Holder, slipId: string): Promise<void> {
  const own = truthOf(await contentSeenBy(custodian, slipId));
  const { outcome } = await second.call(tallySlip, { slipId, ...own });
  if (outcome !== 'agrees') throw new Error(`the account of the second signer: ${outcome}`);
}

export async function signByBoth(custodian: Holder, second: Holder, { slipId, contentDigest }: Made) {
  await tally(custodian, second, slipId);
  await custodian.signed(signSlip, { slipId, contentDigest });
  return second.signed(signSlip, { slipId, contentDigest });
}
