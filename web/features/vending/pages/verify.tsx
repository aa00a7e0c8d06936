/** For whoever holds a slip, without sign-in: is it genuine, and does it still count. The slip's code leads here. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Column, OutputOf } from '../../../../shared/contracts/contract.ts';
import { verifySlip } from '../../../../shared/contracts/vending/verify-slip.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/detail-drawer.tsx';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SALE_STATES_SHOWN } from '../words.ts';
import '../vending.css';

const T = {
  help: {
    zh: '照凭证填写号码和二维码下面的 16 位字符，或直接扫描凭证上的二维码。',
    en: 'Enter the number of the slip and the 16 characters under its code, or scan the code itself.',
  },
  tip: { zh: '收了钱不给凭证，或凭证不对？匿名举报', en: 'No slip, or a wrong one? Leave a tip without a name' },
  number: { zh: '凭证号', en: 'Slip number' },
  digest: { zh: '二维码下的 16 位字符', en: 'The 16 characters under the code' },
  verify: { zh: '核验', en: 'Verify' },
  genuine: { zh: '此凭证由 {house} 开具，内容如下', en: 'This slip was issued by {house}; it says' },
  reversed: {
    zh: '此凭证由 {house} 开具，但已经冲正，不再有效',
    en: 'Issued by {house}, but reversed: no longer valid',
  },
  false: {
    zh: '没有这张凭证。请核对号码和字符；仍查不到的，请向开票单位反映。',
    en: 'There is no such slip. Check number and characters; if it stays so, tell the office that issued it.',
  },
} as const satisfies Record<string, Text>;

const SHOWS: readonly Column[] = [
  { key: 'slipNo', title: T.number, as: 'code' },
  { key: 'paidAt', title: { zh: '收款时间', en: 'Paid at' }, as: 'instant' },
  { key: 'roomCode', title: { zh: '房间', en: 'Room' } },
  { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
  { key: 'commodity', title: { zh: '类别', en: 'Commodity' }, as: 'state' },
  { key: 'quantityMilli', title: { zh: '数量', en: 'Quantity' }, as: 'quantity' },
  { key: 'totalFen', title: { zh: '实收金额（元）', en: 'Amount (yuan)' }, as: 'money' },
  { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  { key: 'prints', title: { zh: '已打印次数', en: 'Times printed' } },
];

function Answer({ answer }: { answer: OutputOf<typeof verifySlip> }): ReactNode {
  const say = useSay();
  if (!answer.genuine) {
    return (
      <p className="verify-answer tone-wrong" role="status">
        {say(T.false)}
      </p>
    );
  }
  const valid = !answer.reversed;
  return (
    <>
      <p className={`verify-answer ${valid ? 'tone-right' : 'tone-soon'}`} role="status">
        {say(valid ? T.genuine : T.reversed, { house: answer.houseName })}
      </p>
      <Details record={answer} shows={SHOWS} states={SALE_STATES_SHOWN} />
    </>
  );
}

export default function VerifyPage(): ReactNode {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const asked = { n: search.get('n') ?? '', d: search.get('d') ?? '' };
  const [typed, setTyped] = useState(asked);
  const answer = useAsk(verifySlip, asked, { enabled: asked.n !== '' && asked.d !== '' });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSearch({ n: typed.n.trim(), d: typed.d.trim().toLowerCase() });
  };
  return (
    <main className="entry">
      <div className="panel entry-panel">
        <h1>{say(verifySlip.title)}</h1>
        <p className="muted">{say(T.help)}</p>
        <form className="stack" onSubmit={submit}>
          <LabelledInput label={say(T.number)} value={typed.n} onText={(n) => setTyped({ ...typed, n })} />
          <LabelledInput label={say(T.digest)} value={typed.d} onText={(d) => setTyped({ ...typed, d })} />
          <Button type="primary" htmlType="submit" disabled={typed.n === '' || typed.d === ''}>
            {say(T.verify)}
          </Button>
        </form>
        {answer.isFetching && <p className="muted">{say(W.loading)}</p>}
        {answer.isError && <RefusalAlert error={answer.error} />}
        {answer.data && <Answer answer={answer.data} />}
        <a href="/tip">{say(T.tip)}</a>
      </div>
    </main>
  );
}
