/** One weekly bundle: what is in it, ticked number by number by the funds administrator. */
import { type ReactNode, useState } from 'react';
import { fullName } from '../../../../shared/contracts/contract.ts';
import { bundles } from '../../../../shared/contracts/reconciliation/bundles.ts';
import { receiveBundle } from '../../../../shared/contracts/reconciliation/receive-bundle.ts';
import type { BundleView } from '../../../../shared/reconciliation/week.ts';
import type { Text } from '../../../../shared/text.ts';
import { MoneyText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { DetailDrawer, Details } from '../../../ui/detail-drawer.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { notify } from '../../../ui/notices.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { SignatureDialog } from '../../../ui/signature-dialog.tsx';
import { BUNDLE_STATES_SHOWN } from '../states.ts';
import { Digest } from './digest.tsx';

const T = {
  figures: { zh: '本周金额', en: 'The week' },
  received: { zh: '收款', en: 'Received' },
  refunded: { zh: '退款', en: 'Refunded' },
  cashDue: { zh: '应缴现金', en: 'Cash due' },
  remitted: { zh: '已缴', en: 'Remitted' },
  unremitted: { zh: '未缴', en: 'Not remitted' },
  papers: { zh: '单据', en: 'Papers' },
  tick: { zh: '逐号勾对：收到的打勾', en: 'Tick the papers that are there' },
  there: { zh: '收到', en: 'there' },
  missing: { zh: '缺', en: 'missing' },
  digest: { zh: '周报摘要', en: 'Digest of the bundle' },
  days: { zh: '各营业日摘要', en: 'Digests of the days' },
  sign: { zh: '签字核收', en: 'Sign and receive' },
  done: { zh: '已核收。', en: 'Received.' },
  gone: { zh: '没有这份周报', en: 'There is no such bundle' },
  goneNext: { zh: '请回到列表重新打开。', en: 'Go back to the list.' },
} as const satisfies Record<string, Text>;

function Receive({ bundle }: { bundle: BundleView }): ReactNode {
  const say = useSay();
  const operation = useOperation(receiveBundle);
  const [there, setThere] = useState<ReadonlySet<string>>(new Set());
  const [signing, setSigning] = useState(false);
  const content = { bundleId: bundle.bundleId, received: [...there] };
  const tick = (id: string): void => {
    operation.edited();
    const next = new Set(there);
    if (!next.delete(id)) next.add(id);
    setThere(next);
  };
  const send = async (signatureId: string): Promise<void> => {
    setSigning(false);
    if ((await operation.send({ ...content, signatures: [signatureId] })) !== undefined) notify(T.done);
  };
  const missing = bundle.items.filter((item) => !there.has(item.id)).map((item) => item.number);
  return (
    <section className="stack">
      <fieldset className="stack">
        <legend>{say(T.tick)}</legend>
        {bundle.items.map((item) => (
          <label key={item.id} className="row">
            <input type="checkbox" checked={there.has(item.id)} onChange={() => tick(item.id)} />
            <span className="figure">{item.number}</span>
          </label>
        ))}
      </fieldset>
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void operation.send({ ...content, signatures: [] })} />
      <div className="row">
        <Button type="primary" disabled={operation.busy} onClick={() => setSigning(true)}>
          {say(T.sign)}
        </Button>
      </div>
      {signing && (
        <SignatureDialog
          contract={receiveBundle}
          content={content}
          kind="pin"
          summary={
            <p>
              {bundle.number} · {say(T.there)} {there.size}
              {missing.length > 0 && ` · ${say(T.missing)} ${missing.join(', ')}`}
            </p>
          }
          onSigned={(signatureId) => void send(signatureId)}
          onClose={() => setSigning(false)}
        />
      )}
    </section>
  );
}

function Bundle({ bundle }: { bundle: BundleView }): ReactNode {
  const say = useSay();
  const { content } = bundle;
  const figures = [
    [T.received, content.receivedFen],
    [T.refunded, content.refundedFen],
    [T.cashDue, content.cashDueFen],
    [T.remitted, content.remittedFen],
    [T.unremitted, content.unremittedFen],
  ] as const;
  return (
    <div className="stack">
      <Details record={bundle} shows={bundles.columns ?? []} states={BUNDLE_STATES_SHOWN} />
      <section>
        <h3>{say(T.figures)}</h3>
        <dl className="details">
          {figures.map(([title, value]) => [
            <dt key={`${title.en}-name`}>{say(title)}</dt>,
            <dd key={title.en}>
              <MoneyText value={value} />
            </dd>,
          ])}
        </dl>
      </section>
      {bundle.can.includes(fullName(receiveBundle)) ? (
        <Receive bundle={bundle} />
      ) : (
        <section>
          <h3>{say(T.papers)}</h3>
          <ul>
            {bundle.items.map((item) => (
              <li key={item.id}>
                <span className="figure">{item.number}</span>{' '}
                {item.received !== null && (
                  <span className={item.received ? 'muted' : 'credit-below'}>
                    {say(item.received ? T.there : T.missing)}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{say(T.digest)}</h3>
        <Digest digest={bundle.contentDigest} />
        <h3>{say(T.days)}</h3>
        {content.days.map((day) => (
          <p key={day.businessDate}>
            {day.businessDate} <Digest digest={day.digest} />
          </p>
        ))}
      </section>
    </div>
  );
}

export function BundleDrawer({ bundleId, onClose }: { bundleId: string; onClose: () => void }): ReactNode {
  return (
    <DetailDrawer contract={bundles} input={{ bundleId }} shows={[]} onClose={onClose}>
      {({ rows: [bundle] }) =>
        bundle === undefined ? <Empty text={T.gone} next={T.goneNext} /> : <Bundle bundle={bundle} />
      }
    </DetailDrawer>
  );
}
