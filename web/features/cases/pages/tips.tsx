/** Tips that were left without a name; answered here, read by the auditor too. */

import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { TIP_ABOUT, TIP_STATES } from '../../../../shared/cases/tip.ts';
import { answerTip } from '../../../../shared/contracts/cases/answer-tip.ts';
import { tips } from '../../../../shared/contracts/cases/tips.ts';
import type { Column, OutputOf } from '../../../../shared/contracts/contract.ts';
import { optionsOf, type Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Acts } from '../../../ui/acts.tsx';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { Details } from '../../../ui/detail-drawer.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { type States, statesOf } from '../../../ui/state-tag.tsx';
import { TipThread } from '../components/tip-thread.tsx';

const T = {
  said: { zh: '往来', en: 'What was said' },
} as const satisfies Record<string, Text>;

const STATES: States = {
  ...statesOf(TIP_STATES, { open: 'wrong', 'in-hand': 'soon' }),
  ...statesOf(TIP_ABOUT),
};

const EMPTY = {
  text: { zh: '没有举报', en: 'No tips' },
  next: {
    zh: '登录页和凭证核验页上都有“匿名举报”的入口，客户和员工不用登录就能提交。',
    en: 'The pages for signing in and for verifying a slip lead to it; customers and staff leave a tip without signing in.',
  },
};

type Row = OutputOf<typeof tips>['rows'][number];

function Tip({ tip }: { tip: Row }): ReactNode {
  const say = useSay();
  return (
    <div className="stack">
      <Details record={tip} shows={tips.columns as readonly Column[]} states={STATES} />
      <h3>{say(T.said)}</h3>
      <TipThread messages={tip.messages} />
      <div className="row">
        <Acts
          can={tip.can}
          of={tip.number}
          acts={[{ contract: answerTip, given: { tipId: tip.tipId, state: 'in-hand' }, hidden: ['tipId'] }]}
        />
      </div>
    </div>
  );
}

function TipDrawer({ tipId, onClose }: { tipId: string; onClose: () => void }): ReactNode {
  const say = useSay();
  const answer = useAsk(tips, { tipId, limit: 1 });
  const tip = answer.data?.rows[0];
  return (
    <Dialog title={say(tips.title)} place="right" onClose={onClose}>
      <AnswerState answer={answer} />
      {tip && <Tip tip={tip} />}
    </Dialog>
  );
}

const LABELS = { state: { zh: '状态', en: 'State' }, ...optionsOf('about', TIP_ABOUT) };

export default function TipsPage(): ReactNode {
  const [search] = useSearchParams();
  return (
    <ListPage
      contract={tips}
      input={{ tipId: undefined }}
      labels={LABELS}
      states={STATES}
      empty={EMPTY}
      href={(row) => openHref(search, String(row.tipId))}
      detail={(tipId, close) => <TipDrawer tipId={tipId} onClose={close} />}
    />
  );
}
