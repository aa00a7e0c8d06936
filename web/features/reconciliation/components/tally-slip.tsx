/**
 * The second signer's own account, in the own session or at the custodian's screen. No figure of the slip is on the page
 * meanwhile: the caller takes them away.
 */
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { tallySlip } from '../../../../shared/contracts/reconciliation/tally-slip.ts';
import { TENDERS } from '../../../../shared/payments/tender.ts';
import { POSTS } from '../../../../shared/posts.ts';
import { SIGNER_TITLES } from '../../../../shared/reconciliation/slip-states.ts';
import { TALLY_FIELDS, type TallyField } from '../../../../shared/reconciliation/tally.ts';
import type { Text } from '../../../../shared/text.ts';
import { InstantText, MoneyText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { notify } from '../../../ui/notices.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import type { Slip } from './sign-slip.tsx';

const T = {
  title: { zh: '双方核对', en: 'Both accounts' },
  waits: {
    zh: '核对人还没有录入自己的核对数；录入之前，单上的数不给核对人看。',
    en: 'The second signer has not entered the own account; until then the slip’s figures are hidden from the second signer.',
  },
  again: {
    zh: '与单上不符。请再核对一次自己的账，写明情况后重新录入；第二次录入即为结果。',
    en: 'It differs from the slip. Check the own account again and enter it once more with a reason; the second one stands.',
  },
  agrees: { zh: '双方相符', en: 'Both agree' },
  differs: { zh: '不符，差错 {number}', en: 'They differ, case {number}' },
  here: { zh: '核对人在本机录入核对数', en: 'The second signer enters the own account here' },
} as const satisfies Record<string, Text>;

/** At the custodian's screen the act is the second signer's, who signs for it; the server asks for that signature. */
const AT_THIS_SCREEN = { ...tallySlip, sign: 'pin' as const };

const FIELDS = Object.entries(TALLY_FIELDS) as [TallyField, (typeof TALLY_FIELDS)[TallyField]][];

/** What was entered, once it stands. */
export function TallyShown({ slip }: { slip: Slip }): ReactNode {
  const say = useSay();
  const { tally, tallied } = slip;
  if (tally === null || !tallied) return <p className="muted">{say(tally === null ? T.waits : T.again)}</p>;
  return (
    <section>
      <h3 className="row">
        {say(T.title)}
        <span className={`state-tag tone-${tally.agrees ? 'right' : 'wrong'}`}>
          {tally.agrees ? say(T.agrees) : say(T.differs, { number: tally.caseNumber ?? '' })}
        </span>
      </h3>
      <dl className="details">
        {FIELDS.filter(([field]) => tally[field] !== 0).map(([field, tender]) => [
          <dt key={`${field}-name`}>{say(TENDERS[tender].title)}</dt>,
          <dd key={field}>
            <MoneyText value={tally[field]} />
          </dd>,
        ])}
      </dl>
      <p className="muted">
        {tally.personName} · {say(POSTS[tally.post].title)} <InstantText value={tally.at} /> {tally.reason}
      </p>
    </section>
  );
}

interface TallySlipProps {
  readonly slip: Slip;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

export function TallySlip({ slip, open, onOpen }: TallySlipProps): ReactNode {
  const say = useSay();
  const [differs, setDiffers] = useState(false);
  const isCustodian = useSession()?.person?.personId === slip.custodianId;
  if (!slip.can.includes('reconciliation.tally-slip')) return null;
  const second = differs || (slip.tally?.attempts ?? 0) > 0;
  const contract = isCustodian ? AT_THIS_SCREEN : tallySlip;
  const close = (): void => onOpen(false);
  const done = ({ outcome, caseNumber }: OutputOf<typeof tallySlip>): void => {
    if (outcome === 'again') {
      setDiffers(true);
      return;
    }
    close();
    notify(outcome === 'agrees' ? T.agrees : { zh: `差错 ${caseNumber}`, en: `Case ${caseNumber}` });
  };
  return (
    <>
      <div className="row">
        <Button type="primary" onClick={() => onOpen(true)}>
          {say(isCustodian ? T.here : tallySlip.title)}
        </Button>
      </div>
      {open && (
        <Dialog title={say(tallySlip.title)} onClose={close}>
          {second && (
            <p className="refusal tone-soon" role="status">
              {say(T.again)}
            </p>
          )}
          <OperationForm
            key={second ? 'second' : 'first'}
            contract={contract}
            given={{ slipId: slip.slipId }}
            hidden={second ? ['slipId'] : ['slipId', 'reason']}
            submit={tallySlip.title}
            otherSigner={isCustodian ? { title: SIGNER_TITLES.second, posts: slip.secondPosts } : undefined}
            affects={['cases']}
            onDone={done}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  );
}
