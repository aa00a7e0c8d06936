/** The agent says what runs now: kept as the last that was heard, and judged against the house's list at once. */

import type { Job } from '../../../platform/operations/implement.ts';
import type { CommandAddress } from '../agent-port.ts';
import { followPrograms } from '../foreign-programs.ts';
import { storePrograms } from '../program-rows.ts';
import { lockTerminal } from '../store.ts';

export const programsHeard = (link: CommandAddress, programs: readonly string[]): Job => ({
  name: 'devices.programs-heard',
  cron: '',
  async run(tx, actor, clock) {
    const { siteId, terminalId } = link;
    const { name } = await lockTerminal(tx, siteId, terminalId);
    await storePrograms(tx, link, programs, clock.now());
    await followPrograms(tx, actor, clock, { place: { terminalId, name }, programs });
  },
});
