/** The rule of each building for malicious load: proposed by one, approved by another. */
import type { ReactNode } from 'react';
import { approveLoadPolicy } from '../../../../shared/contracts/control/approve-load-policy.ts';
import { endLoadPolicy } from '../../../../shared/contracts/control/end-load-policy.ts';
import { loadPolicies } from '../../../../shared/contracts/control/load-policies.ts';
import { proposeLoadPolicy } from '../../../../shared/contracts/control/propose-load-policy.ts';
import type { LoadPolicyView } from '../../../../shared/control/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { Acts } from '../../../ui/acts.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { FormButton } from '../../collection/components/form-button.tsx';
import { buildingsProvider, roomsProvider } from '../../collection/providers.ts';
import { C, CONTROL_LABELS, LOAD_TABS, PLAN_STATES_SHOWN } from '../words.ts';

const T = {
  approve: { zh: '批准', en: 'Approve' },
  end: { zh: '停用', en: 'End' },
  reject: { zh: '退回', en: 'Reject' },
  notice: { zh: '给房间的通知：{notice}', en: 'Notice to the room: {notice}' },
  empty: { zh: '没有恶性负载规则', en: 'No policy' },
  next: {
    zh: '拟定后由另一人批准，系统即按规则巡查功率。',
    en: 'Plan one; when another person has approved it, the power is watched.',
  },
} as const satisfies Record<string, Text>;

const FORM_LABELS = { ...CONTROL_LABELS, reason: { zh: '依据', en: 'Reason' } } as const satisfies Record<string, Text>;

function PolicyActs({ policy }: { policy: LoadPolicyView }): ReactNode {
  const say = useSay();
  const given = { policyId: policy.id };
  return (
    <Acts
      small
      can={policy.can}
      of={policy.buildingCode}
      acts={[
        {
          contract: approveLoadPolicy,
          word: T.approve,
          given,
          hidden: ['policyId'],
          primary: true,
          before: <p>{say(T.notice, { notice: policy.notice })}</p>,
        },
        {
          contract: endLoadPolicy,
          word: policy.state === 'proposed' ? T.reject : T.end,
          given,
          hidden: ['policyId'],
          danger: true,
        },
      ]}
    />
  );
}

export default function LoadPoliciesPage(): ReactNode {
  const say = useSay();
  return (
    <ListPage
      contract={loadPolicies}
      labels={CONTROL_LABELS}
      states={PLAN_STATES_SHOWN}
      actions={(row: Row) => <PolicyActs policy={row as unknown as LoadPolicyView} />}
      empty={{ text: T.empty, next: T.next }}
      pageActions={
        <FormButton
          contract={proposeLoadPolicy}
          primary
          providers={{ buildingId: buildingsProvider, exemptRoomIds: roomsProvider }}
          labels={FORM_LABELS}
        />
      }
    >
      <Tabs label={say(C.parts)} tabs={LOAD_TABS} current="policies" />
    </ListPage>
  );
}
