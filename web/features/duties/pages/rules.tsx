/** Rules of the house: read, sign with the own PIN, see who has not yet; published by posts above. */
import { type ReactNode, useState } from 'react';
import { fullName, mayCall } from '../../../../shared/contracts/contract.ts';
import { publishRule } from '../../../../shared/contracts/duties/publish-rule.ts';
import { rules } from '../../../../shared/contracts/duties/rules.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { PublishForm } from '../components/publish-form.tsx';
import { RuleDrawer } from '../components/rule-drawer.tsx';
import '../duties.css';

const T = {
  empty: { zh: '还没有发布制度', en: 'No rule is published yet' },
  emptyNext: {
    zh: '由主管、校区主任或总经理发布；发布后须签阅的人会在首页看到。',
    en: 'A supervisor, director or general manager publishes it; those who must sign see it on their first page.',
  },
} as const;

function Publish(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [open, setOpen] = useState(false);
  if (!mayCall(publishRule, post)) return null;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)} data-act={fullName(publishRule)}>
        {say(publishRule.title)}
      </Button>
      {open && <PublishForm onClose={() => setOpen(false)} />}
    </>
  );
}

export default function RulesPage(): ReactNode {
  return (
    <ListPage
      contract={rules}
      empty={{ text: T.empty, next: T.emptyNext }}
      pageActions={<Publish />}
      detail={(ruleId, close) => <RuleDrawer ruleId={ruleId} onClose={close} />}
    />
  );
}
