/** Opening: the drawer is counted, and from then on it is in one person's hands alone. */
import { type ReactNode, useMemo } from 'react';
import { fullName } from '../../../../shared/contracts/contract.ts';
import { drawers } from '../../../../shared/contracts/tills/drawers.ts';
import { openDrawer } from '../../../../shared/contracts/tills/open-drawer.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Empty } from '../../../ui/empty.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';

const T = {
  none: { zh: '现在没有可以开的钱箱', en: 'There is no drawer to open now' },
  noneNext: {
    zh: '钱箱都在他人手中，或还没有登记。请与售电主管联系，或由保管人交接给您。',
    en: 'They are all in the hands of others, or none is registered. Ask the supervisor, or have one handed over.',
  },
  count: {
    zh: '逐张清点钱箱里的现金（没有的不填）',
    en: 'Count the cash piece by piece (leave out what is not there)',
  },
  reason: { zh: '差异说明（与上次结存不一致时填写）', en: 'Reason (only when it differs from what was left)' },
} as const satisfies Record<string, Text>;

export function OpenForm(): ReactNode {
  const say = useSay();
  const { data, error, isPending } = useAsk(drawers, {});
  const free = useMemo(() => data?.rows.filter((drawer) => drawer.can.includes(fullName(openDrawer))) ?? [], [data]);
  if (isPending) return <p className="muted">{say(W.loading)}</p>;
  if (error) return <RefusalAlert error={error} />;
  if (free.length === 0) {
    return (
      <div className="panel">
        <Empty text={T.none} next={T.noneNext} />
      </div>
    );
  }
  const options = free.map((drawer) => ({
    value: drawer.drawerId,
    label: `${drawer.code} ${drawer.name} · ${drawer.place}`,
  }));
  return (
    <div className="panel padded">
      <OperationForm
        contract={openDrawer}
        given={free.length === 1 ? { drawerId: free[0]!.drawerId } : {}}
        providers={{
          drawerId: {
            module: 'tills',
            name: `free-drawers-${free.length}`,
            search: async (text) => options.filter((option) => option.label.includes(text)),
          },
        }}
        labels={{ count: T.count, reason: T.reason }}
        submit={openDrawer.title}
        affects={['posts', 'cases']}
      />
    </div>
  );
}
