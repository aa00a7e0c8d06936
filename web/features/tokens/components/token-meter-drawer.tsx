/** One token meter beside the list: what its key is found by, and what can be made for it without a sale. */
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { OperationContract } from '../../../../shared/contracts/contract.ts';
import { changeKey } from '../../../../shared/contracts/tokens/change-key.ts';
import { issueEngineeringToken } from '../../../../shared/contracts/tokens/issue-engineering-token.ts';
import { issueTestToken } from '../../../../shared/contracts/tokens/issue-test-token.ts';
import { tokenMeters } from '../../../../shared/contracts/tokens/token-meters.ts';
import type { Text } from '../../../../shared/text.ts';
import {
  DERIVATION_TITLES,
  ENCRYPTION_TITLES,
  KEY_TYPE_TITLES,
  type MadeTokens,
  type TokenMeterView,
} from '../../../../shared/tokens/view.ts';
import { TOKEN_APPROVERS } from '../../../../shared/tokens/who.ts';
import { useSay } from '../../../lib/say.ts';
import { type Act, Acts } from '../../../ui/acts.tsx';
import { DetailDrawer, Details } from '../../../ui/detail-drawer.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { TOKEN_LABELS, TOKEN_STATES_SHOWN } from '../words.ts';
import { MadeDialog } from './digits.tsx';

const T = {
  meter: { zh: '充值码表', en: 'Token meter' },
  gone: { zh: '没有这块表', en: 'There is no such meter' },
  goneNext: { zh: '请回到列表重新查找。', en: 'Go back to the list and look again.' },
  tokens: { zh: '查看这块表的充值码', en: 'Tokens of this meter' },
  approver: { zh: '售电主管当面签字批准', en: 'The supervisor signs beside you' },
} as const satisfies Record<string, Text>;

const SHOWS = [
  { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
  { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
  { key: 'scheme', title: { zh: '体系', en: 'Scheme' }, as: 'state' },
  { key: 'number', title: { zh: '识别号', en: 'Number' }, as: 'code' },
  { key: 'supplyGroup', title: { zh: '供应组代码 SGC', en: 'Supply group code' }, as: 'code' },
  { key: 'tariffIndex', title: { zh: '费率号 TI', en: 'Tariff index' }, as: 'code' },
  { key: 'keyRevision', title: { zh: '密钥版本 KRN', en: 'Key revision' } },
  { key: 'keyTypeWord', title: { zh: '密钥类型 KT', en: 'Key type' } },
  { key: 'encryptionWord', title: { zh: '加密算法', en: 'Encryption' } },
  { key: 'derivationWord', title: { zh: '密钥分散算法', en: 'Key derivation' } },
  { key: 'baseYearWord', title: { zh: '基准日期', en: 'Base date' } },
  { key: 'lastsUntil', title: { zh: '码号可用至', en: 'Identifiers last until' }, as: 'instant' },
  { key: 'stepMilli', title: { zh: '每级额度', en: 'Credit of one step' }, as: 'quantity' },
  { key: 'extended', title: { zh: '加长码', en: 'Extended tokens' }, as: 'yes-no' },
  { key: 'restricted', title: { zh: '键盘只有1至4', en: 'Keypad with 1 to 4 only' }, as: 'yes-no' },
  { key: 'count', title: { zh: '计数', en: 'Count' } },
  { key: 'tokens', title: { zh: '已发充值码', en: 'Tokens issued' } },
  { key: 'lastIssuedAt', title: { zh: '最近一次', en: 'Last issued' }, as: 'instant' },
  { key: 'registeredAt', title: { zh: '登记时间', en: 'Registered at' }, as: 'instant' },
] as const;

const recordOf = (meter: TokenMeterView) => ({
  ...meter,
  keyTypeWord: meter.keyType === null ? null : KEY_TYPE_TITLES[meter.keyType],
  encryptionWord: meter.encryption === null ? null : ENCRYPTION_TITLES[meter.encryption],
  derivationWord: meter.derivation === null ? null : DERIVATION_TITLES[meter.derivation],
  baseYearWord: meter.baseYear === null ? null : `${meter.baseYear}-01-01`,
});

function actsOf(meter: TokenMeterView, onMade: (made: MadeTokens) => void): readonly Act[] {
  const shared = { hidden: ['meterId'], labels: TOKEN_LABELS, given: { meterId: meter.id } };
  const onDone = (output: unknown): void => onMade(output as MadeTokens);
  const { supplyGroup, tariffIndex, keyRevision, keyType, baseYear } = meter;
  const present = { supplyGroup, tariffIndex, keyRevision, keyType, baseYear: String(baseYear) };
  return [
    { ...shared, contract: issueTestToken, onDone },
    {
      contract: issueEngineeringToken as OperationContract,
      form: (close) => (
        <OperationForm
          contract={issueEngineeringToken}
          given={{ meterId: meter.id }}
          hidden={['meterId']}
          labels={TOKEN_LABELS}
          submit={issueEngineeringToken.title}
          second={() => ({ title: T.approver, posts: TOKEN_APPROVERS })}
          onCancel={close}
          onDone={(made) => {
            close();
            onMade(made);
          }}
        />
      ),
    },
    { ...shared, contract: changeKey, given: { meterId: meter.id, ...present }, onDone },
  ];
}

function Meter({ meter }: { meter: TokenMeterView }): ReactNode {
  const say = useSay();
  const [made, setMade] = useState<MadeTokens | null>(null);
  return (
    <div className="stack">
      <div className="row">
        <Acts can={meter.can} acts={actsOf(meter, setMade)} />
      </div>
      <Details record={recordOf(meter)} shows={SHOWS} states={TOKEN_STATES_SHOWN} />
      <Link to={`/tokens?meterNo=${encodeURIComponent(meter.meterNo)}`}>{say(T.tokens)}</Link>
      {made && <MadeDialog made={made} onClose={() => setMade(null)} />}
    </div>
  );
}

export function TokenMeterDrawer({ meterId, onClose }: { meterId: string; onClose: () => void }): ReactNode {
  return (
    <DetailDrawer contract={tokenMeters} input={{ meterId }} title={T.meter} shows={[]} onClose={onClose}>
      {({ rows: [meter] }) =>
        meter === undefined ? <Empty text={T.gone} next={T.goneNext} /> : <Meter meter={meter} />
      }
    </DetailDrawer>
  );
}
