/** Proposals of prices: first what waits for approval; the others by their state. */

import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { tariffProposals } from '../../../../shared/contracts/prices/tariff-proposals.ts';
import { PROPOSAL_STATES, type ProposalState } from '../../../../shared/prices/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { PROPOSAL_STATES_SHOWN, ProposalCard } from '../components/proposal.tsx';

const T = {
  tabs: { zh: '按状态', en: 'By state' },
  propose: { zh: '提出价格', en: 'Propose a price' },
  empty: { zh: '没有待批的价格', en: 'No price is waiting' },
  emptyNext: {
    zh: '售电主管提出的价格会出现在这里，新旧对照后批准或退回。',
    en: 'What the supervisor proposes appears here, old and new side by side, to be approved or rejected.',
  },
  none: { zh: '没有这种状态的报批', en: 'No proposal in this state' },
} as const satisfies Record<string, Text>;

const isState = (text: string | null): text is ProposalState => PROPOSAL_STATES.some((state) => state === text);

export default function ProposalsPage(): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const post = useSession()?.post ?? null;
  const asked = search.get('state');
  const state = isState(asked) ? asked : 'proposed';
  const answer = useAsk(tariffProposals, { state });
  const tabs = PROPOSAL_STATES.map((one) => ({
    key: one,
    title: PROPOSAL_STATES_SHOWN[one].title,
    href: `?state=${one}`,
  }));
  return (
    <div className="page">
      <PageHeader
        title={say(tariffProposals.title)}
        actions={mayCallNamed('prices.propose-tariff', post) && <Link to="/prices/propose">{say(T.propose)}</Link>}
      />
      <Tabs label={say(T.tabs)} tabs={tabs} current={state} />
      <AnswerState answer={answer} />
      {answer.data?.rows.length === 0 && (
        <div className="panel">
          {state === 'proposed' ? <Empty text={T.empty} next={T.emptyNext} /> : <Empty text={T.none} />}
        </div>
      )}
      {answer.data?.rows.map((proposal) => (
        <ProposalCard key={proposal.proposalId} proposal={proposal} />
      ))}
    </div>
  );
}
