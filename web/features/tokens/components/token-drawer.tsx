/** One token beside the list: what it is, and its digits for whoever says why. */
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { showToken } from '../../../../shared/contracts/tokens/show-token.ts';
import { tokens } from '../../../../shared/contracts/tokens/tokens.ts';
import type { Text } from '../../../../shared/text.ts';
import type { TokenView } from '../../../../shared/tokens/view.ts';
import { useSay } from '../../../lib/say.ts';
import { Acts } from '../../../ui/acts.tsx';
import { DetailDrawer, Details } from '../../../ui/detail-drawer.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { TOKEN_STATES_SHOWN } from '../words.ts';
import { Digits } from './digits.tsx';

const T = {
  token: { zh: '充值码', en: 'Token' },
  gone: { zh: '没有这个码', en: 'There is no such token' },
  goneNext: { zh: '请回到列表重新查找。', en: 'Go back to the list and look again.' },
  sale: { zh: '查看售电单', en: 'Open the sale' },
} as const satisfies Record<string, Text>;

const SHOWS = [
  { key: 'kind', title: { zh: '种类', en: 'Kind' }, as: 'state' },
  { key: 'purpose', title: { zh: '用途', en: 'Purpose' }, as: 'state' },
  { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  { key: 'masked', title: { zh: '号码', en: 'Digits' }, as: 'code' },
  { key: 'section', title: { zh: '段', en: 'Section' } },
  { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
  { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
  { key: 'creditMilli', title: { zh: '额度', en: 'Credit' }, as: 'quantity' },
  { key: 'purchaseCount', title: { zh: '购买次数', en: 'Purchase count' } },
  { key: 'reason', title: { zh: '原因', en: 'Reason' } },
  { key: 'reservedAt', title: { zh: '时间', en: 'At' }, as: 'instant' },
  { key: 'personName', title: { zh: '经办人', en: 'By' } },
] as const;

function Token({ token }: { token: TokenView }): ReactNode {
  const say = useSay();
  const [digits, setDigits] = useState<string | null>(null);
  return (
    <div className="stack">
      <Details record={token} shows={SHOWS} states={TOKEN_STATES_SHOWN} />
      {digits !== null && <Digits digits={digits} />}
      <div className="row">
        <Acts
          can={token.can}
          acts={[
            {
              contract: showToken,
              given: { tokenId: token.id },
              hidden: ['tokenId'],
              onDone: (output) => setDigits((output as OutputOf<typeof showToken>).digits),
            },
          ]}
        />
        {token.saleId !== null && <Link to={`/sales?open=${token.saleId}`}>{say(T.sale)}</Link>}
      </div>
    </div>
  );
}

export function TokenDrawer({ tokenId, onClose }: { tokenId: string; onClose: () => void }): ReactNode {
  return (
    <DetailDrawer contract={tokens} input={{ tokenId }} title={T.token} shows={[]} onClose={onClose}>
      {({ rows: [token] }) =>
        token === undefined ? <Empty text={T.gone} next={T.goneNext} /> : <Token key={token.id} token={token} />
      }
    </DetailDrawer>
  );
}
