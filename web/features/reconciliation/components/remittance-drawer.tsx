/** One remittance: the slips it covers, the picture of its receipt, and finance's word that it came. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { fullName } from '../../../../shared/contracts/contract.ts';
import { attachReceipt } from '../../../../shared/contracts/reconciliation/attach-receipt.ts';
import { confirmRemittance } from '../../../../shared/contracts/reconciliation/confirm-remittance.ts';
import { remittances } from '../../../../shared/contracts/reconciliation/remittances.ts';
import type { RemittanceView } from '../../../../shared/reconciliation/remittance.ts';
import type { Text } from '../../../../shared/text.ts';
import { MoneyText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { Acts } from '../../../ui/acts.tsx';
import { AddPicture } from '../../../ui/add-picture.tsx';
import { DetailDrawer, Details } from '../../../ui/detail-drawer.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { REMITTANCE_STATES_SHOWN } from '../states.ts';

const T = {
  slips: { zh: '所缴日结单', en: 'Slips covered' },
  receipts: { zh: '回单照片', en: 'Pictures of the receipt' },
  print: { zh: '打印缴款单（一式三联）', en: 'Print the slip (three copies)' },
  none: { zh: '还没有附回单照片', en: 'No picture of the receipt yet' },
  shown: { zh: '回单照片 {name}', en: 'Picture of the receipt, {name}' },
  gone: { zh: '没有这张缴款单', en: 'There is no such remittance' },
  goneNext: { zh: '请回到列表重新打开。', en: 'Go back to the list.' },
  receiver: { zh: '接收方', en: 'Receiver' },
  reason: { zh: '说明', en: 'Reason' },
  madeAt: { zh: '缴款时间', en: 'Remitted' },
  confirmedBy: { zh: '确认人', en: 'Confirmed by' },
  confirmedAt: { zh: '确认时间', en: 'Confirmed at' },
  caseNumber: { zh: '案件', en: 'Case' },
} as const satisfies Record<string, Text>;

const SHOWS = [
  ...(remittances.columns ?? []),
  { key: 'receiver', title: T.receiver },
  { key: 'reason', title: T.reason },
  { key: 'madeAt', title: T.madeAt, as: 'instant' },
  { key: 'confirmedBy', title: T.confirmedBy },
  { key: 'confirmedAt', title: T.confirmedAt, as: 'instant' },
  { key: 'caseNumber', title: T.caseNumber, as: 'code' },
] as const;

const hrefOf = (remittanceId: string, attachmentId: string): string =>
  `/api/reconciliation/receipt?${new URLSearchParams({ remittanceId, attachmentId })}`;

function Remittance({ found }: { found: RemittanceView }): ReactNode {
  const say = useSay();
  const { remittanceId, amountFen, receiptNo } = found;
  return (
    <div className="stack">
      <Acts
        can={found.can}
        of={found.number}
        acts={[
          {
            contract: confirmRemittance,
            given: { remittanceId, receivedFen: amountFen, ...(receiptNo === null ? {} : { receiptNo }) },
            hidden: ['remittanceId'],
            primary: true,
          },
        ]}
      />
      <p>
        <a href={`/api/reconciliation/remittance.pdf?remittanceId=${remittanceId}`} target="_blank" rel="noreferrer">
          {say(T.print)}
        </a>
      </p>
      <Details record={found} shows={SHOWS} states={REMITTANCE_STATES_SHOWN} />
      <section>
        <h3>{say(T.slips)}</h3>
        <ul>
          {found.slips.map((slip) => (
            <li key={slip.slipId}>
              <Link to={`/reconciliation/slips?open=${slip.slipId}`}>{slip.slipNo}</Link> {slip.businessDate}{' '}
              <MoneyText value={slip.dueFen} />
            </li>
          ))}
        </ul>
      </section>
      <section className="stack">
        <h3>{say(T.receipts)}</h3>
        {found.pictures.length === 0 && <p className="muted">{say(T.none)}</p>}
        <ul className="pictures">
          {found.pictures.map(({ attachmentId, fileName }) => (
            <li key={attachmentId}>
              <a href={hrefOf(remittanceId, attachmentId)} target="_blank" rel="noreferrer">
                <img src={hrefOf(remittanceId, attachmentId)} alt={say(T.shown, { name: fileName })} />
              </a>
            </li>
          ))}
        </ul>
        {found.can.includes(fullName(attachReceipt)) && (
          <AddPicture contract={attachReceipt} given={{ remittanceId }} />
        )}
      </section>
    </div>
  );
}

export function RemittanceDrawer(props: { readonly remittanceId: string; readonly onClose: () => void }): ReactNode {
  const { remittanceId, onClose } = props;
  return (
    <DetailDrawer contract={remittances} input={{ remittanceId }} shows={[]} onClose={onClose}>
      {({ rows: [found] }) =>
        found === undefined ? <Empty text={T.gone} next={T.goneNext} /> : <Remittance found={found} />
      }
    </DetailDrawer>
  );
}
