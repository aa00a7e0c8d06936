/** Rooms that are never cut off from here. */
import type { ReactNode } from 'react';
import { liftProtection } from '../../../../shared/contracts/control/lift-protection.ts';
import { protectRoom } from '../../../../shared/contracts/control/protect-room.ts';
import { protections } from '../../../../shared/contracts/control/protections.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { Acts } from '../../../ui/acts.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { FormButton } from '../../collection/components/form-button.tsx';
import { roomsProvider } from '../../collection/providers.ts';
import { C, COMMAND_STATES_SHOWN, CONTROL_LABELS, CONTROL_TABS } from '../words.ts';

const T = {
  lift: { zh: '取消保障', en: 'Lift' },
  empty: { zh: '没有保障房间', en: 'No protected room' },
  next: {
    zh: '有医疗设备或重要用电的房间请设为保障房间。',
    en: 'Protect rooms with medical devices or an essential supply.',
  },
} as const satisfies Record<string, Text>;

export default function ProtectionsPage(): ReactNode {
  const say = useSay();
  return (
    <ListPage
      contract={protections}
      states={COMMAND_STATES_SHOWN}
      empty={{ text: T.empty, next: T.next }}
      pageActions={
        <FormButton contract={protectRoom} primary providers={{ roomId: roomsProvider }} labels={CONTROL_LABELS} />
      }
      actions={(row) => (
        <Acts
          small
          can={row.can as string[]}
          of={String(row.roomCode)}
          acts={[
            {
              contract: liftProtection,
              word: T.lift,
              given: { protectionId: row.protectionId },
              hidden: ['protectionId'],
              danger: true,
            },
          ]}
        />
      )}
    >
      <Tabs label={say(C.parts)} tabs={CONTROL_TABS} current="protections" />
    </ListPage>
  );
}
