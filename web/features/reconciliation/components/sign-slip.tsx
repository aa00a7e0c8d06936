/**
 * Signing a slip: alone in the own session, or both at one counter, one after the other, in one request. What is
 * signed is the slip's digest; the figures are shown again above the PIN.
 */
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { signSlip } from '../../../../shared/contracts/reconciliation/sign-slip.ts';
import type { slip as slipContract } from '../../../../shared/contracts/reconciliation/slip.ts';
import { POSTS } from '../../../../shared/posts.ts';
import { SIGNER_ROLES, SIGNER_TITLES } from '../../../../shared/reconciliation/slip-states.ts';
import type { Text } from '../../../../shared/text.ts';
import { CUSTODIAN_POSTS } from '../../../../shared/tills/drawer.ts';
import { InstantText, MoneyText } from '../../../lib/format.tsx';
import { useHotkeys } from '../../../lib/keyboard.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { notify } from '../../../ui/notices.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { type SecondSigner, SignatureDialog } from '../../../ui/signature-dialog.tsx';
import { Digest } from './digest.tsx';

export type Slip = OutputOf<typeof slipContract>;

const T = {
  signatures: { zh: '签字', en: 'Signatures' },
  waiting: { zh: '尚未签字', en: 'not signed yet' },
  second: { zh: '核对人须为：{posts}', en: 'The second signer is a {posts}' },
  sign: { zh: '本人签字 (F9)', en: 'Sign (F9)' },
  both: { zh: '双方在场签字', en: 'Both sign here' },
  signedOnce: { zh: '已签字，待另一方签字', en: 'Signed; the other party is still to sign' },
  signedBoth: { zh: '日结单已双签，内容不再变动', en: 'Signed by both; the slip is final' },
  counted: { zh: '实点现金', en: 'Cash counted' },
} as const satisfies Record<string, Text>;

interface Signing {
  readonly both: boolean;
  readonly first: string | null;
}

export function SlipSignatures({ slip }: { slip: Slip }): ReactNode {
  const say = useSay();
  return (
    <section>
      <h3>{say(T.signatures)}</h3>
      <dl className="details">
        {SIGNER_ROLES.map((role) => {
          const signed = slip.signatures.find((one) => one.role === role);
          return [
            <dt key={`${role}-name`}>{say(SIGNER_TITLES[role])}</dt>,
            <dd key={role}>
              {signed ? (
                <>
                  {signed.personName} · {say(POSTS[signed.post].title)} <InstantText value={signed.at} />
                </>
              ) : (
                <span className="muted">
                  {say(T.waiting)}
                  {role === 'second' &&
                    ` · ${say(T.second, { posts: slip.secondPosts.map((post) => say(POSTS[post].title)).join(' / ') })}`}
                </span>
              )}
            </dd>,
          ];
        })}
      </dl>
    </section>
  );
}

function Summary({ slip }: { slip: Slip }): ReactNode {
  const say = useSay();
  return (
    <dl className="details">
      <dt>{slip.slipNo}</dt>
      <dd>
        <Digest digest={slip.contentDigest} />
      </dd>
      {slip.content !== null && (
        <>
          <dt>{say(T.counted)}</dt>
          <dd>
            <MoneyText value={slip.content.cash.countedFen} strong />
          </dd>
        </>
      )}
    </dl>
  );
}

export function SignSlip({ slip }: { slip: Slip }): ReactNode {
  const say = useSay();
  const operation = useOperation(signSlip);
  const [signing, setSigning] = useState<Signing | null>(null);
  const may = slip.can.includes('reconciliation.sign-slip');
  const idle = may && signing === null && !operation.busy && operation.phase !== 'unknown';
  const content = { slipId: slip.slipId, contentDigest: slip.contentDigest };
  // Whoever begins, the other place on the slip is the other party's.
  const isCustodian = useSession()?.person?.personId === slip.custodianId;
  const otherParty: SecondSigner = isCustodian
    ? { title: SIGNER_TITLES.second, posts: slip.secondPosts }
    : { title: SIGNER_TITLES.custodian, posts: CUSTODIAN_POSTS, personId: slip.custodianId };
  const begin = (both: boolean): void => {
    operation.edited();
    setSigning({ both, first: null });
  };
  useHotkeys([{ keys: 'F9', says: T.sign, active: idle, act: () => begin(false) }]);
  const send = async (signatures: string[]): Promise<void> => {
    setSigning(null);
    const done = await operation.send({ ...content, signatures });
    if (done) notify(done.state === 'signed' ? T.signedBoth : T.signedOnce);
  };
  const signed = (signatureId: string): void => {
    if (signing?.first != null) void send([signing.first, signatureId]);
    else if (signing?.both) setSigning({ both: true, first: signatureId });
    else void send([signatureId]);
  };
  return (
    <>
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void operation.send({ ...content, signatures: [] })} />
      {may && (
        <div className="row">
          <Button type="primary" disabled={!idle} onClick={() => begin(false)}>
            {say(T.sign)}
          </Button>
          {slip.signatures.length === 0 && slip.tallied && (
            <Button disabled={!idle} onClick={() => begin(true)}>
              {say(T.both)}
            </Button>
          )}
        </div>
      )}
      {signing && (
        <SignatureDialog
          key={signing.first ?? 'own'}
          contract={signSlip}
          content={content}
          kind="pin"
          {...(signing.first === null ? {} : { second: otherParty })}
          summary={<Summary slip={slip} />}
          onSigned={signed}
          onClose={() => setSigning(null)}
        />
      )}
    </>
  );
}
