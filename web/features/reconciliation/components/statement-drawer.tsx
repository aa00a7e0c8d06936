/** One monthly statement: its days, what was compared, both signatures. What is signed is its digest. */
import { type ReactNode, useState } from 'react';
import { fullName } from '../../../../shared/contracts/contract.ts';
import { signStatement } from '../../../../shared/contracts/reconciliation/sign-statement.ts';
import { statements } from '../../../../shared/contracts/reconciliation/statements.ts';
import { TENDERS } from '../../../../shared/payments/tender.ts';
import { POSTS } from '../../../../shared/posts.ts';
import {
  type Comparison,
  STATEMENT_SIDE_TITLES,
  STATEMENT_SIDES,
  type StatementView,
} from '../../../../shared/reconciliation/month.ts';
import type { Text } from '../../../../shared/text.ts';
import { fen } from '../../../../shared/values/money.ts';
import { COMMODITIES, formatQuantity, milli } from '../../../../shared/values/quantity.ts';
import { InstantText, MoneyText, QuantityText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { DetailDrawer, Details } from '../../../ui/detail-drawer.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { notify } from '../../../ui/notices.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { SignatureDialog } from '../../../ui/signature-dialog.tsx';
import { SLIP_STATES_SHOWN } from '../states.ts';
import { Digest } from './digest.tsx';

const T = {
  compared: { zh: '核对', en: 'Compared' },
  differs: { zh: '不符', en: 'differs' },
  agrees: { zh: '相符', en: 'agrees' },
  trade: { zh: '按品种和类别', en: 'By commodity and category' },
  tenders: { zh: '按付款方式', en: 'By tender' },
  days: { zh: '逐日', en: 'Day by day' },
  remitted: { zh: '缴款 {count} 笔', en: '{count} remittances' },
  inTransit: { zh: '月末在途', en: 'In transit at the end' },
  unremitted: { zh: '未缴', en: 'Not remitted' },
  used: { zh: '抄见用量', en: 'Used, by the meters' },
  signatures: { zh: '签字', en: 'Signatures' },
  waiting: { zh: '尚未签字', en: 'not signed yet' },
  digest: { zh: '对账单摘要', en: 'Digest' },
  sign: { zh: '签字', en: 'Sign' },
  signedOnce: { zh: '已签字，待另一方签字', en: 'Signed; the other side is still to sign' },
  signedBoth: { zh: '双方已签字，本月已结账', en: 'Signed by both; the month is closed' },
  pdf: { zh: '打印（一式两份）', en: 'Print (two copies)' },
  gone: { zh: '没有这份对账单', en: 'There is no such statement' },
  goneNext: { zh: '请回到列表重新打开。', en: 'Go back to the list.' },
} as const satisfies Record<string, Text>;

function Figure({ value, as }: { value: number; as: Comparison['as'] }): ReactNode {
  if (as === 'money') return <MoneyText value={fen(value)} />;
  return <span className="figure">{as === 'count' ? value : formatQuantity(milli(value))}</span>;
}

function Compared({ comparisons }: { comparisons: readonly Comparison[] }): ReactNode {
  const say = useSay();
  return (
    <section>
      <h3>{say(T.compared)}</h3>
      <table className="final-readings">
        <tbody>
          {comparisons.map((line) => (
            <tr key={line.title.en}>
              <th scope="row">{say(line.title)}</th>
              <td>
                {say(line.leftTitle)} <Figure value={line.left} as={line.as} />
              </td>
              <td>
                {say(line.rightTitle)} <Figure value={line.right} as={line.as} />
              </td>
              <td className={line.left === line.right ? 'muted' : 'credit-below'}>
                {say(line.left === line.right ? T.agrees : T.differs)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Trade({ content }: Pick<StatementView, 'content'>): ReactNode {
  const say = useSay();
  return (
    <section>
      <h3>{say(T.trade)}</h3>
      <dl className="details">
        {content.trade.map((line) => [
          <dt key={`${line.commodity}-${line.categoryCode}-name`}>
            {say(COMMODITIES[line.commodity].title)} · {say(line.category)}
          </dt>,
          <dd key={`${line.commodity}-${line.categoryCode}`}>
            <QuantityText value={line.quantityMilli} commodity={line.commodity} /> ·{' '}
            <MoneyText value={line.energyFen} />
          </dd>,
        ])}
        {content.credit.map((line) => [
          <dt key={`used-${line.commodity}-${line.unit}-name`}>
            {say(T.used)} · {say(COMMODITIES[line.commodity].title)}
          </dt>,
          <dd key={`used-${line.commodity}-${line.unit}`}>
            <QuantityText value={line.usedMilli} commodity={line.commodity} />
          </dd>,
        ])}
      </dl>
      <h3>{say(T.tenders)}</h3>
      <dl className="details">
        {content.tenders.map((line) => [
          <dt key={`${line.tender}-name`}>{say(TENDERS[line.tender].title)}</dt>,
          <dd key={line.tender}>
            <MoneyText value={line.receivedFen} />
            {line.refundedFen !== 0 && (
              <>
                {' '}
                −<MoneyText value={line.refundedFen} />
              </>
            )}
          </dd>,
        ])}
        <dt>{say(T.remitted, { count: content.remittances.count })}</dt>
        <dd>
          <MoneyText value={content.remittances.amountFen} />
        </dd>
        <dt>{say(T.inTransit)}</dt>
        <dd>
          <MoneyText value={content.remittances.inTransitFen} />
        </dd>
        <dt>{say(T.unremitted)}</dt>
        <dd>
          <MoneyText value={content.remittances.unremittedFen} />
        </dd>
      </dl>
      <h3>{say(T.days)}</h3>
      <dl className="details">
        {content.days.map((day) => [
          <dt key={`${day.businessDate}-name`}>
            {day.businessDate} {day.sheetNo}
          </dt>,
          <dd key={day.businessDate}>
            <MoneyText value={day.receivedFen} />
          </dd>,
        ])}
      </dl>
    </section>
  );
}

function Signatures({ statement }: { statement: StatementView }): ReactNode {
  const say = useSay();
  return (
    <section>
      <h3>{say(T.signatures)}</h3>
      <dl className="details">
        {STATEMENT_SIDES.map((side) => {
          const signed = statement.signatures.find((one) => one.side === side);
          return [
            <dt key={`${side}-name`}>{say(STATEMENT_SIDE_TITLES[side])}</dt>,
            <dd key={side}>
              {signed === undefined ? (
                <span className="muted">{say(T.waiting)}</span>
              ) : (
                <>
                  {signed.personName} · {say(POSTS[signed.post].title)} <InstantText value={signed.at} />
                </>
              )}
            </dd>,
          ];
        })}
        <dt>{say(T.digest)}</dt>
        <dd>
          <Digest digest={statement.contentDigest} />
        </dd>
      </dl>
    </section>
  );
}

function Sign({ statement }: { statement: StatementView }): ReactNode {
  const say = useSay();
  const operation = useOperation(signStatement);
  const [signing, setSigning] = useState(false);
  const content = { statementId: statement.statementId, contentDigest: statement.contentDigest };
  const send = async (signatureId: string): Promise<void> => {
    setSigning(false);
    const done = await operation.send({ ...content, signatures: [signatureId] });
    if (done !== undefined) notify(done.state === 'signed' ? T.signedBoth : T.signedOnce);
  };
  return (
    <>
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void operation.send({ ...content, signatures: [] })} />
      <div className="row">
        {statement.can.includes(fullName(signStatement)) && (
          <Button type="primary" disabled={operation.busy} onClick={() => setSigning(true)}>
            {say(T.sign)}
          </Button>
        )}
        <a
          href={`/api/reconciliation/statement.pdf?statementId=${statement.statementId}`}
          target="_blank"
          rel="noreferrer"
        >
          {say(T.pdf)}
        </a>
      </div>
      {signing && (
        <SignatureDialog
          contract={signStatement}
          content={content}
          kind="pin"
          summary={
            <p>
              {statement.number} {statement.month} <MoneyText value={statement.receivedFen} strong />{' '}
              <Digest digest={statement.contentDigest} />
            </p>
          }
          onSigned={(signatureId) => void send(signatureId)}
          onClose={() => setSigning(false)}
        />
      )}
    </>
  );
}

export function StatementDrawer(props: { readonly statementId: string; readonly onClose: () => void }): ReactNode {
  const { statementId, onClose } = props;
  return (
    <DetailDrawer contract={statements} input={{ statementId }} shows={[]} onClose={onClose}>
      {({ rows: [statement] }) =>
        statement === undefined ? (
          <Empty text={T.gone} next={T.goneNext} />
        ) : (
          <div className="stack">
            <Sign statement={statement} />
            <Details record={statement} shows={statements.columns ?? []} states={SLIP_STATES_SHOWN} />
            <Signatures statement={statement} />
            <Compared comparisons={statement.content.comparisons} />
            <Trade content={statement.content} />
          </div>
        )
      }
    </DetailDrawer>
  );
}
