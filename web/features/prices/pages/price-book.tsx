/** The price book (价目表): what each kind of user pays now, since when, and what is approved to follow. */

import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { tariffs } from '../../../../shared/contracts/prices/tariffs.ts';
import type { Text } from '../../../../shared/text.ts';
import { COMMODITIES, COMMODITY_KEYS, type Commodity, commoditySchema } from '../../../../shared/values/quantity.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Ladder } from '../components/ladder.tsx';
import { InWords, TariffFacts } from '../components/tariff-facts.tsx';
import { VersionHistory } from '../components/version-history.tsx';
import { useCategories } from '../use-categories.ts';
import '../prices.css';

const T = {
  help: {
    zh: '价格由售电主管提出、价格审批人批准，到时自动执行；已执行的价格任何人都不能修改。',
    en: 'Prices are proposed by the supervisor and approved by the price approver, and begin at their time. Nobody edits a price in force.',
  },
  empty: { zh: '还没有批准的价格', en: 'No price is approved yet' },
  emptyNext: {
    zh: '请售电主管在“提出价格”中填写，由价格审批人批准后才能售电。',
    en: 'The supervisor proposes one under “Propose a price”; selling begins once the price approver approves it.',
  },
  since: { zh: '第 {number} 版，执行起始', en: 'Version {number}, in force since' },
  notYet: { zh: '还没有执行中的价格，不能售', en: 'No price in force yet: nothing is sold' },
  next: { zh: '下一版（第 {number} 版）执行起始', en: 'Next (version {number}) begins' },
  history: { zh: '历次价格', en: 'All versions' },
  propose: { zh: '提出新价格', en: 'Propose a new price' },
  code: { zh: '类别代码 {code}', en: 'Category code {code}' },
} as const satisfies Record<string, Text>;

type Version = OutputOf<typeof tariffs>['rows'][number];

interface Entry {
  readonly commodity: Commodity;
  readonly categoryCode: string;
  readonly now: Version | undefined;
  readonly next: readonly Version[];
}

function entriesOf(rows: readonly Version[]): Entry[] {
  const keys = [...new Set(rows.map((row) => `${row.commodity}.${row.categoryCode}`))];
  return keys.map((key) => {
    const own = rows.filter((row) => `${row.commodity}.${row.categoryCode}` === key);
    return {
      commodity: own[0]!.commodity,
      categoryCode: own[0]!.categoryCode,
      now: own.find((row) => row.inForce),
      next: own.filter((row) => !row.inForce),
    };
  });
}

function Next({ version }: { version: Version }): ReactNode {
  const say = useSay();
  return (
    <div className="next-version tone-soon">
      <p>
        <strong>
          {say(T.next, { number: version.number })} <InstantText value={version.effectiveFrom} />
        </strong>
      </p>
      <InWords spec={version.spec} />
    </div>
  );
}

function PriceCard({ entry }: { entry: Entry }): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const category = useCategories().find((one) => one.categoryCode === entry.categoryCode);
  const { commodity, categoryCode, now } = entry;
  const shown = now ?? entry.next[0]!;
  const name = category ? say(category.title) : categoryCode;
  return (
    <article className="panel price-card">
      <h3>
        {name}
        {category && <small className="muted">{say(T.code, { code: categoryCode })}</small>}
      </h3>
      {now ? (
        <>
          <p>
            {say(T.since, { number: now.number })} <InstantText value={now.effectiveFrom} />
          </p>
          <Ladder spec={now.spec} caption={name} />
        </>
      ) : (
        <p className="tone-soon next-version">{say(T.notYet)}</p>
      )}
      <TariffFacts spec={shown.spec} />
      {entry.next.map((version) => (
        <Next key={version.versionId} version={version} />
      ))}
      <div className="row">
        {mayCallNamed('prices.tariff-versions', post) && (
          <Link to={`?history=${commodity}.${categoryCode}`}>{say(T.history)}</Link>
        )}
        {mayCallNamed('prices.propose-tariff', post) && (
          <Link to={`/prices/propose?commodity=${commodity}&category=${categoryCode}`}>{say(T.propose)}</Link>
        )}
      </div>
    </article>
  );
}

function Book({ rows }: { rows: readonly Version[] }): ReactNode {
  const say = useSay();
  const entries = entriesOf(rows);
  if (entries.length === 0) {
    return (
      <div className="panel">
        <Empty text={T.empty} next={T.emptyNext} />
      </div>
    );
  }
  return COMMODITY_KEYS.filter((commodity) => entries.some((entry) => entry.commodity === commodity)).map(
    (commodity) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a post without links here must still scroll by keyboard
      <section key={commodity} className="stack" tabIndex={0} aria-label={say(COMMODITIES[commodity].title)}>
        <h2>{say(COMMODITIES[commodity].title)}</h2>
        <div className="price-cards">
          {entries
            .filter((entry) => entry.commodity === commodity)
            .map((entry) => (
              <PriceCard key={entry.categoryCode} entry={entry} />
            ))}
        </div>
      </section>
    ),
  );
}

export default function PriceBookPage(): ReactNode {
  const say = useSay();
  const answer = useAsk(tariffs, {});
  const post = useSession()?.post ?? null;
  const [search, setSearch] = useSearchParams();
  const [commodity, categoryCode] = (search.get('history') ?? '').split('.');
  const history = commoditySchema.safeParse(commodity);
  return (
    <div className="page">
      <PageHeader title={say(tariffs.title)} help={say(T.help)} />
      <AnswerState answer={answer} />
      {answer.data && <Book rows={answer.data.rows} />}
      {history.success && categoryCode && mayCallNamed('prices.tariff-versions', post) && (
        <VersionHistory commodity={history.data} categoryCode={categoryCode} onClose={() => setSearch({})} />
      )}
    </div>
  );
}
