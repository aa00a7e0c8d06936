/** Every command that was ever given, with what was read back. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { commands } from '../../../../shared/contracts/control/commands.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { C, COMMAND_STATES_SHOWN, CONTROL_LABELS, CONTROL_TABS } from '../words.ts';

const EMPTY = {
  text: { zh: '还没有通断记录', en: 'No command yet' },
  next: { zh: '每次通断都会记在这里，不可删改。', en: 'Every command is kept here for ever.' },
} as const satisfies Record<string, Text>;

export default function CommandsPage(): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const originId = search.get('originId');
  return (
    <ListPage
      contract={commands}
      input={originId === null ? {} : { originId }}
      labels={CONTROL_LABELS}
      states={COMMAND_STATES_SHOWN}
      empty={EMPTY}
      pageActions={
        <a href={`/api/control/commands.csv${originId === null ? '' : `?originId=${originId}`}`} download>
          CSV
        </a>
      }
    >
      <Tabs label={say(C.parts)} tabs={CONTROL_TABS} current="commands" />
    </ListPage>
  );
}
