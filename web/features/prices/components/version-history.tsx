/** Every version a price ever had, newest first, with who proposed, who approved and the digest sales carry. */

import type { ReactNode } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { tariffVersions } from '../../../../shared/contracts/prices/tariff-versions.ts';
import type { Text } from '../../../../shared/text.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { usePriceTitle } from '../use-categories.ts';
import { Ladder } from './ladder.tsx';
import { InWords, TariffFacts } from './tariff-facts.tsx';

const T = {
  title: { zh: '历次价格：{price}', en: 'Versions: {price}' },
  version: { zh: '第 {number} 版', en: 'Version {number}' },
  inForce: { zh: '执行中', en: 'In force' },
  coming: { zh: '待生效', en: 'To come' },
  past: { zh: '已停用', en: 'Past' },
  from: { zh: '执行起止', en: 'In force' },
  open: { zh: '至今', en: 'until now' },
  reason: { zh: '依据', en: 'Reason' },
  proposed: { zh: '提出', en: 'Proposed' },
  approved: { zh: '批准', en: 'Approved' },
  hash: { zh: '摘要', en: 'Digest' },
  none: { zh: '这一类还没有批准过价格', en: 'No price of this kind was ever approved' },
} as const satisfies Record<string, Text>;

type Version = OutputOf<typeof tariffVersions>['rows'][number];

/** A sale stores the whole digest; sixteen digits are what one compares by eye. */
export const HASH_SHOWN = 16;

function tagOf(version: Version): { text: Text; tone: string } {
  if (version.inForce) return { text: T.inForce, tone: 'right' };
  return version.effectiveUntil === null ? { text: T.coming, tone: 'soon' } : { text: T.past, tone: 'plain' };
}

function OneVersion({ version }: { version: Version }): ReactNode {
  const say = useSay();
  const tag = tagOf(version);
  const name = say(T.version, { number: version.number });
  return (
    <section className="field-lines stack">
      <h3>
        {name} <span className={`state-tag tone-${tag.tone}`}>{say(tag.text)}</span>
      </h3>
      <Ladder spec={version.spec} caption={name} />
      <InWords spec={version.spec} />
      <TariffFacts spec={version.spec} />
      <dl className="details">
        <dt>{say(T.from)}</dt>
        <dd>
          <InstantText value={version.effectiveFrom} />
          {version.effectiveUntil && (
            <>
              {' — '}
              <InstantText value={version.effectiveUntil} />
            </>
          )}
          {version.inForce && !version.effectiveUntil && ` — ${say(T.open)}`}
        </dd>
        <dt>{say(T.reason)}</dt>
        <dd>{version.reason}</dd>
        <dt>{say(T.proposed)}</dt>
        <dd>{version.proposedBy}</dd>
        <dt>{say(T.approved)}</dt>
        <dd>
          {version.approvedBy} <InstantText value={version.approvedAt} />
        </dd>
        <dt>{say(T.hash)}</dt>
        <dd className="figure">{version.specHash.slice(0, HASH_SHOWN)}</dd>
      </dl>
    </section>
  );
}

interface HistoryProps {
  readonly commodity: Commodity;
  readonly categoryCode: string;
  readonly onClose: () => void;
}

export function VersionHistory({ commodity, categoryCode, onClose }: HistoryProps): ReactNode {
  const say = useSay();
  const titleOf = usePriceTitle();
  const answer = useAsk(tariffVersions, { commodity, categoryCode });
  return (
    <Dialog title={say(T.title, { price: titleOf({ commodity, categoryCode }) })} place="right" onClose={onClose}>
      <AnswerState answer={answer} />
      {answer.data?.rows.length === 0 && <Empty text={T.none} />}
      {answer.data?.rows.map((version) => (
        <OneVersion key={version.versionId} version={version} />
      ))}
    </Dialog>
  );
}
