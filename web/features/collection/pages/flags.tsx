/** What is odd about meters, until somebody has dealt with it. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { flags } from '../../../../shared/contracts/collection/flags.ts';
import { resolveFlag } from '../../../../shared/contracts/collection/resolve-flag.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { Acts } from '../../../ui/acts.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { COLLECTION_LABELS, FLAG_STATES_SHOWN } from '../words.ts';

const T = {
  deal: { zh: '处理', en: 'Deal with' },
  seen: { zh: '处理中（在查）', en: 'In hand' },
  resolved: { zh: '已处理', en: 'Resolved' },
  empty: { zh: '没有抄表异常', en: 'Nothing odd about the meters' },
  next: { zh: '抄表时发现的异常会列在这里。', en: 'What is found odd when meters are read is listed here.' },
} as const satisfies Record<string, Text>;

const caseLink = (row: Row): ReactNode =>
  typeof row.caseId === 'string' ? <Link to={`/cases?open=${row.caseId}`}>{String(row.caseNumber)}</Link> : null;

export default function FlagsPage(): ReactNode {
  const say = useSay();
  return (
    <ListPage
      contract={flags}
      labels={COLLECTION_LABELS}
      states={FLAG_STATES_SHOWN}
      cells={{ caseNumber: caseLink }}
      href={(row) => `/meters?open=${String(row.meterId)}`}
      empty={{ text: T.empty, next: T.next }}
      actions={(row) => (
        <Acts
          small
          can={row.can as string[]}
          of={`${String(row.roomCode)} ${say(FLAG_STATES_SHOWN[String(row.kind)]!.title)}`}
          acts={[
            {
              contract: resolveFlag,
              word: T.deal,
              given: { flagId: row.id, state: row.state === 'open' ? 'seen' : 'resolved' },
              hidden: ['flagId'],
              labels: { 'state.seen': T.seen, 'state.resolved': T.resolved },
            },
          ]}
        />
      )}
    />
  );
}
