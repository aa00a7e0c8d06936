/** All 343 duties: what proves each, and when and by whom it was last kept. */
import type { ReactNode } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { dutyRegister } from '../../../../shared/contracts/duties/duty-register.ts';
import { CHAPTERS, DUTY_KINDS } from '../../../../shared/duties/words.ts';
import { POSTS } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { asText, InstantText, useFormatSettings } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import type { Row } from '../../../ui/data-table.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { DutyDrawer } from '../components/duty-drawer.tsx';
import { PROOF_WORDS } from '../states.ts';
import '../duties.css';

type DutyRow = OutputOf<typeof dutyRegister>['rows'][number];

const T = {
  coverage: { zh: '已证明 {proven} / {total} 条', en: '{proven} of {total} proven' },
  empty: { zh: '没有职责', en: 'No duties' },
  emptyNext: { zh: '职责库随产品提供，请联系系统管理员。', en: 'The register comes with the product.' },
  notOwed: { zh: '本单位不适用', en: 'Not owed in this house' },
  nobody: { zh: '无人担任', en: 'Held by nobody' },
} as const satisfies Record<string, Text>;

const entries = (prefix: string, words: Readonly<Record<string, Text>>): [string, Text][] =>
  Object.entries(words).map(([key, text]) => [`${prefix}.${key}`, text]);

const LABELS: Readonly<Record<string, Text>> = {
  chapter: { zh: '篇章', en: 'Chapter' },
  post: { zh: '岗位', en: 'Post' },
  kind: { zh: '类别', en: 'Kind' },
  state: { zh: '证明', en: 'Proof' },
  owed: { zh: '只看本单位适用的', en: 'Only what this house owes' },
  text: { zh: '编号或文字', en: 'Number or words' },
  'post.all-posts': { zh: '全员', en: 'All posts' },
  'state.proven': PROOF_WORDS.proven!.title,
  'state.open': PROOF_WORDS.open!.title,
  ...Object.fromEntries([
    ...entries('chapter', CHAPTERS),
    ...entries('kind', DUTY_KINDS),
    ...Object.entries(POSTS).map(([key, { title }]) => [`post.${key}`, title]),
  ]),
};

function Coverage(): ReactNode {
  const say = useSay();
  const { data } = useAsk(dutyRegister, { limit: 1 });
  if (data === undefined) return null;
  const words = say(T.coverage, { proven: data.proven, total: data.total });
  return (
    <div className="coverage">
      <span className="figure">{words}</span>
      <progress value={data.proven} max={data.total} aria-label={words} />
    </div>
  );
}

function LatestCell({ latest }: { latest: DutyRow['latest'] }): ReactNode {
  const say = useSay();
  if (latest === null) return null;
  return (
    <div className="duty-latest">
      <InstantText value={latest.at} />
      <div className="muted">
        {latest.person} {say(latest.what)}
      </div>
    </div>
  );
}

function HoldersCell({ row }: { row: DutyRow }): ReactNode {
  const say = useSay();
  const settings = useFormatSettings();
  if (!row.owed) return <span className="muted">{say(T.notOwed)}</span>;
  if (row.holders.length === 0) return <span className="muted">{say(T.nobody)}</span>;
  return asText('text', row.holders, settings);
}

const asDuty = (row: Row): DutyRow => row as unknown as DutyRow;

export default function RegisterPage(): ReactNode {
  return (
    <ListPage
      contract={dutyRegister}
      labels={LABELS}
      empty={{ text: T.empty, next: T.emptyNext }}
      pageActions={<Coverage />}
      cells={{
        proven: (row) => <StateTag state={asDuty(row).proven ? 'proven' : 'open'} states={PROOF_WORDS} />,
        holders: (row) => <HoldersCell row={asDuty(row)} />,
        latest: (row) => <LatestCell latest={asDuty(row).latest} />,
      }}
      detail={(dutyId, close) => <DutyDrawer dutyId={dutyId} onClose={close} />}
    />
  );
}
