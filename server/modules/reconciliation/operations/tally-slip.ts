/**
 * The second signer's own account. By whoever is signed in as such, or, at the custodian's screen, by whoever signs as
 * such. The first that differs is told nothing and may be entered once more; the second stands.
 */
import { fullName } from '../../../../shared/contracts/contract.ts';
import { tallySlip as contract } from '../../../../shared/contracts/reconciliation/tally-slip.ts';
import { TENDERS } from '../../../../shared/payments/tender.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import type { SlipContent } from '../../../../shared/reconciliation/slip-content.ts';
import { slipNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import { formatMoney } from '../../../../shared/values/money.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { openCase } from '../../cases/index.ts';
import { requireSignature } from '../../posts/index.ts';
import { differences, outcomeOf, sumOf } from '../rules/judge-tally.ts';
import { roleOf, secondPostsOf } from '../rules/signers.ts';
import { contentOf, lockSlip } from '../store/slips.ts';
import { insertTally, lastTally } from '../store/tallies.ts';
import { refuseSigner } from '../who-signs.ts';

interface Signer {
  readonly personId: string;
  readonly post: PostKey;
}

export const tallySlip = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId } = actor;
    const { slipId, reason, signatures, ...own } = input;
    const slip = await lockSlip(tx, siteId, slipId);
    const content = contentOf(slip);
    const number = slipNumberOf(slip.number);
    const signer = await secondOf(tx, actor, content, input);
    const known = await lastTally(tx, siteId, slipId);
    if (known?.settled) refuse('slip.already_tallied', { number });
    const attempt = (known?.attempts ?? 0) + 1;
    if (attempt === 2 && reason === '') refuse('slip.tally_reason');
    const found = differences(content, own);
    const outcome = outcomeOf(attempt, found.length === 0);
    const opened =
      outcome === 'case' ? await openTallyCase(tx, actor, clock, { content, slipId, signer, found }) : null;
    await insertTally(tx, {
      siteId,
      slipId,
      attempt,
      ...signer,
      at: clock.now(),
      ...own,
      reason,
      agrees: found.length === 0,
      caseId: opened?.caseId ?? null,
    });
    return { outcome, caseNumber: opened?.number ?? null };
  },
});

/** The second signer: who is signed in, or who has signed at this screen. */
async function secondOf(
  tx: Tx,
  actor: Actor,
  content: SlipContent,
  input: { readonly signatures: readonly string[] },
): Promise<Signer> {
  const { personId } = actor;
  const post = actor.post as PostKey;
  if (roleOf(content, { personId, post }) === 'second') return { personId, post };
  if (personId !== content.custodianId) return refuseSigner(tx, actor.siteId, content, personId);
  const [signature] = await requireSignature(tx, {
    siteId: actor.siteId,
    signatureIds: input.signatures,
    act: fullName(contract),
    contentOf: input,
    notPersonId: content.custodianId,
    posts: secondPostsOf(content),
  });
  return signature === undefined ? refuse('signature.needed') : { personId: signature.personId, post: signature.post };
}

interface Differing {
  readonly content: SlipContent;
  readonly slipId: string;
  readonly signer: Signer;
  readonly found: ReturnType<typeof differences>;
}

function openTallyCase(tx: Tx, actor: Actor, clock: Clock, { content, slipId, signer, found }: Differing) {
  const number = slipNumberOf(content.number);
  const list = (language: 'zh' | 'en'): string =>
    found
      .map(({ tender, fen }) => `${TENDERS[tender].title[language]} ${formatMoney(fen)}`)
      .join(language === 'zh' ? '、' : ', ');
  return openCase(tx, actor, clock, {
    subject: 'slip.differs',
    summary: {
      zh: `日结单 ${number}：核对人的数与单上相差 ${list('zh')}`,
      en: `Daily slip ${number}: the second signer's account differs by ${list('en')}`,
    },
    amountFen: sumOf(found),
    document: { kind: 'daily-slip', id: slipId },
    parties: [{ personId: content.custodianId, post: content.custodianPost }, signer],
  });
}
