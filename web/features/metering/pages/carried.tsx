/** Carried credit that is not in its new meter yet. Empty on a good day; nothing is sold to these meters meanwhile. */
import type { ReactNode } from 'react';
import { carriedCredits } from '../../../../shared/contracts/metering/carried-credits.ts';
import { deliverCarry } from '../../../../shared/contracts/metering/deliver-carry.ts';
import type { CarriedCreditView } from '../../../../shared/metering/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { Acts } from '../../../ui/acts.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { notify } from '../../../ui/notices.tsx';
import { CARRIED_STATES, METERING_LABELS } from '../words.ts';

const T = {
  text: { zh: '没有待写入的结转余额', en: 'No carried credit is waiting' },
  next: {
    zh: '换表或搬入后，要写进卡表、网络表的余额会出现在这里。',
    en: 'After a meter change or a move, credit that must be put into a card or network meter appears here.',
  },
  bring: { zh: '写入', en: 'Bring' },
  lookUp: { zh: '查明', en: 'Look up' },
  delivered: { zh: '已写入表内并读回核对。', en: 'In the meter, and read back.' },
  unknown: {
    zh: '结果不明：不会重复写入，系统会继续查询。',
    en: 'Not known: nothing is written twice, and the system goes on asking.',
  },
  waiting: { zh: '没有写入：{reason}。余额仍待写入。', en: 'Not written: {reason}. The credit still waits.' },
} as const satisfies Record<string, Text>;

function sayBrought(output: unknown): void {
  const { state, reason } = output as CarriedCreditView;
  if (state === 'delivered') notify(T.delivered);
  else if (state === 'unknown') notify(T.unknown, 'wrong');
  else {
    const filled = (key: 'zh' | 'en'): string => T.waiting[key].replace('{reason}', reason?.[key] ?? '');
    notify({ zh: filled('zh'), en: filled('en') }, 'wrong');
  }
}

function RowActs({ row }: { row: Row }): ReactNode {
  const say = useSay();
  const { carryId, can, state, reason, meterNo } = row as unknown as CarriedCreditView;
  const word = state === 'waiting' ? T.bring : T.lookUp;
  return (
    <>
      {reason !== null && <span className="muted">{say(reason)} </span>}
      <Acts
        small
        can={can}
        of={meterNo}
        acts={[
          { contract: deliverCarry, word, given: { carryId }, hidden: ['carryId'], primary: true, onDone: sayBrought },
        ]}
      />
    </>
  );
}

export default function CarriedPage(): ReactNode {
  return (
    <ListPage
      contract={carriedCredits}
      labels={METERING_LABELS}
      states={CARRIED_STATES}
      empty={T}
      href={(row) => `/meters?open=${String(row.meterId)}`}
      actions={(row) => <RowActs row={row} />}
    />
  );
}
