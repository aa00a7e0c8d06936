/** Commands as a file: those of one batch, or the log. */
import { z } from 'zod';
import { CONTROL_READERS } from '../../../../shared/control/who.ts';
import { COMMAND_STATES, ORIGINS, RELAYS, SWITCH_COMMANDS } from '../../../../shared/control/words.ts';
import { idSchema } from '../../../../shared/values/ids.ts';
import type { ExportTable } from '../../../platform/files/export-column.ts';
import { download } from '../../../platform/http/route.ts';
import { timeZoneOf } from '../../collection/index.ts';
import { commandViews } from '../store/command-views.ts';

const ROWS_AT_MOST = 100_000;

export const commandsCsv = download({
  module: 'control',
  name: 'commands.csv',
  title: { zh: '通断记录', en: 'Commands' },
  posts: CONTROL_READERS,
  input: z.strictObject({ originId: idSchema.optional() }),
  async run(tx, { siteId }, _clock, { originId }) {
    const rows = await commandViews(tx, siteId, { originId, limit: ROWS_AT_MOST });
    const table: ExportTable = {
      name: '通断记录',
      timeZone: await timeZoneOf(tx, siteId),
      columns: [
        { title: '时间', type: 'instant' },
        { title: '房间', type: 'text' },
        { title: '表号', type: 'text' },
        { title: '操作', type: 'text' },
        { title: '来源', type: 'text' },
        { title: '原因', type: 'text' },
        { title: '说明', type: 'text' },
        { title: '操作人', type: 'text' },
        { title: '结果', type: 'text' },
        { title: '操作前', type: 'text' },
        { title: '读回', type: 'text' },
        { title: '功率（瓦）', type: 'integer' },
        { title: '应答', type: 'text' },
        { title: '完成时间', type: 'instant' },
      ],
      rows: rows.map((row) => [
        row.askedAt,
        row.roomCode,
        row.meterNo,
        SWITCH_COMMANDS[row.command].zh,
        ORIGINS[row.origin].zh,
        row.reason.zh,
        row.note,
        row.askedBy,
        COMMAND_STATES[row.state].zh,
        row.relayBefore === null ? null : RELAYS[row.relayBefore].zh,
        row.relayAfter === null ? null : RELAYS[row.relayAfter].zh,
        row.powerWatts,
        row.answer?.zh ?? null,
        row.endedAt,
      ]),
    };
    return { fileName: 'commands.csv', format: 'csv', table };
  },
});
