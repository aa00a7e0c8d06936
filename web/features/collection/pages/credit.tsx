/** What meters that hold their own credit said they had left, against what the books allow. */
import type { ReactNode } from 'react';
import { creditSeen } from '../../../../shared/contracts/collection/credit-seen.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import type { Row } from '../../../ui/data-table.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { C, COLLECTION_LABELS, COLLECTION_TABS, CREDIT_STATES_SHOWN } from '../words.ts';

const T = {
  yes: { zh: '相符', en: 'Agrees' },
  no: { zh: '多于账上', en: 'More than booked' },
  empty: { zh: '还没有读到表内剩余', en: 'No credit has been seen yet' },
  next: {
    zh: '远程抄表和购电卡返回时会记下表内剩余。',
    en: 'It is noted when meters are read over the line and when cards come back.',
  },
} as const satisfies Record<string, Text>;

export default function CreditPage(): ReactNode {
  const say = useSay();
  const agrees = (row: Row): ReactNode => (
    <span className={`state-tag tone-${row.agrees === true ? 'right' : 'wrong'}`}>
      {say(row.agrees === true ? T.yes : T.no)}
    </span>
  );
  return (
    <ListPage
      contract={creditSeen}
      labels={COLLECTION_LABELS}
      states={CREDIT_STATES_SHOWN}
      cells={{ agrees }}
      empty={{ text: T.empty, next: T.next }}
    >
      <Tabs label={say(C.parts)} tabs={COLLECTION_TABS} current="credit" />
    </ListPage>
  );
}
