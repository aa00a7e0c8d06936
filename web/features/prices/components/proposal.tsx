/** One proposal: old and new side by side, what differs is marked in words and by ground; buttons from `can`. */
import { type ReactNode, useState } from 'react';
import type { OperationContract, OutputOf } from '../../../../shared/contracts/contract.ts';
import { fullName } from '../../../../shared/contracts/contract.ts';
import { approveTariff } from '../../../../shared/contracts/prices/approve-tariff.ts';
import { rejectTariff } from '../../../../shared/contracts/prices/reject-tariff.ts';
import type { tariffProposals } from '../../../../shared/contracts/prices/tariff-proposals.ts';
import { withdrawTariff } from '../../../../shared/contracts/prices/withdraw-tariff.ts';
import type { ProposalState } from '../../../../shared/prices/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { type StateSpec, StateTag } from '../../../ui/state-tag.tsx';
import { compared } from '../tariff-text.ts';
import { usePriceTitle } from '../use-categories.ts';
import { Ladder } from './ladder.tsx';
import { TariffFacts } from './tariff-facts.tsx';
import { HASH_SHOWN } from './version-history.tsx';
import '../prices.css';

export type Proposal = OutputOf<typeof tariffProposals>['rows'][number];

const T = {
  item: { zh: '项目', en: 'Item' },
  old: { zh: '现行（第 {number} 版）', en: 'Now (version {number})' },
  noOld: { zh: '现行（还没有价格）', en: 'Now (no price yet)' },
  next: { zh: '拟改为', en: 'Proposed' },
  changed: { zh: '有变动', en: 'changed' },
  from: { zh: '生效时间', en: 'Effective from' },
  atOnce: { zh: '批准后立即生效', en: 'at the moment of approval' },
  reason: { zh: '调价依据', en: 'Reason' },
  proposed: { zh: '提出', en: 'Proposed' },
  ended: { zh: '办结', en: 'Ended' },
  endReason: { zh: '退回原因', en: 'Reason of rejection' },
  hash: { zh: '摘要', en: 'Digest' },
  approveHelp: {
    zh: '请核对上面的新旧价格和生效时间。批准后不能撤回，只能由新版价格接替。',
    en: 'Compare old and new and the effective time. An approved price is not taken back; only a new version follows it.',
  },
} as const satisfies Record<string, Text>;

export const PROPOSAL_STATES_SHOWN: Readonly<Record<ProposalState, StateSpec>> = {
  proposed: { title: { zh: '待批', en: 'Waiting' }, tone: 'soon' },
  approved: { title: { zh: '已批准', en: 'Approved' }, tone: 'right' },
  rejected: { title: { zh: '已退回', en: 'Rejected' }, tone: 'wrong' },
  withdrawn: { title: { zh: '已撤回', en: 'Withdrawn' } },
};

function Comparison({ proposal }: { proposal: Proposal }): ReactNode {
  const say = useSay();
  const { current, spec } = proposal;
  const rows = compared(current?.spec ?? null, spec);
  return (
    <table className="compared">
      <thead>
        <tr>
          <th scope="col">{say(T.item)}</th>
          <th scope="col">{current ? say(T.old, { number: current.number }) : say(T.noOld)}</th>
          <th scope="col">{say(T.next)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.title.en} className={row.changed ? 'changed' : undefined}>
            <th scope="row">{say(row.title)}</th>
            <td>{row.old === null ? '—' : say(row.old)}</td>
            <td>
              {row.next === null ? '—' : say(row.next)}
              {row.changed && <span className="mark">{row.moved ?? say(T.changed)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ proposal }: { proposal: Proposal }): ReactNode {
  const say = useSay();
  return (
    <dl className="details">
      <dt>{say(T.from)}</dt>
      <dd>
        <strong>{proposal.effectiveFrom ? <InstantText value={proposal.effectiveFrom} /> : say(T.atOnce)}</strong>
      </dd>
      <dt>{say(T.reason)}</dt>
      <dd>{proposal.reason}</dd>
      <dt>{say(T.proposed)}</dt>
      <dd>
        {proposal.proposedBy} <InstantText value={proposal.proposedAt} />
      </dd>
      {proposal.endedAt && (
        <>
          <dt>{say(T.ended)}</dt>
          <dd>
            {proposal.endedBy} <InstantText value={proposal.endedAt} />
          </dd>
        </>
      )}
      {proposal.endReason && (
        <>
          <dt>{say(T.endReason)}</dt>
          <dd>{proposal.endReason}</dd>
        </>
      )}
      <dt>{say(T.hash)}</dt>
      <dd className="figure">{proposal.specHash.slice(0, HASH_SHOWN)}</dd>
    </dl>
  );
}

interface ActingProps {
  readonly proposal: Proposal;
  readonly contract: OperationContract;
  readonly onClose: () => void;
}

function Acting({ proposal, contract, onClose }: ActingProps): ReactNode {
  const say = useSay();
  const titleOf = usePriceTitle();
  const { proposalId, specHash } = proposal;
  const approving = contract === approveTariff;
  const given = approving ? { proposalId, specHash } : { proposalId };
  return (
    <Dialog title={`${say(contract.title)} · ${titleOf(proposal)}`} wide={approving} onClose={onClose}>
      {approving && (
        <>
          <Comparison proposal={proposal} />
          <Facts proposal={proposal} />
          <p>{say(T.approveHelp)}</p>
        </>
      )}
      <OperationForm
        contract={contract}
        given={given as never}
        hidden={['proposalId', 'specHash']}
        submit={contract.title}
        danger={contract === rejectTariff}
        onDone={onClose}
        onCancel={onClose}
      />
    </Dialog>
  );
}

const ACTS: readonly OperationContract[] = [approveTariff, rejectTariff, withdrawTariff];

export function ProposalCard({ proposal }: { proposal: Proposal }): ReactNode {
  const say = useSay();
  const titleOf = usePriceTitle();
  const [acting, setActing] = useState<OperationContract | null>(null);
  const may = ACTS.filter((contract) => proposal.can.includes(fullName(contract)));
  return (
    <article className="panel price-card">
      <h2>
        {titleOf(proposal)}
        <StateTag state={proposal.state} states={PROPOSAL_STATES_SHOWN} />
      </h2>
      <Facts proposal={proposal} />
      {proposal.state === 'proposed' ? (
        <Comparison proposal={proposal} />
      ) : (
        <>
          <Ladder spec={proposal.spec} caption={titleOf(proposal)} />
          <TariffFacts spec={proposal.spec} />
        </>
      )}
      {may.length > 0 && (
        <div className="row">
          {may.map((contract) => (
            <Button
              key={contract.name}
              type={contract === approveTariff ? 'primary' : 'default'}
              onClick={() => setActing(contract)}
            >
              {say(contract.title)}
            </Button>
          ))}
        </div>
      )}
      {acting && <Acting proposal={proposal} contract={acting} onClose={() => setActing(null)} />}
    </article>
  );
}
