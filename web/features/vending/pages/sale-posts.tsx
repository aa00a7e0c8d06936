/** Whether clerks take money in this house, and how long a prepared sale waits. Two persons sign a change. */
import type { ReactNode } from 'react';
import { salePosts } from '../../../../shared/contracts/vending/sale-posts.ts';
import { setSalePosts } from '../../../../shared/contracts/vending/set-sale-posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { POST_RULE_SIGNERS } from '../../../../shared/vending/prepared.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';

const T = {
  on: { zh: '现在分岗收款：售电员不收款。', en: 'Apart now: clerks take no money.' },
  off: { zh: '现在不分岗：管有钱箱的售电员可以收款。', en: 'Not apart now: a clerk who holds a drawer takes money.' },
  single: {
    zh: '已设分岗，但本处现为一人兼管，暂不起作用。',
    en: 'Set apart, but the house is run by a single operator now: without effect.',
  },
  second: { zh: '第二签字人（不经手收款）', en: 'Second signer (takes no money)' },
} as const satisfies Record<string, Text>;

export default function SalePostsPage(): ReactNode {
  const say = useSay();
  const { data, error, isPending } = useAsk(salePosts, {});
  const now = data?.inEffect ? T.on : data?.twoPosts ? T.single : T.off;
  return (
    <div className="page">
      <PageHeader title={say(salePosts.title)} />
      {isPending && <p className="muted">{say(W.loading)}</p>}
      {error && <RefusalAlert error={error} />}
      {data && (
        <div className="panel padded stack">
          <p>
            <strong>{say(now)}</strong>
          </p>
          <OperationForm
            key={JSON.stringify(data)}
            contract={setSalePosts}
            given={{ twoPosts: data.twoPosts, waitMinutes: data.waitMinutes }}
            hidden={['signatures']}
            second={() => ({ title: T.second, posts: POST_RULE_SIGNERS })}
            submit={W.save}
          />
        </div>
      )}
    </div>
  );
}
